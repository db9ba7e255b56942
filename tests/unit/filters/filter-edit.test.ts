import { expect, test } from "vitest";
import { type CatalogueEntity, readRoot, unknownIn } from "#app/filters/catalogue.ts";
import { describeFilter, describePart } from "#app/filters/describe-filter.ts";
import { EVERYTHING, type Filter, type Op } from "#app/filters/filter.ts";
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

const exchange: CatalogueEntity = {
  label: "un échange",
  fields: { happenedAt: { label: "Date", type: "moment" } },
  relations: {},
};
const institution: CatalogueEntity = {
  label: "une institution",
  fields: {
    kind: { label: "Type", type: "choice", choices: [{ value: "commune", label: "Communes" }] },
    population: { label: "Population", type: "number" },
    lastInteractionAt: { label: "Dernier échange", type: "moment" },
    stage: { label: "Étape", type: "choice", choices: "stage" },
  },
  relations: { interactions: { label: "Échanges", to: "exchange" } },
};
const reading = readRoot({
  root: "institution",
  entities: { institution, exchange },
  lists: { stage: [{ value: "x", label: "Contacté" }] },
});
const last = (op: Op, days: number): Filter => ({ field: "lastInteractionAt", op, value: { days } });
const recent: Filter = { field: "happenedAt", op: "after", value: { days: -60 } };

test.each<[Filter, string]>([
  [only("kind", "commune", "autre"), "Type : Communes, autre"],
  [only("stage", "x"), "Étape : Contacté"],
  [{ field: "kind", op: "isNot", value: "commune" }, "Type : sauf Communes"],
  [{ field: "population", op: "atLeast", value: 10_000 }, "Population : au moins 10\u00A0000"],
  [{ field: "population", op: "empty" }, "Population : non renseigné"],
  [{ field: "prix", op: "before", value: "2026-10-06" }, "prix : avant le 6 octobre 2026"],
  [only("own", true), "own : oui"],
  [last("before", -30), "Dernier échange : il y a plus de 30\u00A0jours"],
  [last("after", -1), "Dernier échange : il y a moins de 1\u00A0jour"],
  [last("is", 0), "Dernier échange : aujourd’hui"],
  [
    { any: [last("before", -30), { field: "lastInteractionAt", op: "empty" }] },
    "Dernier échange : il y a plus de 30\u00A0jours ou jamais",
  ],
  [{ none: "interactions", where: { all: [] } }, "Échanges : aucun échange"],
  [
    { some: "interactions", where: recent },
    "Échanges : au moins un échange (Date\u00A0: il y a moins de 60\u00A0jours)",
  ],
  [{ none: "prix", where: { all: [] } }, "prix : prix"],
  [combined, "Au moins une : email\u00A0: non renseigné, ou phone\u00A0: non renseigné"],
])("%j reads « %s »", (part, sentence) => {
  const { label, value } = describePart(part, reading);
  expect(`${label} : ${value}`).toBe(sentence);
});

test("a whole filter reads as one sentence, and says what no longer exists", () => {
  const filter: Filter = {
    all: [only("kind", "commune"), combined, { none: "interactions", where: recent }],
  };
  expect(describeFilter(filter, reading)).toBe(
    "Type\u00A0: Communes, et (email\u00A0: non renseigné, ou phone\u00A0: non renseigné), et aucun échange (Date\u00A0: il y a moins de 60\u00A0jours)",
  );
  expect(describeFilter(EVERYTHING, reading)).toBe("tout");
  expect(unknownIn(filter, reading)).toEqual(["email", "phone"]);
  expect(unknownIn({ some: "prix", where: EVERYTHING }, reading)).toEqual(["prix"]);
});
