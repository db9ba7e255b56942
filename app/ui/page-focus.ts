import { type RefObject, useEffect, useRef } from "react";
import { useLocation, useNavigationType } from "react-router";
import { keep, kept } from "./kept.ts";

/**
 * The page scrolls in its own box, under the top bar: a new page starts at its top, « back » finds its place
 * again. The focus goes to the new page, so that a screen reader reads it and the keyboard starts there.
 */
export function usePageFocus(page: RefObject<HTMLElement | null>) {
  const { key, pathname } = useLocation();
  const type = useNavigationType();
  const shown = useRef(pathname);

  useEffect(() => {
    const element = page.current;
    if (!element) return;
    if (shown.current !== pathname) {
      shown.current = pathname;
      void element.scrollTo(0, type === "POP" ? (kept<number>(`page ${key}`) ?? 0) : 0);
      if (!element.contains(document.activeElement)) element.focus({ preventScroll: true });
    }
    const remember = () => keep(`page ${key}`, element.scrollTop);
    element.addEventListener("scroll", remember, { passive: true });
    return () => element.removeEventListener("scroll", remember);
  }, [page, key, pathname, type]);
}
