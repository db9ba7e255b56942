import { type RefObject, useEffect } from "react";

/**
 * Places a native popover under the button that opens it, inside the window; on a phone the stylesheet makes
 * it a bottom sheet. A popover lives in the browser's top layer, so that no scrolling box clips it, and the
 * browser closes it on Escape or a click elsewhere.
 */
export function usePopoverPlace(
  popover: RefObject<HTMLElement | null>,
  opener: RefObject<HTMLElement | null>,
  align: "start" | "end",
) {
  useEffect(() => {
    const element = popover.current;
    if (!element) return;
    const place = () => {
      if (opener.current) put(element, opener.current.getBoundingClientRect(), align);
    };
    const close = (event: Event) => {
      if (event.target instanceof Node && !element.contains(event.target)) element.hidePopover();
    };
    const toggled = (event: ToggleEvent) => {
      const listen = event.newState === "open" ? "addEventListener" : "removeEventListener";
      if (event.newState === "open") place();
      window[listen]("resize", place);
      document[listen]("scroll", close, true);
    };
    element.addEventListener("toggle", toggled);
    return () => {
      element.removeEventListener("toggle", toggled);
      window.removeEventListener("resize", place);
      document.removeEventListener("scroll", close, true);
    };
  }, [popover, opener, align]);
}

const gap = 4;
const margin = 8;

function put(element: HTMLElement, anchor: DOMRect, align: "start" | "end") {
  const { offsetWidth: width, offsetHeight: height } = element;
  const left = align === "start" ? anchor.left : anchor.right - width;
  const below = anchor.bottom + gap;
  const top = below + height > innerHeight - margin ? anchor.top - gap - height : below;
  element.style.setProperty("--popover-left", `${clamp(left, innerWidth - width - margin)}px`);
  element.style.setProperty("--popover-top", `${clamp(top, innerHeight - height - margin)}px`);
}

function clamp(value: number, max: number): number {
  return Math.max(margin, Math.min(value, max));
}
