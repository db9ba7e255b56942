import { expect, test } from "vitest";
import { describePart } from "#app/filters/describe-filter.ts";
import { EVERYTHING, type Filter } from "#app/filters/filter.ts";
import {
  chosenValues,
  only,
  partsOf,
  toggleValue,
  withoutPart,
  withValues,
} from "#app/filters/filter-edit.ts";

const combined: Filter = {
  any: [
    { field: "email", op: "empty" },
    { field: "phone", op: "empty" },
  ],
};

test("choosing values one by one, then lifting them, comes back to everything", () => {
  const one = toggleValue(EVERYTHING, "kind", "commune");
  const two = toggleValue(one, "kind", "epci");
  expect(one).toEqual({ field: "kind", op: "is", value: "commune" });
  expect(chosenValues(two, "kind")).toEqual(["commune", "epci"]);
  expect(toggleValue(toggleValue(two, "kind", "commune"), "kind", "epci")).toEqual(EVERYTHING);
});

test("a choice leaves the other parts as they are, even those it does not understand", () => {
  const filter = withValues(combined, "kind", ["commune"]);
  expect(partsOf(filter)).toEqual([combined, { field: "kind", op: "is", value: "commune" }]);
  expect(withValues(filter, "kind", [])).toEqual({ all: [combined] });
  expect(withoutPart(filter, combined)).toEqual({ all: [{ field: "kind", op: "is", value: "commune" }] });
});

test("« sauf » is not a choice", () => {
  const except: Filter = { field: "kind", op: "isNot", value: "commune" };
  expect(chosenValues(except, "kind")).toEqual([]);
  expect(partsOf(withValues(except, "kind", ["epci"]))).toHaveLength(2);
});

const words = {
  kind: { label: "Type", values: { commune: "Communes" } },
  population: { label: "Population" },
};

test.each<[Filter, string]>([
  [only("kind", "commune", "autre"), "Type : Communes, autre"],
  [{ field: "kind", op: "isNot", value: "commune" }, "Type : sauf Communes"],
  [{ field: "population", op: "atLeast", value: 10_000 }, "Population : au moins 10\u00A0000"],
  [{ field: "population", op: "empty" }, "Population : non renseigné"],
  [{ field: "prix", op: "before", value: "2026-10-06" }, "prix : avant le 6 octobre 2026"],
  [only("own", true), "own : oui"],
  [combined, "Filtre : plusieurs conditions"],
])("%j reads « %s »", (part, sentence) => {
  const { label, value } = describePart(part, words);
  expect(`${label} : ${value}`).toBe(sentence);
});
