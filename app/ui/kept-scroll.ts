import { type RefObject, useLayoutEffect, useRef, useState } from "react";
import { useLocation } from "react-router";
import { keep, kept } from "./kept.ts";

/**
 * Where a box stands is found again by « back »; another content (`list`: another filter, another order) starts
 * at its top. Answers where the box is to stand when it is first drawn.
 */
export function useKeptScroll(box: RefObject<HTMLElement | null>, list: string): number {
  const { key } = useLocation();
  const shown = useRef(list);
  const [start] = useState(() => kept<number>(place(key)) ?? 0);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    if (shown.current !== list) void element.scrollTo(0, kept<number>(place(key)) ?? 0);
    shown.current = list;
    const remember = () => keep(place(key), element.scrollTop);
    element.addEventListener("scroll", remember, { passive: true });
    return () => element.removeEventListener("scroll", remember);
  }, [box, key, list]);

  return start;
}

function place(key: string): string {
  return `scroll ${key}`;
}
