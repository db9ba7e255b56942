import { expect, test } from "vitest";
import { Prisma } from "#app/db/generated/client.ts";
import { compileFilter, type Resolved } from "#app/filters/compile.server.ts";
import { institutionEntity } from "#app/filters/entities.server.ts";
import type { Filter } from "#app/filters/filter.ts";
import {
  institutionFields,
  institutionScope,
  institutionSource,
  usesJoins,
} from "#app/institutions/institution-fields.server.ts";
import { institutionMatch } from "#app/institutions/institution-search.server.ts";
import { readSearch } from "#app/search/query.ts";

const actor = { productId: "00000000-0000-4000-8000-000000000001" };
const needs = (filter: Resolved) => usesJoins(compileFilter(filter, institutionEntity, actor));
/** A word that looks like a joined table's column, as a value. */
const SLY = `a."keyAccount" = s.name OR t.x`;

/** What the row itself says; the rest is said by a table that it is joined with. */
const OWN = [
  ...["id", "name", "kind", "category", "departement", "region", "territory", "population"],
  ...["siren", "siret", "inTarget", "own", "toConfirm"],
];

test("a count leaves the joins out for what the row itself says, and for nothing else", () => {
  for (const [name, { sql }] of Object.entries(institutionFields))
    expect([name, usesJoins(sql)]).toEqual([name, !OWN.includes(name)]);
});

test("each table that institutions are joined with is one the rule knows", () => {
  const joined = [...institutionSource(actor).sql.matchAll(/JOIN "\w+" (\w+|"\w+") ON/g)].map(
    ([, as]) => as!,
  );
  expect(joined).toEqual(expect.arrayContaining(["a", "o", "s", "t", `"its_place"`]));
  for (const alias of joined)
    expect([alias, usesJoins(Prisma.raw(`${alias}."x" = 1`))]).toEqual([alias, true]);
});

test("in whatever part of a filter it is, and never for a mere value", () => {
  const kind: Filter = { field: "kind", op: "is", value: ["commune", "epci"] };
  const named: Filter = { field: "name", op: "contains", value: SLY };
  const late: Filter = { field: "nextActionAt", op: "before", value: { days: 0 } };
  expect(needs({ all: [kind, named] })).toBe(false);
  expect(needs({ any: [kind, { not: { all: [named, late] } }] })).toBe(true);
  expect(needs({ not: { field: "epci", op: "is", value: "200000000" } })).toBe(true);
});

test("neither the product’s scope nor what is typed asks for them", () => {
  expect(usesJoins(institutionScope(actor))).toBe(false);
  for (const q of ["préfecture a.s.t.", "213502388", "21350238800019"])
    expect(usesJoins(institutionMatch(actor, readSearch(q)!))).toBe(false);
});
