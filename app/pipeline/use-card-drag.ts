import { type RefObject, useEffect, useEffectEvent, useState } from "react";

/** What is being dragged, and the stage it is over. */
export type Drag = { id: string; over: string | null };

/**
 * Cards of the board are dragged with a mouse or a pen; a finger scrolls, and moves by the menu. A card answers to
 * dragging once the pointer has come to it: a board holds hundreds. Loaded after the page, which works without it.
 */
export function useCardDrag(
  board: RefObject<HTMLElement | null>,
  enabled: boolean,
  onDrop: (id: string, stageId: string, at: { x: number; y: number }) => void,
): Drag | null {
  const [drag, setDrag] = useState<Drag | null>(null);
  const dropped = useEffectEvent(onDrop);
  useEffect(() => {
    const element = board.current;
    if (!element || !enabled) return;
    let stop: () => void = () => {};
    let gone = false;
    void import("./card-drag.ts").then(({ watchDrags }) => {
      if (!gone) stop = watchDrags(element, setDrag, (...drop) => dropped(...drop));
    });
    return () => {
      gone = true;
      stop();
    };
  }, [board, enabled]);
  return drag;
}
