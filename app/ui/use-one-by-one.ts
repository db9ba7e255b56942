import { useRef, useState } from "react";
import { useHotkey } from "./hotkeys.ts";

/** Which of a list is the one in hand: J and K go from one to the next, kept in sight. */
export function useOneByOne(count: number, first: () => number = () => 0) {
  const [at, setAt] = useState(first);
  const list = useRef<HTMLOListElement>(null);
  const current = Math.min(at, count - 1);
  const move = (by: number) => {
    const next = Math.max(0, Math.min(count - 1, current + by));
    setAt(next);
    list.current?.children[next]?.scrollIntoView({ block: "nearest" });
  };
  useHotkey("j", () => move(1));
  useHotkey("k", () => move(-1));
  /** Presses a button of the one in hand, so that the card itself sends and hears. */
  const press = (selector: string) =>
    list.current?.children[current]?.querySelector<HTMLButtonElement>(selector)?.click();
  return { list, current, press };
}
