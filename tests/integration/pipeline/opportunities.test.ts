import { expect, test } from "vitest";
import type { Actor } from "#app/auth/actor.ts";
import { db, pool } from "#app/db/db.server.ts";
import type { AppError } from "#app/errors.ts";
import type { Opportunity } from "#app/pipeline/opportunity.ts";
import {
  completeNextAction,
  createOpportunities,
  createOpportunity,
  deleteOpportunity,
  getOpportunity,
  getOpportunityOf,
  listOpportunities,
  pipelineCounts,
  updateOpportunity,
} from "#app/pipeline/opportunities.server.ts";
import { isoDay } from "#app/ui/format.ts";
import { createActor, createInstitution, createSharedInstitution } from "../../factories.ts";

const day = (offset: number) => isoDay(new Date(Date.now() + offset * 86_400_000));
const unknownId = "00000000-0000-4000-8000-000000000000";

async function createOne(actor: Actor, input: Partial<Parameters<typeof createOpportunity>[1]> = {}) {
  const institution = await createSharedInstitution();
  return createOpportunity(actor, { institutionId: institution.id, ...input });
}

test("a partnership begins at the first open stage, owned by who made it, with its next action", async () => {
  const actor = await createActor("deployer");
  await db.territory.create({
    data: { code: "34", kind: "departement", name: "Hérault", article: 5, source: "COG", vintage: "2026" },
  });
  const institution = await createSharedInstitution({ name: "DDTM de l’Hérault", departementCode: "34" });
  const made = await createOpportunity(actor, {
    ...{ institutionId: institution.id, nextAction: "Appeler", nextActionAt: day(3), reach: 6840 },
  });
  expect(made).toMatchObject({
    ...{ institutionId: institution.id, institutionName: "DDTM de l’Hérault", territory: "Hérault (34)" },
    ...{ stage: "À qualifier", stageKind: "open", ownerId: actor.userId, reach: 6840, version: 1 },
    ...{ nextAction: "Appeler", nextActionAt: day(3), nextActionOwner: "us", wakeOn: null },
  });
  expect(await getOpportunityOf(actor, institution.id)).toEqual(made);
});

test("the product's own name of an institution is the one that shows", async () => {
  const actor = await createActor();
  const made = await createOne(actor);
  await db.account.updateMany({
    where: { institutionId: made.institutionId },
    data: { corrections: { name: { value: "DDT du Gers, service agricole", at: "2026-10-01" } } },
  });
  expect((await getOpportunity(actor, made.id)).institutionName).toBe("DDT du Gers, service agricole");
});

test("an institution is in the pipeline once: a second time names it and gives the partnership", async () => {
  const actor = await createActor();
  const made = await createOne(actor, { stage: "rendez-vous" });
  const refusal = await refused(createOpportunity(actor, { institutionId: made.institutionId }));
  expect(refusal).toMatchObject({ status: 409, details: { id: made.id } });
  expect(refusal.message).toContain(made.institutionName);
  expect(refusal.message).toContain("Rendez-vous");
});

test("a stage that asks for an answer is refused without it, and nothing is written", async () => {
  const actor = await createActor();
  const made = await createOne(actor);
  const dormant = await refused(updateOpportunity(actor, made.id, { stage: "pas maintenant", reach: 12 }));
  expect(dormant.fields).toHaveProperty("wakeOn");
  const lost = await refused(updateOpportunity(actor, made.id, { stage: "sans suite" }));
  expect(lost.fields).toHaveProperty("lostReason");
  expect(await getOpportunity(actor, made.id)).toEqual(made);

  const asleep = await updateOpportunity(actor, made.id, { stage: "dormant", wakeOn: day(90) });
  expect(asleep).toMatchObject({ stage: "Pas maintenant", wakeOn: day(90) });
  const awake = await updateOpportunity(actor, made.id, { stage: "Contacté" });
  expect(awake).toMatchObject({ stage: "Contacté", wakeOn: null });
});

test("a new stage starts its clock, and its version rises once", async () => {
  const actor = await createActor();
  const made = await createOne(actor);
  await db.$executeRaw`UPDATE "Opportunity" SET "stageSince" = now() - interval '12 days'`;
  const before = await getOpportunity(actor, made.id);
  const same = await updateOpportunity(actor, made.id, { stage: before.stage, version: before.version });
  expect(same).toEqual(before);
  const moved = await updateOpportunity(actor, made.id, {
    stage: "volunteer",
    nextAction: "Fêter",
    reach: 3,
  });
  expect(moved).toMatchObject({ stage: "Volontaire", version: before.version + 1 });
  expect(isoDay(moved.stageSince)).toBe(day(0));
});

test("a next action is made, changed, done and removed, one at a time", async () => {
  const actor = await createActor();
  const { id } = await createOne(actor);
  await updateOpportunity(actor, id, { nextAction: "Appeler", nextActionAt: day(1) });
  await updateOpportunity(actor, id, { nextAction: "Écrire", nextActionOwner: "them" });
  expect(await db.task.count()).toBe(1);
  expect(await getOpportunity(actor, id)).toMatchObject({
    ...{ nextAction: "Écrire", nextActionAt: day(1), nextActionOwner: "them" },
  });

  expect(await completeNextAction(actor, id)).toMatchObject({ nextAction: null, nextActionAt: null });
  expect((await refused(completeNextAction(actor, id))).status).toBe(409);
  await updateOpportunity(actor, id, { nextAction: "Relancer", nextActionAt: day(8) });
  const removed = await updateOpportunity(actor, id, { nextAction: null });
  expect(removed.nextAction).toBeNull();
  expect(await db.task.findMany({ select: { title: true } })).toEqual([{ title: "Écrire" }]);
  expect(await db.change.count({ where: { table: "Task", op: "delete" } })).toBe(1);
});

test("a stale form is refused with both versions, and says who wrote the other one", async () => {
  const actor = await createActor();
  const other: Actor = { ...(await createActor()), productId: actor.productId };
  const made = await createOne(actor, { nextAction: "Rappeler", nextActionAt: day(2) });
  const theirs = { nextAction: "Envoyer la notice", nextActionAt: day(5) };
  const after = await updateOpportunity(other, made.id, { ...theirs, version: made.version });

  const mine = { nextAction: "Envoyer la convention", version: made.version };
  const refusal = await refused(updateOpportunity(actor, made.id, mine));
  const { name } = await db.user.findUniqueOrThrow({ where: { id: other.userId } });
  expect(refusal.status).toBe(409);
  expect(refusal.message).toContain(name);
  expect(refusal.details).toMatchObject({
    ...{ version: after.version, by: name },
    clashes: [{ field: "nextAction", mine: "Envoyer la convention", theirs: "Envoyer la notice" }],
  });
  expect(await getOpportunity(actor, made.id)).toEqual(after);
  expect(await updateOpportunity(actor, made.id, { ...mine, version: after.version })).toMatchObject({
    ...{ nextAction: "Envoyer la convention", nextActionAt: day(5) },
  });
});

test("a stale form that asks for what is already so is not a conflict", async () => {
  const actor = await createActor();
  const made = await createOne(actor);
  const moved = await updateOpportunity(actor, made.id, { stage: "Contacté" });
  expect(await updateOpportunity(actor, made.id, { stage: "Contacté", version: made.version })).toEqual(
    moved,
  );
});

test("a change that begins while another one is being written waits, and is told", async () => {
  const actor = await createActor();
  const made = await createOne(actor);
  const first = await pool.connect();
  await first.query(`BEGIN`);
  await first.query(`UPDATE "Opportunity" SET "reach" = 12 WHERE "id" = $1`, [made.id]);
  const second = refused(updateOpportunity(actor, made.id, { reach: 34, version: made.version }));
  await expect.poll(waitingForALock).toBe(1);
  await first.query(`COMMIT`);
  first.release();
  expect((await second).status).toBe(409);
  expect((await getOpportunity(actor, made.id)).reach).toBe(12);
});

test("an owner is a member of the product who may act in it", async () => {
  const actor = await createActor();
  const stranger = await createActor();
  const made = await createOne(actor);
  const refusal = await refused(updateOpportunity(actor, made.id, { ownerId: stranger.userId }));
  expect(refusal.fields).toHaveProperty("ownerId");
  expect((await updateOpportunity(actor, made.id, { ownerId: null })).ownerId).toBeNull();
});

test("adding many twice changes nothing the second time, and is one change set", async () => {
  const actor = await createActor();
  const institutions = await Promise.all([
    createSharedInstitution(),
    createSharedInstitution(),
    createInstitution(actor),
  ]);
  const ids = institutions.map(({ id }) => id);
  const kept = await createOpportunity(actor, { institutionId: ids[0]!, stage: "Contacté" });
  expect(await createOpportunities(actor, [...ids, ids[1]!])).toEqual({ created: 2, already: 1 });
  expect(await createOpportunities(actor, ids)).toEqual({ created: 0, already: 3 });
  expect(await getOpportunity(actor, kept.id)).toEqual(kept);
  const changes = await db.change.findMany({
    where: { table: "Opportunity", op: "insert" },
    orderBy: { id: "asc" },
  });
  expect(new Set(changes.slice(1).map(({ setId }) => setId)).size).toBe(1);
});

test("ten thousand at once are one statement, one more is refused", async () => {
  const actor = await createActor();
  await db.$executeRaw`INSERT INTO "Institution" ("id", "key", "name", "kind", "source", "vintage")
    SELECT gen_random_uuid(), 'commune:' || n, 'Commune ' || n, 'commune', 'COG', '2026' FROM generate_series(1, 10001) n`;
  const ids = (await db.institution.findMany({ select: { id: true } })).map(({ id }) => id);
  expect((await refused(createOpportunities(actor, ids))).status).toBe(400);
  expect(await createOpportunities(actor, ids.slice(1))).toEqual({ created: 10_000, already: 0 });
});

test("the list narrows by stage, by département, by words, and pages through in any order", async () => {
  const actor = await createActor();
  for (const [name, departementCode, stage] of [
    ["DDT du Gers", "32", "Contacté"],
    ["DDTM de l’Hérault", "34", "Rendez-vous"],
    ["Mairie de Béziers", "34", "Contacté"],
  ] as const) {
    const { id } = await createSharedInstitution({ name, departementCode });
    await createOpportunity(actor, { institutionId: id, stage });
  }
  const names = async (input: Parameters<typeof listOpportunities>[1]) =>
    (await listOpportunities(actor, input)).items.map(({ institutionName }) => institutionName);
  const herault = { field: "departement", op: "is", value: "34" } as const;
  expect(await names({ stage: "contacté", sort: "name" })).toEqual(["DDT du Gers", "Mairie de Béziers"]);
  expect(await names({ filter: herault, sort: "-name" })).toEqual(["Mairie de Béziers", "DDTM de l’Hérault"]);
  expect(await names({ q: "beziers" })).toEqual(["Mairie de Béziers"]);
  const first = await listOpportunities(actor, { sort: "name", limit: 2 });
  expect(first.total).toBe(3);
  const rest = await listOpportunities(actor, {
    sort: "name",
    limit: 2,
    cursor: first.nextCursor,
  });
  expect([...first.items, ...rest.items].map(({ institutionName }) => institutionName)).toEqual([
    ...["DDT du Gers", "DDTM de l’Hérault", "Mairie de Béziers"],
  ]);
  expect((await refused(listOpportunities(actor, { cursor: "x" }))).status).toBe(400);
  expect((await refused(listOpportunities(actor, { stage: "en cours" }))).status).toBe(400);
});

test("the counts say who is late and who has nothing planned, where something is due", async () => {
  const actor = await createActor();
  await createOne(actor, { nextAction: "Appeler", nextActionAt: day(-4) });
  await createOne(actor, { nextAction: "Appeler", nextActionAt: day(0) });
  await createOne(actor, { nextAction: "Appeler" });
  await createOne(actor);
  await createOne(actor, { stage: "Ambassadeur" });
  await createOne(actor, {
    stage: "Sans suite",
    lostReason: "Un autre outil",
    nextAction: "Rien",
    nextActionAt: day(-9),
  });
  const asleep = await createOne(actor, { stage: "Pas maintenant", wakeOn: day(1) });
  expect(await pipelineCounts(actor)).toEqual({ late: 1, withoutNextAction: 2 });
  await db.opportunity.update({ where: { id: asleep.id }, data: { wakeOn: new Date(day(-1)) } });
  expect(await pipelineCounts(actor)).toEqual({ late: 2, withoutNextAction: 2 });
  const lacking = await listOpportunities(actor, {
    filter: { field: "lacksNextAction", op: "is", value: true },
  });
  expect(lacking.total).toBe(2);
});

test("taking an institution out of the pipeline keeps what was exchanged with it", async () => {
  const actor = await createActor();
  const made = await createOne(actor, { nextAction: "Appeler" });
  const { productId } = actor;
  await db.interaction.create({
    data: {
      productId,
      institutionId: made.institutionId,
      kind: "call",
      happenedAt: new Date(),
      summary: "Appel",
    },
  });
  await deleteOpportunity(actor, made.id);
  expect(await getOpportunityOf(actor, made.institutionId)).toBeNull();
  expect(await db.task.count()).toBe(0);
  expect(await db.interaction.count()).toBe(1);
});

test("a reader reads", async () => {
  const admin = await createActor();
  const made = await createOne(admin);
  const reader: Actor = { ...admin, role: "reader" };
  expect(await getOpportunity(reader, made.id)).toEqual(made);
  for (const write of [
    () => createOpportunity(reader, { institutionId: made.institutionId }),
    () => createOpportunities(reader, [made.institutionId]),
    () => updateOpportunity(reader, made.id, { stage: "Contacté" }),
    () => completeNextAction(reader, made.id),
    () => deleteOpportunity(reader, made.id),
  ])
    expect((await refused(write())).status).toBe(403);
});

test("two products see nothing of each other's pipeline", async () => {
  const [mine, theirs] = await Promise.all([createActor(), createActor()]);
  const shared = await createSharedInstitution();
  const own = await createInstitution(theirs);
  const hidden = await createOpportunity(theirs, {
    institutionId: own.id,
    nextAction: "Appeler",
    nextActionAt: day(-3),
  });
  await createOpportunity(theirs, { institutionId: shared.id });

  for (const id of [hidden.id, unknownId, "pas-un-identifiant", `${hidden.id}'`]) {
    for (const access of [
      () => getOpportunity(mine, id),
      () => updateOpportunity(mine, id, { stage: "Contacté" }),
      () => completeNextAction(mine, id),
      () => deleteOpportunity(mine, id),
    ])
      expect((await refused(access())).status).toBe(404);
  }
  for (const id of [own.id, unknownId, "x"]) {
    expect((await refused(createOpportunity(mine, { institutionId: id }))).status).toBe(404);
    expect((await refused(createOpportunities(mine, [shared.id, id]))).status).toBe(404);
  }
  expect(await getOpportunityOf(mine, shared.id)).toBeNull();
  expect(await listOpportunities(mine)).toEqual({ items: [], nextCursor: null, total: 0 });
  expect(await pipelineCounts(mine)).toEqual({ late: 0, withoutNextAction: 0 });
  const theirStage = (await db.stage.findFirstOrThrow({ where: { productId: theirs.productId } })).id;
  expect(
    (await refused(createOpportunity(mine, { institutionId: shared.id, stage: theirStage }))).status,
  ).toBe(404);
  expect(await createOpportunity(mine, { institutionId: shared.id })).toMatchObject({ stage: "À qualifier" });
  expect(await getOpportunity(theirs, hidden.id)).toEqual(hidden satisfies Opportunity);
});

async function refused(work: Promise<unknown>): Promise<AppError> {
  return work.then(
    () => expect.fail("nothing was refused"),
    (error: AppError) => error,
  );
}

async function waitingForALock(): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return rows[0]!.count;
}
