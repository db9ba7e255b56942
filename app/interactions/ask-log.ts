import { useEffect, useEffectEvent } from "react";

/** Asks « Noter un échange » of whoever holds the form, from outside of it: the palette, the « Créer » menu. */
const ASKED = "essaim:noter";

export function askLog(institutionId: string | null): void {
  window.dispatchEvent(new CustomEvent(ASKED, { detail: institutionId }));
}

export function useAskedLog(open: (institutionId: string | null) => void): void {
  const hear = useEffectEvent((event: Event) => open((event as CustomEvent<string | null>).detail));
  useEffect(() => {
    const listen = (event: Event) => hear(event);
    window.addEventListener(ASKED, listen);
    return () => window.removeEventListener(ASKED, listen);
  }, []);
}
