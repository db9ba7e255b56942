import { expect, test } from "vitest";
import { db } from "#app/db/db.server.ts";
import { transaction } from "#app/db/transaction.server.ts";
import type { AppError } from "#app/errors.ts";
import { listChanges, type RecordTable } from "#app/history/changes.server.ts";
import { undoChangeSet } from "#app/history/undo.server.ts";
import {
  createOpportunity,
  deleteOpportunity,
  updateOpportunity,
} from "#app/pipeline/opportunities.server.ts";
import { createActor, createContact, createInstitution, createSharedInstitution } from "../../factories.ts";
import { lastSet } from "./snapshot.ts";

test("the past of an institution holds its partnership and its actions, removed or not, the newest first", async () => {
  const actor = await createActor();
  const { name: me } = await db.user.findUniqueOrThrow({ where: { id: actor.userId } });
  const { id: institutionId } = await createSharedInstitution();
  const { id } = await createOpportunity(actor, {
    institutionId,
    nextAction: "Appeler",
    nextActionAt: "2026-10-09",
  });
  await updateOpportunity(actor, id, { stage: "Rendez-vous" });
  await undoChangeSet(actor, await lastSet());
  await updateOpportunity(actor, id, { nextAction: null });
  await deleteOpportunity(actor, id);
  const { items } = await listChanges(actor, "Institution", institutionId);
  expect(items.map(({ sentence }) => sentence.replaceAll("\u00A0", " "))).toEqual([
    `${me} a retiré l’institution du pipeline`,
    `${me} a retiré l’action « Appeler »`,
    `${me}, en annulant, a déplacé de Rendez-vous à À qualifier`,
    `${me} a déplacé de À qualifier à Rendez-vous`,
    `${me} a planifié « Appeler » pour le vendredi 9 octobre 2026`,
    `${me} a ajouté l’institution au pipeline, à l’étape À qualifier`,
  ]);
});

test("a long past is read page after page", async () => {
  const actor = await createActor();
  const institution = await createInstitution(actor, { name: "Nom 0" });
  for (let n = 1; n <= 60; n++) {
    await transaction(actor, "institution.modification", (tx) =>
      tx.institution.update({ where: { id: institution.id }, data: { name: `Nom ${n}` } }),
    );
  }
  const first = await listChanges(actor, "Institution", institution.id);
  const rest = await listChanges(actor, "Institution", institution.id, first.nextCursor);
  expect([first.items.length, rest.items.length, rest.nextCursor]).toEqual([50, 11, null]);
  expect(new Set([...first.items, ...rest.items].map(({ id }) => id)).size).toBe(61);
  const other = await createInstitution(actor);
  expect((await refused(listChanges(actor, "Institution", other.id, first.nextCursor))).status).toBe(400);
});

test("the past of a contact holds its posts and addresses", async () => {
  const actor = await createActor();
  const contact = await createContact(actor, {
    lastName: "Castaing",
    email: "helene.castaing@herault.example",
  });
  const { items } = await listChanges(actor, "Contact", contact.id);
  const told = items.map(({ sentence }) => sentence).join("\n");
  expect(told).toContain("Castaing");
  expect(told).toContain("helene.castaing@herault.example");
});

test("nobody reads another product's past, even of an institution both see", async () => {
  const [mine, theirs] = await Promise.all([createActor(), createActor()]);
  const shared = await createSharedInstitution();
  const own = await createInstitution(theirs);
  const contact = await createContact(theirs, { institutionId: own.id });
  const opportunity = await createOpportunity(theirs, { institutionId: shared.id });
  const hidden: [RecordTable, string][] = [
    ...(
      [
        ["Institution", own.id],
        ["Contact", contact.id],
        ["Opportunity", opportunity.id],
      ] as const
    ).map((pair): [RecordTable, string] => [...pair]),
    ["Institution", "00000000-0000-4000-8000-000000000000"],
    ["Contact", "x"],
  ];
  for (const [table, id] of hidden) expect((await refused(listChanges(mine, table, id))).status).toBe(404);
  expect(await listChanges(mine, "Institution", shared.id)).toEqual({ items: [], nextCursor: null });
});

async function refused(work: Promise<unknown>): Promise<AppError> {
  return work.then(
    () => expect.fail("nothing was refused"),
    (error: AppError) => error,
  );
}
