/** A line of the change log that says a stage. */
export type StageMove = { stageId: string; at: Date; byId: string | null; undone: boolean };
export type Period = { stageId: string; validFrom: Date; validTo: Date | null; byId: string | null };

/**
 * The periods a partnership went through, as its log tells them. A move that an undoing took back never happened, and
 * a line that repeats the stage opens no period.
 * @param moves in the order of the log
 */
export function periodsOf(moves: StageMove[]): Period[] {
  const kept: StageMove[] = [];
  for (const move of moves) {
    if (move.stageId === kept.at(-1)?.stageId) continue;
    if (move.undone && move.stageId === kept.at(-2)?.stageId) kept.pop();
    else kept.push(move);
  }
  return kept.map(({ stageId, at, byId }, index) => ({
    ...{ stageId, byId, validFrom: at },
    validTo: kept[index + 1]?.at ?? null,
  }));
}
