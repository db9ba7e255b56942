import fc from "fast-check";
import { expect, test } from "vitest";
import { funnelOf, emptyCounts } from "#app/campaigns/message-state.ts";
import { orderedIds } from "#app/campaigns/ordered-ids.ts";
import { countWords, readingTime } from "#app/campaigns/words.ts";

test("words are counted as a reader counts them, a field for one", () => {
  expect(
    countWords('Bonjour {{ contact.prenom | default: "à vous" }}, aujourd’hui porte-plume : 3 essais !'),
  ).toBe(6);
  expect(countWords("")).toBe(0);
});

test("a reading time is said in seconds, then in minutes", () => {
  expect([0, 92, 300, 450].map(readingTime)).toEqual([
    ...["lu en 10\u00A0secondes", "lu en 30\u00A0secondes", "lu en 90\u00A0secondes", "lu en 2\u00A0minutes"],
  ]);
});

test("a bounce was first sent: the funnel counts it among the sent, and of them", () => {
  const counts = { ...emptyCounts(), sent: 86, bounced: 2, uncertain: 1, queued: 3 };
  expect(funnelOf(92, counts).map(({ key, count, of }) => [key, count, of])).toEqual([
    ["enrolled", 92, null],
    ["sent", 88, 92],
    ["bounced", 2, 88],
    ["rejected", 0, 92],
    ["uncertain", 1, 92],
    ["cancelled", 0, 92],
  ]);
});

test("ids made together are UUIDs of version 7, distinct, and sort in their order", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 5000 }),
      fc.date({ min: new Date(0), max: new Date("2200-01-01"), noInvalidDate: true }),
      (count, now) => {
        const ids = orderedIds(count, now);
        expect(new Set(ids).size).toBe(count);
        expect(ids).toEqual([...ids].sort());
        expect(
          ids.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/.test(id)),
        ).toBe(true);
      },
    ),
    { numRuns: 20 },
  );
});
