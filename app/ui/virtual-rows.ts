import { useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useEffect, useSyncExternalStore } from "react";

/** In pixels, as in the stylesheet: a row under the head, or a phone's card without one. */
const desk = { row: 40, head: 32 };
const phone = { row: 68, head: 0 };
const phoneMedia = "(max-width: 48em)";
/** What the selection bar covers at the foot. */
const selectionBar = 64;

/** A page of a list has no more rows: the server draws them all, and the page is whole before JavaScript. */
const drawnAtFirst = 100;

/** The rows to draw, and the height of those that are not, before and after. `start` is the first offset. */
export function useVirtualRows(scroll: RefObject<HTMLElement | null>, count: number, start: number) {
  const isPhone = useSyncExternalStore(
    subscribe,
    () => matchMedia(phoneMedia).matches,
    () => false,
  );
  const { row, head } = isPhone ? phone : desk;
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroll.current,
    estimateSize: () => row,
    overscan: 12,
    initialRect: { width: 0, height: Math.min(count, drawnAtFirst) * desk.row },
    initialOffset: start,
    scrollMargin: head,
    scrollPaddingStart: head,
    scrollPaddingEnd: selectionBar,
  });
  useEffect(() => virtualizer.measure(), [virtualizer, row]);
  const items = virtualizer.getVirtualItems();
  return {
    indexes: items.map(({ index }) => index),
    before: (items[0]?.start ?? head) - head,
    after: virtualizer.getTotalSize() - ((items.at(-1)?.end ?? head) - head),
    /** The last row in sight or nearly; unknown until the box has been measured. */
    last: virtualizer.scrollElement ? items.at(-1)?.index : undefined,
    reveal: (index: number) => virtualizer.scrollToIndex(index, { align: "auto" }),
  };
}

function subscribe(changed: () => void) {
  const query = matchMedia(phoneMedia);
  query.addEventListener("change", changed);
  return () => query.removeEventListener("change", changed);
}
