import fc from "fast-check";
import { expect, test } from "vitest";
import { movedTo, type Opportunity } from "#app/pipeline/opportunity.ts";
import { type Moves, rowsAt } from "#app/pipeline/use-moves.ts";

const stages = ["a", "b", "c"].map((id, position) => ({
  ...{ id, position, name: id.toUpperCase(), kind: "open" as const, milestone: null },
}));
const row = (id: string, stageId: string, version = 1) => ({ id, stageId, version }) as Opportunity;

/** Rows where they were last read, and some of them on the move. */
const pipelines = fc
  .uniqueArray(fc.nat(9), { maxLength: 8 })
  .chain((ids) =>
    fc.tuple(...ids.map((id) => fc.tuple(fc.constant(`${id}`), fc.nat(2), fc.option(fc.nat(2))))),
  )
  .map((places) => ({
    rows: places.map(([id, at]) => row(id, stages[at]!.id)),
    moves: Object.fromEntries(
      places.flatMap(([id, at, to]) =>
        to === null
          ? []
          : [
              [
                id,
                {
                  row: movedTo(row(id, stages[at]!.id), stages[to]!, new Date(0)),
                  pending: true,
                  seen: null,
                },
              ],
            ],
      ),
    ) as Moves,
  }));

test("each partnership shows once, where it goes", () => {
  fc.assert(
    fc.property(pipelines, ({ rows, moves }) => {
      const shown = stages.flatMap(({ id }) =>
        rowsAt(
          id,
          rows.filter(({ stageId }) => stageId === id),
          moves,
        ).map((one) => [one.id, id]),
      );
      expect(Object.fromEntries(shown)).toEqual(
        Object.fromEntries(rows.map(({ id, stageId }) => [id, moves[id]?.row.stageId ?? stageId])),
      );
      expect(shown).toHaveLength(rows.length);
    }),
  );
});

test("what has been read since is truer than what was moved before", () => {
  const moves: Moves = { "1": { row: row("1", "b", 2), pending: false, seen: null } };
  expect(rowsAt("a", [row("1", "a", 3)], moves)).toEqual([row("1", "a", 3)]);
  expect(rowsAt("a", [row("1", "a", 1)], moves)).toEqual([]);
});
