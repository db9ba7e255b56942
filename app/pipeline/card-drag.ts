import {
  draggable,
  dropTargetForElements,
  monitorForElements,
} from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { scrollNearEdges } from "./edge-scroll.ts";
import type { Drag } from "./use-card-drag.ts";

type Point = { x: number; y: number };

/** @returns what stops it all */
export function watchDrags(
  board: HTMLElement,
  onDrag: (drag: Drag | null) => void,
  onDrop: (id: string, stageId: string, at: Point) => void,
): () => void {
  const stops = new Map<Element, () => void>();
  // Columns come and go as they fold.
  const meet = (event: PointerEvent) => {
    if (event.pointerType === "touch" || !(event.target instanceof Element)) return;
    const card = event.target.closest<HTMLElement>("[data-card]");
    if (card && !stops.has(card)) stops.set(card, makeDraggable(card));
  };
  const meetColumns = () => {
    for (const [element, stop] of stops) {
      if (element.isConnected) continue;
      stop();
      stops.delete(element);
    }
    for (const column of board.querySelectorAll<HTMLElement>("[data-stage]"))
      if (!stops.has(column)) stops.set(column, makeTarget(column));
  };
  let scrolling: ReturnType<typeof scrollNearEdges> | null = null;
  const stopMonitor = monitorForElements({
    canMonitor: ({ source }) => board.contains(source.element),
    onDragStart: ({ source, location }) => {
      scrolling = scrollNearEdges(board, location.current.input);
      onDrag({ id: source.data.card as string, over: null });
    },
    onDrag: ({ location }) => scrolling?.follow(location.current.input),
    onDropTargetChange: ({ source, location }) =>
      onDrag({ id: source.data.card as string, over: stageOf(location.current.dropTargets) }),
    onDrop: ({ source, location }) => {
      scrolling?.stop();
      onDrag(null);
      const stageId = stageOf(location.current.dropTargets);
      const { clientX: x, clientY: y } = location.current.input;
      if (stageId) onDrop(source.data.card as string, stageId, { x, y });
    },
  });
  meetColumns();
  const watcher = new MutationObserver(meetColumns);
  watcher.observe(board, { childList: true });
  board.addEventListener("pointerover", meet);
  return () => {
    watcher.disconnect();
    scrolling?.stop();
    board.removeEventListener("pointerover", meet);
    stopMonitor();
    for (const stop of stops.values()) stop();
  };
}

function makeDraggable(card: HTMLElement): () => void {
  return draggable({ element: card, getInitialData: () => ({ card: card.dataset.card }) });
}

function makeTarget(column: HTMLElement): () => void {
  return dropTargetForElements({
    element: column,
    getData: () => ({ stage: column.dataset.stage }),
    getDropEffect: () => "move",
  });
}

function stageOf([target]: { data: Record<string | symbol, unknown> }[]): string | null {
  return (target?.data.stage as string | undefined) ?? null;
}
