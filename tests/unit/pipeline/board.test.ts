import fc from "fast-check";
import { expect, test } from "vitest";
import { byUrgency, cardBeside, foldedAtFirst, placeAmong } from "#app/pipeline/board.ts";
import { DEFAULT_STAGES } from "#app/settings/default-stages.ts";

const stages = DEFAULT_STAGES.map((stage) => ({ ...stage, id: stage.name }));
const cards = fc.uniqueArray(
  fc.record({
    id: fc.uuid(),
    stageKind: fc.constantFrom("open" as const, "dormant" as const, "lost" as const),
    stageSince: fc.constantFrom("2026-01-01", "2026-02-01"),
    nextActionAt: fc.option(fc.constantFrom("2026-03-01", "2026-04-01")),
    wakeOn: fc.option(fc.constantFrom("2026-03-02", "2026-05-01")),
  }),
  { selector: ({ id }) => id },
);

test("a card lands where the order has it, and what has no date comes last", () => {
  fc.assert(
    fc.property(cards, ([row, ...others]) => {
      if (!row) return;
      const rows = others.toSorted(byUrgency);
      const landed = rows.toSpliced(placeAmong(rows, row), 0, row);
      expect(landed).toEqual([row, ...others].toSorted(byUrgency));
      const dated = landed
        .filter(({ stageKind }) => stageKind === "open")
        .map(({ nextActionAt }) => nextActionAt !== null);
      expect(dated).toEqual(dated.toSorted((one, other) => Number(other) - Number(one)));
    }),
  );
});

test("what was set aside and rare ends begin folded, never all that hold something", () => {
  const folded = (counts: Record<string, number>) => [...foldedAtFirst(stages, counts)];
  const rare = ["À qualifier", "Ambassadeur", "Pas maintenant", "Sans suite"];
  expect(folded({ "À qualifier": 4, Contacté: 54, "Pas maintenant": 7 })).toEqual(rare);
  expect(folded({ "À qualifier": 400 })).toEqual(rare.slice(1));
  expect(folded({ "Pas maintenant": 3 })).not.toContain("Pas maintenant");
});

test("arrows go from card to card, and over empty columns to the next", () => {
  const columns = [["a", "b", "c"], [], ["d"]];
  expect(cardBeside(columns, "c", "ArrowRight")).toBe("d");
  expect(cardBeside(columns, "d", "ArrowLeft")).toBe("a");
  expect(cardBeside(columns, "a", "ArrowUp")).toBeNull();
  expect(cardBeside(columns, "a", "End")).toBe("c");
});
