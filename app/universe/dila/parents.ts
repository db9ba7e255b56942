/** An edge between two keys: who is under whom. */
export type ParentEdge = { from: string; to: string };

/**
 * The edges that can be added to the known ones without any institution coming to be above itself.
 * @returns those kept, and how many would have closed a circle
 */
export function withoutCircles<Edge extends ParentEdge>(
  known: Iterable<ParentEdge>,
  asked: Edge[],
): { kept: Edge[]; circular: number } {
  const above = new Map<string, Set<string>>();
  const add = ({ from, to }: ParentEdge) => above.set(from, (above.get(from) ?? new Set()).add(to));
  for (const edge of known) add(edge);
  const kept = asked.filter((edge) => {
    if (edge.from === edge.to || reaches(above, edge.to, edge.from)) return false;
    add(edge);
    return true;
  });
  return { kept, circular: asked.length - kept.length };
}

/** Whether one goes up from `start` to `goal`. */
function reaches(above: Map<string, Set<string>>, start: string, goal: string): boolean {
  const seen = new Set([start]);
  for (const one of seen) {
    if (one === goal) return true;
    for (const next of above.get(one) ?? []) seen.add(next);
  }
  return false;
}
