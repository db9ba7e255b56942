import { expect, test } from "vitest";
import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { listInstitutions, updateInstitution } from "#app/institutions/institutions.server.ts";
import { fold } from "#app/search/query.ts";
import { createActor, createInstitution } from "../../factories.ts";
import { createReal, REAL } from "./sample.ts";

async function found(actor: Actor, q: string): Promise<string[]> {
  return (await listInstitutions(actor, { q })).items.map(({ name }) => name);
}

const name = (key: string) => REAL[key]!.name;

test.each([
  ["prefecture herault", "prefecture"],
  ["préfecture de l’Hérault", "prefecture"],
  ["ddtm 34", "ddtm"],
  ["DDTM34", "ddtm"],
  ["direction territoires mer herault", "ddtm"],
  ["saint etienne metropole", "sem"],
  ["St-Étienne métr", "sem"],
  ["noyon", "noyon"],
  ["60400", "noyon"],
  ["216004687", "noyon"],
  ["216 004 687", "noyon"],
  ["216 004 687 00016", "noyon"],
  ["21600468700016", "noyon"],
  ["amf", "amf"],
])("« %s » is answered first by the %s", async (q, key) => {
  await createReal();
  const actor = await createActor();
  expect((await found(actor, q))[0]).toBe(name(key));
});

test("a number is a département, not the beginning of others", async () => {
  const actor = await createActor();
  await createReal();
  const { items } = await listInstitutions(actor, { q: "34" });
  expect(items.map(({ departement }) => departement)).toEqual(["34", "34", "34"]);
});

test("among equal answers, what the product follows comes first, then the widest served", async () => {
  const actor = await createActor();
  const real = await createReal();
  expect((await found(actor, "prefecture")).slice(0, 2)).toEqual([name("prefecture"), name("beziers")]);
  await db.account.create({ data: { productId: actor.productId, institutionId: real.beziers!.id } });
  expect((await found(actor, "prefecture")).slice(0, 2)).toEqual([name("beziers"), name("prefecture")]);
  expect((await found(await createActor(), "prefecture"))[0]).toBe(name("prefecture"));
});

test("a corrected name or acronym is found too, and only by the product that corrected it", async () => {
  const actor = await createActor();
  const real = await createReal();
  await updateInstitution(actor, real.noyonnais!.id, { name: "Cœur de Picardie", acronym: "CCPN" });
  expect(await found(actor, "coeur de picardie")).toEqual(["Cœur de Picardie"]);
  expect(await found(actor, "ccpn")).toEqual(["Cœur de Picardie"]);
  expect(await found(await createActor(), "picardie")).toEqual([]);
});

test("pages of answers follow one another by relevance, each answer once", async () => {
  const actor = await createActor();
  await createReal();
  await createInstitution(actor, { name: "Amicale de la préfecture", acronym: "AMF" });
  const whole = await found(actor, "prefecture");
  const walked: string[] = [];
  let cursor: string | null | undefined;
  do {
    const page: Awaited<ReturnType<typeof listInstitutions>> = await listInstitutions(actor, {
      ...{ q: "prefecture", limit: 1, cursor },
    });
    walked.push(...page.items.map((item) => item.name));
    cursor = page.nextCursor;
  } while (cursor);
  expect(walked).toEqual(whole);
  expect(whole).toHaveLength(3);
});

test("what is typed and what is stored are folded alike", async () => {
  const samples = [
    "L’Haÿ-les-Roses",
    "Œuvre & Cœur",
    "St Étienne/Ste-Foy",
    "  Ça, là : « Noël » ",
    "n° 12 bis",
    "ÆÇÈÑØ",
  ];
  const rows = await db.$queryRaw<{ text: string; folded: string }[]>`
    SELECT s AS "text", f_fold(s) AS "folded" FROM unnest(${samples}::text[]) s`;
  expect(rows.map(({ text }) => fold(text))).toEqual(rows.map(({ folded }) => folded));
});
