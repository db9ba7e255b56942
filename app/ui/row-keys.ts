import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { isField } from "./hotkeys.ts";

type Verbs = {
  count: number;
  /** Brings a row into view, so that it is drawn. */
  reveal: (index: number) => void;
  open: (index: number) => void;
  toggle: (index: number) => void;
  /** Selects the rows from one to another, both included, beside what was selected when the range began. */
  extend: (from: number, to: number) => void;
};

/**
 * One row of the table is in the tab order. Arrows go from row to row, Space selects, Shift and an arrow
 * extend, Enter opens.
 */
export function useRowKeys({ count, reveal, open, toggle, extend }: Verbs) {
  const [active, setActive] = useState(0);
  const body = useRef<HTMLTableSectionElement>(null);
  const awaited = useRef<number | null>(null);
  const anchor = useRef<number | null>(null);

  // A row out of sight is drawn some renderings after it has been scrolled to.
  useEffect(() => {
    if (awaited.current === null) return;
    const row = body.current?.querySelector<HTMLElement>(`[data-index="${awaited.current}"]`);
    if (!row) return;
    awaited.current = null;
    row.focus({ preventScroll: true });
  });

  function goTo(index: number) {
    awaited.current = index;
    setActive(index);
    reveal(index);
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const { target } = event;
    if (isField(target) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!(target instanceof HTMLElement) || target.closest("[role='menu'], dialog")) return;
    const next = { ArrowDown: active + 1, ArrowUp: active - 1, Home: 0, End: count - 1 }[event.key];
    const onRow = target.dataset.index !== undefined;
    if (next !== undefined) {
      const to = Math.max(0, Math.min(next, count - 1));
      if (event.shiftKey) extend((anchor.current ??= active), to);
      else anchor.current = null;
      goTo(to);
    } else if (event.key === " " && onRow) toggle(active);
    else if (event.key === "Enter" && onRow) open(active);
    else return;
    event.preventDefault();
  }

  return { active: Math.min(active, Math.max(0, count - 1)), setActive, bodyProps: { ref: body, onKeyDown } };
}
