import { useEffect, useEffectEvent } from "react";

/**
 * Coming back from a call: a link to a number was followed, the page was left for the telephone, and here it is again.
 * @param run with the institution that was called, as `data-institution` on the link or around it says it
 */
export function useReturnFromCall(run: (institutionId: string | null) => void) {
  const back = useEffectEvent(run);
  useEffect(() => {
    let called: { institutionId: string | null } | null = null;
    let left = false;
    const followed = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest("a[href^='tel:']") : null;
      if (!link) return;
      const about = link.closest<HTMLElement>("[data-institution]");
      called = { institutionId: about?.dataset.institution ?? null };
      left = false;
    };
    const seen = () => {
      if (!called) return;
      if (document.hidden) left = true;
      else if (left) {
        const { institutionId } = called;
        called = null;
        back(institutionId);
      }
    };
    document.addEventListener("click", followed);
    document.addEventListener("visibilitychange", seen);
    return () => {
      document.removeEventListener("click", followed);
      document.removeEventListener("visibilitychange", seen);
    };
  }, []);
}
