/** How near an edge is near, and how far a frame goes, in pixels. */
const NEAR = 56;
const FASTEST = 14;

type Input = { clientX: number; clientY: number };

/** While something is dragged near an edge, the board and the column under it scroll that way. */
export function scrollNearEdges(board: HTMLElement, start: Input) {
  let at = start;
  let frame = requestAnimationFrame(turn);
  function turn() {
    const list = document
      .elementFromPoint(at.clientX, at.clientY)
      ?.closest("[data-stage]")
      ?.querySelector("[data-cards]");
    const around = board.getBoundingClientRect();
    board.scrollLeft += speed(at.clientX, around.left, around.right);
    if (list) {
      const { top, bottom } = list.getBoundingClientRect();
      list.scrollTop += speed(at.clientY, top, Math.min(bottom, innerHeight));
    }
    frame = requestAnimationFrame(turn);
  }
  return {
    follow: (input: Input) => (at = input),
    stop: () => cancelAnimationFrame(frame),
  };
}

/** The nearer the edge, the faster; nothing away from both. */
function speed(at: number, start: number, end: number): number {
  if (at < start + NEAR) return -Math.ceil(FASTEST * Math.min(1, (start + NEAR - at) / NEAR));
  if (at > end - NEAR) return Math.ceil(FASTEST * Math.min(1, (at - end + NEAR) / NEAR));
  return 0;
}
