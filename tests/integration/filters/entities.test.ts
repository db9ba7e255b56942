import { expect, test } from "vitest";
import { findContactIds } from "#app/contacts/contacts.server.ts";
import { db } from "#app/db/db.server.ts";
import { compileFilter, type Entity } from "#app/filters/compile.server.ts";
import { contactEntity, institutionEntity, partnershipEntity } from "#app/filters/entities.server.ts";
import { TYPES } from "#app/filters/field-types.server.ts";
import type { Filter, Op, Value } from "#app/filters/filter.ts";
import { findInstitutionIds } from "#app/institutions/institutions.server.ts";
import { createOpportunities, listOpportunities } from "#app/pipeline/opportunities.server.ts";
import { createActor, createContact, createInstitution, createSharedInstitution } from "../../factories.ts";

const ROOTS = { institutionEntity, contactEntity, partnershipEntity };
const NOTHING: Filter = { all: [] };
const past: Filter = { field: "happenedAt", op: "before", value: { days: -30 } };

const VALUES: Record<keyof typeof TYPES, Value> = {
  ...{ text: "a", choice: "a", id: crypto.randomUUID(), number: 3, boolean: true, tags: "a" },
  ...{ day: { days: -7 }, moment: "2026-10-06" },
};

function everyQuestion({ fields }: Entity): Filter[] {
  return Object.entries(fields).flatMap(([field, { type, values }]) =>
    TYPES[type].ops.map((op: Op) => ({ field, op, value: values?.[0] ?? VALUES[type] })),
  );
}

test.each(Object.keys(ROOTS))(
  "of %s, PostgreSQL can answer every field, at both ends of every relation",
  async (name) => {
    const actor = await createActor();
    const root = ROOTS[name as keyof typeof ROOTS];
    const asked: Filter[] = [...everyQuestion(root)];
    for (const [some, { to }] of Object.entries(root.relations)) {
      asked.push(...everyQuestion(to()).map((where) => ({ some, where })));
      for (const none of Object.keys(to().relations)) asked.push({ some, where: { none, where: NOTHING } });
    }
    for (const filter of asked) {
      const rows = await db.$queryRaw<unknown[]>`SELECT 1 FROM ${root.source(actor, { filter })}
      WHERE ${root.scope(actor)} AND ${compileFilter(filter, root, actor)} LIMIT 1`;
      expect(rows.length, JSON.stringify(filter)).toBeLessThan(2);
    }
  },
);

test("« aucun échange depuis 30 jours » keeps who was never touched, and is not moved by another product", async () => {
  const [ours, theirs] = [await createActor(), await createActor()];
  const [silent, recent, never] = [
    await createSharedInstitution(),
    await createSharedInstitution(),
    await createSharedInstitution(),
  ];
  const departement = { field: "id", op: "is" as const, value: [silent.id, recent.id, never.id] };
  const exchange = (productId: string, institutionId: string, days: number) =>
    db.interaction.create({
      data: {
        ...{ productId, institutionId, kind: "call", summary: "…" },
        happenedAt: new Date(Date.now() - days * 86_400_000),
      },
    });
  await exchange(ours.productId, silent.id, 40);
  await exchange(ours.productId, recent.id, 3);
  const since: Filter = {
    none: "interactions",
    where: { field: "happenedAt", op: "after", value: { days: -30 } },
  };
  const found = async (filter: Filter) =>
    (await findInstitutionIds(ours, { filter: { all: [departement, filter] } }, 10)).sort();
  const before = [await found(since), await found({ some: "interactions", where: past })];
  expect(before).toEqual([[silent.id, never.id].sort(), [silent.id]]);
  await exchange(theirs.productId, never.id, 2);
  await exchange(theirs.productId, never.id, 50);
  expect([await found(since), await found({ some: "interactions", where: past })]).toEqual(before);
});

test("two hops stay in the product: a contact of theirs never makes an institution of ours answer", async () => {
  const [ours, theirs] = [await createActor(), await createActor()];
  const shared = await createSharedInstitution();
  await createContact(theirs, { institutionId: shared.id, lastName: "Delmas" });
  const mine = await createContact(ours, { institutionId: shared.id, lastName: "Estève" });
  await createOpportunities(ours, [shared.id]);
  const named = (value: string): Filter => ({
    some: "institution",
    where: { some: "contacts", where: { field: "lastName", op: "is", value } },
  });
  const count = async (value: string) => (await listOpportunities(ours, { filter: named(value) })).total;
  expect([await count("Delmas"), await count("Estève")]).toEqual([0, 1]);
  const colleagues: Filter = {
    some: "institutions",
    where: { some: "contacts", where: { field: "lastName", op: "is", value: "Delmas" } },
  };
  expect(await findContactIds(ours, { filter: colleagues }, 5)).toEqual([]);
  expect(await findContactIds(ours, { filter: { some: "institutions", where: NOTHING } }, 5)).toEqual([
    mine.id,
  ]);
});

test("« dans la Cible » is the Cible’s own filter, for institutions, people and partnerships; without one, nothing is", async () => {
  const actor = await createActor();
  const [inside, outside] = [
    await createInstitution(actor, { kind: "commune" }),
    await createInstitution(actor, { kind: "epci" }),
  ];
  const contact = await createContact(actor, { institutionId: inside.id });
  await createContact(actor, { institutionId: outside.id });
  await createOpportunities(actor, [inside.id, outside.id]);
  const own = { field: "own", op: "is" as const, value: true };
  const target = (value: boolean): Filter => ({ all: [own, { field: "inTarget", op: "is", value }] });
  const institutions = (value: boolean) => findInstitutionIds(actor, { filter: target(value) }, 5);
  expect([await institutions(true), (await institutions(false)).length]).toEqual([[], 2]);
  await db.target.create({
    data: { productId: actor.productId, filter: { field: "kind", op: "is", value: "commune" } },
  });
  expect([await institutions(true), await institutions(false)]).toEqual([[inside.id], [outside.id]]);
  expect(await findContactIds(actor, { filter: target(true) }, 5)).toEqual([contact.id]);
  const list = async (value: boolean) =>
    (await listOpportunities(actor, { filter: { field: "inTarget", op: "is", value } })).items;
  expect((await list(true)).map(({ institutionId }) => institutionId)).toEqual([inside.id]);
  expect((await list(false)).map(({ institutionId }) => institutionId)).toEqual([outside.id]);
});

test("« moi » is whoever asks, wherever a member is meant", async () => {
  const actor = await createActor();
  const { id } = await createInstitution(actor);
  await createOpportunities(actor, [id]);
  await db.interaction.create({
    data: {
      ...{
        productId: actor.productId,
        institutionId: id,
        kind: "note",
        summary: "…",
        happenedAt: new Date(),
      },
      createdById: actor.userId,
    },
  });
  const mine: Filter = { all: [{ field: "ownerId", op: "is", value: "me" }] };
  const written: Filter = {
    some: "interactions",
    where: { field: "authorId", op: "is", value: ["me", "x"] },
  };
  const other = { ...actor, userId: "someone else" };
  for (const filter of [mine, written]) {
    expect(await findInstitutionIds(actor, { filter }, 5)).toEqual([id]);
    expect(await findInstitutionIds(other, { filter }, 5)).toEqual([]);
  }
});
