import { useState } from "react";
import { placeAmong } from "./board.ts";
import { movedTo, type Opportunity } from "./opportunity.ts";
import type { PipelineStage } from "./stage.ts";

/** A partnership where it has just been put: until the server has answered, then until the lists are next read. */
type Move = { row: Opportunity; pending: boolean; seen: object | null };
export type Moves = Record<string, Move>;

/**
 * The partnerships on the move, so that each shows at once where it goes.
 * @param seen what the loader has read: a new reading replaces what is remembered here
 */
export function useMoves(seen: object) {
  const [moves, setMoves] = useState<Moves>({});
  const live = Object.fromEntries(
    Object.entries(moves).filter(([, move]) => move.pending || move.seen === seen),
  );
  return {
    moves: live,
    /** @param answers what the stage asked for */
    begin: (row: Opportunity, stage: PipelineStage, answers: Partial<Opportunity> = {}) => {
      const moved = { ...movedTo(row, stage, new Date()), ...answers };
      setMoves({ ...live, [row.id]: { row: moved, pending: true, seen: null } });
    },
    /** null: refused, it goes back. */
    settle: (id: string, row: Opportunity | null) => {
      const { [id]: _, ...others } = live;
      setMoves(row ? { ...others, [id]: { row, pending: false, seen } } : others);
    },
  };
}

/** The rows of a stage, with those that come, each at its place, and without those that go. */
export function rowsAt(stageId: string, rows: Opportunity[], moves: Moves): Opportunity[] {
  const moving = (row: Opportunity) => moves[row.id] && moves[row.id]!.row.version >= row.version;
  const staying = rows
    .filter((row) => !moving(row) || moves[row.id]!.row.stageId === stageId)
    .map((row) => (moving(row) ? moves[row.id]!.row : row));
  const there = new Set(staying.map(({ id }) => id));
  const coming = Object.values(moves)
    .map(({ row }) => row)
    .filter((row) => row.stageId === stageId && !there.has(row.id));
  return coming.reduce((kept, row) => kept.toSpliced(placeAmong(kept, row), 0, row), staying);
}
