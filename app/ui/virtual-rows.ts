import { useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useSyncExternalStore } from "react";

const rowHeight = 40;
const cardHeight = 68;
const phone = "(max-width: 48em)";

/**
 * The rows to draw, and the height of those that are not, before and after. The server draws all the rows it
 * has, so that the page is whole before JavaScript.
 */
export function useVirtualRows(scroll: RefObject<HTMLElement | null>, count: number) {
  const isPhone = useSyncExternalStore(
    subscribe,
    () => matchMedia(phone).matches,
    () => false,
  );
  const height = isPhone ? cardHeight : rowHeight;
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroll.current,
    estimateSize: () => height,
    overscan: 12,
    initialRect: { width: 0, height: count * rowHeight },
    // The head is sticky: a row brought into view goes under it, not behind.
    scrollPaddingStart: isPhone ? 0 : 32,
  });
  const items = virtualizer.getVirtualItems();
  return {
    indexes: items.map(({ index }) => index),
    before: items[0]?.start ?? 0,
    after: virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0),
    last: items.at(-1)?.index ?? 0,
    reveal: (index: number) => virtualizer.scrollToIndex(index, { align: "auto" }),
  };
}

function subscribe(changed: () => void) {
  const query = matchMedia(phone);
  query.addEventListener("change", changed);
  return () => query.removeEventListener("change", changed);
}
