import { useSyncExternalStore } from "react";

/** The stylesheet's phone. */
const NARROW = "(max-width: 48em)";

/** Whether the window is a phone's: there, a campaign is read and tried, not written. The server draws the desk. */
export function useNarrow(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => matchMedia(NARROW).matches,
    () => false,
  );
}

function subscribe(changed: () => void): () => void {
  const query = matchMedia(NARROW);
  query.addEventListener("change", changed);
  return () => query.removeEventListener("change", changed);
}
