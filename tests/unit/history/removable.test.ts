import fc from "fast-check";
import { expect, test } from "vitest";
import { type Made, removable } from "#app/history/removable.ts";

/** Rows that refer to earlier ones, as rows of a database do; some changed since, some leant on from outside. */
const sets = fc
  .array(
    fc.record({
      parents: fc.array(fc.nat(20), { maxLength: 2 }),
      changed: fc.boolean(),
      leantOn: fc.boolean(),
    }),
    { maxLength: 12 },
  )
  .map((rows) => {
    const made: Made[] = rows.map(({ parents }, index) => ({
      key: `Row ${index}`,
      parents: parents.filter((parent) => parent < index).map((parent) => `Row ${parent}`),
    }));
    const leaning = new Map<string, string[]>();
    for (const { key, parents } of made)
      for (const parent of parents) leaning.set(parent, [...(leaning.get(parent) ?? []), key]);
    rows.forEach(({ leantOn }, index) => {
      if (leantOn) leaning.set(`Row ${index}`, [...(leaning.get(`Row ${index}`) ?? []), "Elsewhere 1"]);
    });
    const asLeft = new Set(rows.flatMap(({ changed }, index) => (changed ? [] : [`Row ${index}`])));
    return { made, asLeft, leaning };
  });

test("no row that stays loses a row it refers to, and none leaves that something leans on", () => {
  fc.assert(
    fc.property(sets, ({ made, asLeft, leaning }) => {
      const verdicts = removable(made, asLeft, leaning);
      const leaves = (key: string) => verdicts.get(key) === null;
      for (const { key, parents } of made) {
        if (!asLeft.has(key)) expect(verdicts.get(key)).toBe("changed");
        if (!leaves(key)) continue;
        for (const other of leaning.get(key) ?? []) expect(leaves(other)).toBe(true);
        for (const parent of parents) expect(leaves(parent)).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});

test("a set nobody has touched since leaves whole", () => {
  fc.assert(
    fc.property(sets, ({ made }) => {
      const all = new Set(made.map(({ key }) => key));
      expect([...removable(made, all, new Map()).values()].every((reason) => reason === null)).toBe(true);
    }),
  );
});

test("what was made with a row that stays, stays with it", () => {
  const contact = { key: "Contact 1", parents: [] };
  const address = { key: "Address 1", parents: ["Contact 1"] };
  const leaning = new Map([["Contact 1", ["Address 1"]]]);
  expect(Object.fromEntries(removable([contact, address], new Set(["Address 1"]), leaning))).toEqual({
    ...{ "Contact 1": "changed", "Address 1": "used" },
  });
});
