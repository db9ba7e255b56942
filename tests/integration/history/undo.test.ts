import { expect, test } from "vitest";
import type { Actor } from "#app/auth/actor.ts";
import { db, pool } from "#app/db/db.server.ts";
import { transaction, type Tx } from "#app/db/transaction.server.ts";
import type { AppError } from "#app/errors.ts";
import type { LoggedRow } from "#app/history/net-changes.ts";
import { rowsAsLeft } from "#app/history/revert-rows.server.ts";
import { UNDOABLE } from "#app/history/undoable.ts";
import { undoChangeSet } from "#app/history/undo.server.ts";
import {
  completeNextAction,
  createOpportunities,
  createOpportunity,
  deleteOpportunity,
  getOpportunity,
  updateOpportunity,
} from "#app/pipeline/opportunities.server.ts";
import { createActor, createContact, createInstitution, createSharedInstitution } from "../../factories.ts";
import { lastSet, snapshot } from "./snapshot.ts";

async function createPartnership(actor: Actor) {
  const { id } = await createSharedInstitution();
  const made = await createOpportunity(actor, {
    institutionId: id,
    nextAction: "Appeler",
    nextActionAt: "2026-10-09",
  });
  await pool.query(`UPDATE "Opportunity" SET "stageSince" = now() - interval '12 days' WHERE "id" = $1`, [
    made.id,
  ]);
  await pool.query(
    `UPDATE "StagePeriod" SET "validFrom" = o."stageSince" FROM "Opportunity" o WHERE o."id" = "opportunityId"`,
  );
  return made;
}

test("each gesture on a partnership is undone to the byte, its time in stage included", async () => {
  const actor = await createActor("deployer");
  const { id } = await createPartnership(actor);
  const gestures = [
    () => updateOpportunity(actor, id, { stage: "Rendez-vous" }),
    () =>
      updateOpportunity(actor, id, {
        stage: "Sans suite",
        lostReason: "Un autre outil",
        reach: 12,
        nextAction: null,
      }),
    () =>
      updateOpportunity(actor, id, {
        nextAction: "Écrire",
        nextActionAt: "2026-11-01",
        nextActionOwner: "them",
      }),
    () => updateOpportunity(actor, id, { nextAction: null }),
    () => completeNextAction(actor, id),
  ];
  for (const gesture of gestures) {
    const before = await snapshot();
    await gesture();
    const setId = await lastSet();
    expect(await snapshot(), gesture.toString()).not.toEqual(before);
    const undone = await undoChangeSet(actor, setId);
    expect(undone.kept).toEqual([]);
    expect(await snapshot(), gesture.toString()).toEqual(before);
  }
});

test("a partnership removed comes back with its next action and the stages it went through", async () => {
  const actor = await createActor();
  const { id: institutionId } = await createSharedInstitution();
  const { id } = await createOpportunity(actor, { institutionId, nextAction: "Appeler" });
  await updateOpportunity(actor, id, { stage: "Contacté" });
  await updateOpportunity(actor, id, { stage: "Volontaire" });
  await undoChangeSet(actor, await lastSet());
  await updateOpportunity(actor, id, { stage: "Rendez-vous", reach: 6840 });
  for (const _ of ["once", "twice"]) {
    const before = await snapshot();
    await deleteOpportunity(actor, id);
    expect((await undoChangeSet(actor, await lastSet())).kept).toEqual([]);
    expect(withoutPeriodIds(await snapshot())).toEqual(withoutPeriodIds(before));
  }
});

test("an undoing is undone in its turn", async () => {
  const actor = await createActor();
  const { id } = await createPartnership(actor);
  await updateOpportunity(actor, id, { stage: "Contacté", nextAction: "Relancer" });
  const after = await getOpportunity(actor, id);
  const undone = await undoChangeSet(actor, await lastSet());
  expect((await undoChangeSet(actor, undone.setId)).kept).toEqual([]);
  const again = await getOpportunity(actor, id);
  expect({ ...again, version: 0, stageSince: "" }).toEqual({ ...after, version: 0, stageSince: "" });
});

test("a move is undone, and the version of the form drawn before it is stale", async () => {
  const actor = await createActor();
  const other: Actor = { ...(await createActor()), productId: actor.productId };
  const { id } = await createPartnership(actor);
  const moved = await updateOpportunity(actor, id, { nextAction: "Écrire" });
  await undoChangeSet(actor, await lastSet());
  const refusal = await refused(
    updateOpportunity(other, id, { nextAction: "Relancer", version: moved.version }),
  );
  expect(refusal.status).toBe(409);
});

test("a row changed since stays, is listed, and the others are reverted", async () => {
  const actor = await createActor();
  const one = await createPartnership(actor);
  const other = await createPartnership(actor);
  await transaction(actor, "partenariat.lot", (tx) =>
    tx.opportunity.updateMany({ where: { productId: actor.productId }, data: { reach: 50 } }),
  );
  const setId = await lastSet();
  await updateOpportunity(actor, one.id, { reach: 60 });
  await updateOpportunity(actor, other.id, { nextAction: "Autre chose" });
  expect(await undoChangeSet(actor, setId)).toMatchObject({
    ...{ reverted: 1, kept: [{ table: "Opportunity", rowId: one.id, reason: "changed" }] },
  });
  expect((await getOpportunity(actor, one.id)).reach).toBe(60);
  expect(await getOpportunity(actor, other.id)).toMatchObject({ reach: null, nextAction: "Autre chose" });
});

test("an action done is not to be done again when another one has been planned since", async () => {
  const actor = await createActor();
  const { id } = await createPartnership(actor);
  const other = await createPartnership(actor);
  await transaction(actor, "partenariat.action faite", (tx) =>
    tx.task.updateMany({ data: { doneAt: new Date() } }),
  );
  const setId = await lastSet();
  await updateOpportunity(actor, id, { nextAction: "La suite" });
  const undone = await undoChangeSet(actor, setId);
  expect(undone.kept).toMatchObject([{ table: "Task", reason: "refused" }]);
  expect((await getOpportunity(actor, id)).nextAction).toBe("La suite");
  expect((await getOpportunity(actor, other.id)).nextAction).toBe("Appeler");
});

test("adding many to the pipeline is undone to the byte, but for those worked on since", async () => {
  const actor = await createActor();
  const institutions = await Promise.all([1, 2, 3].map(() => createSharedInstitution()));
  const before = await snapshot();
  await createOpportunities(
    actor,
    institutions.map(({ id }) => id),
  );
  const setId = await lastSet();
  const [worked] = institutions;
  await db.$transaction(async (tx) => {
    await tx.interaction.create({
      data: {
        ...{ productId: actor.productId, institutionId: worked!.id, kind: "call", happenedAt: new Date() },
        summary: "Appel",
      },
    });
  });
  const undone = await undoChangeSet(actor, setId);
  expect(undone.kept).toMatchObject([{ table: "Account", reason: "used" }]);
  const after = await snapshot();
  expect(after.Opportunity).toEqual(before.Opportunity);
  expect(after.StagePeriod).toEqual(before.StagePeriod);
  expect(after.Account).toMatchObject([{ institutionId: worked!.id }]);

  await createOpportunities(
    actor,
    institutions.slice(1).map(({ id }) => id),
  );
  const others = await lastSet();
  const between = await snapshot();
  await undoChangeSet(actor, others);
  expect({ ...(await snapshot()) }).toEqual({
    ...between,
    Account: after.Account,
    Opportunity: [],
    StagePeriod: [],
  });
});

test("a contact somebody has written about since keeps its post and its addresses", async () => {
  const actor = await createActor();
  const institution = await createInstitution(actor);
  const contact = await createContact(actor, { institutionId: institution.id });
  const setId = await lastSet();
  const before = await snapshot();
  const { productId } = actor;
  await db.interaction.create({
    data: {
      ...{ productId, institutionId: institution.id, contactId: contact.id, kind: "call" },
      ...{ happenedAt: new Date(), summary: "Appel" },
    },
  });
  const undone = await undoChangeSet(actor, setId);
  expect(undone.reverted).toBe(0);
  expect(new Set(undone.kept.map(({ table }) => table))).toEqual(new Set(["Contact", "Position", "Address"]));
  const after = await snapshot();
  for (const table of ["Contact", "Position", "Address"]) expect(after[table]).toEqual(before[table]);
});

test("a contact removed comes back with its post and its addresses", async () => {
  const actor = await createActor();
  const contact = await createContact(actor);
  const before = await snapshot();
  await transaction(actor, "contact.suppression", (tx) => tx.contact.delete({ where: { id: contact.id } }));
  expect((await undoChangeSet(actor, await lastSet())).kept).toEqual([]);
  expect(await snapshot()).toEqual(before);
});

test("what cannot be unsaid stays: an opposition, a campaign launched, a role", async () => {
  const actor = await createActor();
  const contact = await createContact(actor);
  const { productId } = actor;
  const campaign = await db.campaign.create({ data: { productId, name: "Découverte", audience: {} } });
  const member = await db.membership.findFirstOrThrow({ where: { productId } });
  const gestures: ((tx: Tx) => Promise<unknown>)[] = [
    (tx) => tx.contact.update({ where: { id: contact.id }, data: { opposedAt: new Date() } }),
    (tx) =>
      tx.campaign.update({ where: { id: campaign.id }, data: { state: "running", launchedAt: new Date() } }),
    (tx) => tx.membership.update({ where: { id: member.id }, data: { role: "reader" } }),
  ];
  for (const gesture of gestures) {
    await transaction(actor, "essai", gesture);
    const setId = await lastSet();
    const before = await snapshot();
    expect(await undoChangeSet(actor, setId)).toMatchObject({ reverted: 0, kept: [{ reason: "final" }] });
    expect(await snapshot()).toEqual(before);
  }
});

test("settings are put back by an admin alone", async () => {
  const actor = await createActor("admin");
  await transaction(actor, "étapes", (tx) =>
    tx.stage.updateMany({
      where: { productId: actor.productId, name: "Volontaire" },
      data: { name: "Pilote" },
    }),
  );
  const setId = await lastSet();
  expect((await refused(undoChangeSet({ ...actor, role: "deployer" }, setId))).status).toBe(403);
  expect((await undoChangeSet(actor, setId)).reverted).toBe(1);
  expect(await db.stage.count({ where: { name: "Volontaire", productId: actor.productId } })).toBe(1);
});

test("a moment is the same moment in whatever time zone it was logged", async () => {
  const actor = await createActor();
  const { id } = await createPartnership(actor);
  await completeNextAction(actor, id);
  const change = await db.change.findFirstOrThrow({ where: { table: "Task", op: "update" } });
  const row = { id: change.rowId, after: change.after as LoggedRow };
  const seen = await db.$transaction(async (tx) => {
    await tx.$executeRaw`SET LOCAL timezone = 'Pacific/Noumea'`;
    return rowsAsLeft(tx, "Task", [row]);
  });
  expect(seen).toEqual([change.rowId]);
});

test("nobody undoes what another product did, and a reader undoes nothing", async () => {
  const [mine, theirs] = await Promise.all([createActor(), createActor()]);
  await createPartnership(theirs);
  const setId = await lastSet();
  const before = await snapshot();
  for (const id of [setId, "00000000-0000-4000-8000-000000000000", "x"])
    expect((await refused(undoChangeSet(mine, id))).status).toBe(404);
  expect((await refused(undoChangeSet({ ...theirs, role: "reader" }, setId))).status).toBe(403);
  expect(await snapshot()).toEqual(before);
});

test("each table that can be undone comes after those it refers to", async () => {
  const { rows } = await pool.query<{ child: string; parent: string }>(`
    SELECT conrelid::regclass::text AS child, confrelid::regclass::text AS parent FROM pg_constraint WHERE contype = 'f'`);
  const place = (name: string) => (UNDOABLE as readonly string[]).indexOf(name.replaceAll('"', ""));
  for (const { child, parent } of rows.filter((row) => row.child !== row.parent && place(row.child) >= 0))
    expect(place(parent), `${child} → ${parent}`).toBeLessThan(place(child));
});

/** Periods are made again from the log: the same, under other ids. */
function withoutPeriodIds(all: Record<string, unknown[]>) {
  const periods = all.StagePeriod as { validFrom: string }[];
  const inOrder = [...periods].sort((one, other) => one.validFrom.localeCompare(other.validFrom));
  return { ...all, StagePeriod: inOrder.map((period) => ({ ...period, id: "" })) };
}

async function refused(work: Promise<unknown>): Promise<AppError> {
  return work.then(
    () => expect.fail("nothing was refused"),
    (error: AppError) => error,
  );
}
