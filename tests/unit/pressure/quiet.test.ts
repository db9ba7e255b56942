import fc from "fast-check";
import { expect, test } from "vitest";
import { heldBack, type Quiet } from "#app/pressure/quiet.ts";

const quiet = (name: string, startsOn: string, endsOn: string, kinds: string[] = []): Quiet => ({
  ...{ name, startsOn: new Date(startsOn), endsOn: new Date(endsOn), kinds },
});
const people = [
  { contactId: "a", kind: "commune" },
  { contactId: "b", kind: "epci" },
  { contactId: "c", kind: null },
];

test("a period of one kind holds back that kind alone, until the day after its last", () => {
  const windows = [quiet("Municipales", "2026-12-01", "2026-12-20", ["commune"])];
  expect(heldBack(people, windows, "2026-12-20")).toEqual([
    { until: "2026-12-21", names: ["Municipales"], contactIds: ["a"] },
  ]);
  expect(heldBack(people, windows, "2026-12-21")).toEqual([]);
  expect(heldBack(people, windows, "2026-11-30")).toEqual([]);
});

test("a period that begins before the other has ended holds on, and both are named", () => {
  const windows = [
    quiet("Fêtes", "2026-12-19", "2027-01-03"),
    quiet("Vœux", "2027-01-04", "2027-01-10", ["commune"]),
  ];
  expect(heldBack(people, windows, "2026-12-24")).toEqual([
    { until: "2027-01-04", names: ["Fêtes"], contactIds: ["b", "c"] },
    { until: "2027-01-11", names: ["Fêtes", "Vœux"], contactIds: ["a"] },
  ]);
});

test("whatever the periods, nobody is held back to a day that one of theirs covers, nor from a day that none does", () => {
  const day = fc.integer({ min: 0, max: 40 }).map((n) => new Date(Date.UTC(2026, 11, 1 + n)));
  const window = fc
    .tuple(day, day, fc.constantFrom<string[]>([], ["commune"], ["epci"]))
    .map(([a, b, kinds]) => ({ name: "x", startsOn: a < b ? a : b, endsOn: a < b ? b : a, kinds }));
  const covers = (one: Quiet, on: string, kind: string | null) =>
    one.startsOn.toISOString().slice(0, 10) <= on &&
    on <= one.endsOn.toISOString().slice(0, 10) &&
    (one.kinds.length === 0 || one.kinds.includes(kind ?? ""));
  fc.assert(
    fc.property(fc.array(window, { maxLength: 8 }), day, (windows, from) => {
      const on = from.toISOString().slice(0, 10);
      const held = heldBack(people, windows, on);
      for (const { contactId, kind } of people) {
        const until = held.find(({ contactIds }) => contactIds.includes(contactId))?.until ?? on;
        expect(windows.some((one) => covers(one, until, kind))).toBe(false);
        expect(until !== on).toBe(windows.some((one) => covers(one, on, kind)));
      }
    }),
  );
});
