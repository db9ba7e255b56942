import { expect, test } from "vitest";
import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import type { AppError } from "#app/errors.ts";
import { undoChangeSet } from "#app/history/undo.server.ts";
import { logInteraction } from "#app/interactions/interactions.server.ts";
import { createOpportunity, getOpportunityOf } from "#app/pipeline/opportunities.server.ts";
import { createActor, createContact, createInstitution, createSharedInstitution } from "../../factories.ts";
import { lastSet, snapshot } from "../history/snapshot.ts";

const call = { kind: "call", summary: "Elle rentre de déplacement lundi." } as const;

test("an exchange dates the account, and a call is ours unless it is theirs", async () => {
  const actor = await createActor("deployer");
  const { id: institutionId } = await createSharedInstitution();
  await logInteraction(actor, { ...call, institutionId });
  const where = { productId_institutionId: { productId: actor.productId, institutionId } };
  const ours = await db.account.findUniqueOrThrow({ where });
  expect(ours.lastInteractionAt).not.toBeNull();
  expect(ours.lastInboundAt).toBeNull();
  await logInteraction(actor, { ...call, institutionId, direction: "inbound" });
  expect((await db.account.findUniqueOrThrow({ where })).lastInboundAt).not.toBeNull();
  expect(await getOpportunityOf(actor, institutionId)).toBeNull();
});

test("a next action after an exchange ends the one before; the same words again put it off", async () => {
  const actor = await createActor();
  const { id: institutionId } = await createSharedInstitution();
  await createOpportunity(actor, {
    institutionId,
    nextAction: "Rappeler Hélène",
    nextActionAt: "2026-10-02",
  });
  const off = await logInteraction(actor, {
    ...{ ...call, institutionId, nextAction: "Rappeler Hélène", nextActionAt: "2026-10-09" },
  });
  expect(off.opportunity).toMatchObject({ nextAction: "Rappeler Hélène", nextActionAt: "2026-10-09" });
  expect(await db.task.count()).toBe(1);
  const next = await logInteraction(actor, {
    ...{ ...call, institutionId, nextAction: "Envoyer la convention", nextActionOwner: "them" },
  });
  expect(next).toMatchObject({
    ...{ added: false, done: "Rappeler Hélène" },
    opportunity: { nextAction: "Envoyer la convention", nextActionAt: null, nextActionOwner: "them" },
  });
  const tasks = await db.task.findMany({ orderBy: { createdAt: "asc" } });
  expect(tasks.map(({ title, doneAt }) => [title, doneAt !== null])).toEqual([
    ["Rappeler Hélène", true],
    ["Envoyer la convention", false],
  ]);
});

test("a next action puts an institution in the pipeline, and says so; all of it is undone as one", async () => {
  const actor = await createActor();
  const { id: institutionId } = await createSharedInstitution();
  const before = await snapshot();
  const logged = await logInteraction(actor, { ...call, institutionId, nextAction: "Écrire" });
  expect(logged).toMatchObject({ added: true, opportunity: { stage: "À qualifier", nextAction: "Écrire" } });
  expect((await undoChangeSet(actor, await lastSet())).kept).toEqual([]);
  expect(await snapshot()).toEqual(before);
});

test("what makes no sense is refused, and nothing is written", async () => {
  const actor = await createActor();
  const { id: institutionId } = await createSharedInstitution();
  const before = await snapshot();
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
  expect(
    (await refused(logInteraction(actor, { ...call, institutionId, happenedAt: tomorrow }))).fields,
  ).toHaveProperty("happenedAt");
  expect(
    (await refused(logInteraction(actor, { ...call, institutionId, nextActionAt: "2026-10-09" }))).fields,
  ).toHaveProperty("nextAction");
  const reader: Actor = { ...actor, role: "reader" };
  expect((await refused(logInteraction(reader, { ...call, institutionId }))).status).toBe(403);
  expect(await snapshot()).toEqual(before);
});

test("an exchange is with the product's own institutions and contacts", async () => {
  const [mine, theirs] = await Promise.all([createActor(), createActor()]);
  const own = await createInstitution(theirs);
  const contact = await createContact(theirs, { institutionId: own.id });
  const shared = await createSharedInstitution();
  const strays = [
    { institutionId: own.id },
    { institutionId: "00000000-0000-4000-8000-000000000000" },
    { institutionId: "x" },
    { institutionId: shared.id, contactId: contact.id },
    { institutionId: shared.id, contactId: "x" },
  ];
  for (const stray of strays)
    expect((await refused(logInteraction(mine, { ...call, ...stray }))).status).toBe(404);
  expect(await db.interaction.count()).toBe(0);
});

async function refused(work: Promise<unknown>): Promise<AppError> {
  return work.then(
    () => expect.fail("nothing was refused"),
    (error: AppError) => error,
  );
}
