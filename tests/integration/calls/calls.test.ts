import { expect, test } from "vitest";
import { countWithoutNumber, findCalls, readCall } from "#app/calls/calls.server.ts";
import { db } from "#app/db/db.server.ts";
import type { AppError } from "#app/errors.ts";
import { logInteraction } from "#app/interactions/interactions.server.ts";
import { planTask } from "#app/interactions/tasks.server.ts";
import { createOpportunity } from "#app/pipeline/opportunities.server.ts";
import { isoDay } from "#app/ui/format.ts";
import { createActor, createContact, createInstitution } from "../../factories.ts";

const params = (of: Record<string, string>) => new URLSearchParams(of);

test("a list of calls comes from a selection, a filter or the day, each institution once, in order", async () => {
  const actor = await createActor();
  const [one, two] = [
    await createInstitution(actor, { name: "Appel B", kind: "agency" }),
    await createInstitution(actor, { name: "Appel A", kind: "agency" }),
  ];
  const ids = [one.id, two.id, one.id.toUpperCase(), "x"].join(",");
  expect(await findCalls(actor, params({ ids }))).toEqual([one.id, two.id]);
  const filtre = JSON.stringify({
    all: [
      { field: "kind", op: "is", value: "agency" },
      { field: "own", op: "is", value: true },
    ],
  });
  expect(await findCalls(actor, params({ filtre }))).toEqual([two.id, one.id]);
  await createOpportunity(actor, { institutionId: one.id });
  expect(await findCalls(actor, params({ de: "partenariats" }))).toEqual([one.id]);
  await planTask(actor, { institutionId: two.id, title: "Appeler", dueOn: isoDay(new Date()) });
  expect(await findCalls(actor, params({ jour: "moi" }))).toEqual([two.id]);
});

test("nobody to call is said, and another product's institutions are not called", async () => {
  const [actor, stranger] = [await createActor(), await createActor()];
  const own = await createInstitution(stranger);
  const none = await refused(findCalls(actor, params({ ids: own.id })));
  expect([none.status, none.message]).toEqual([400, expect.stringContaining("Personne à appeler")]);
  expect((await refused(readCall(actor, own.id))).status).toBe(404);
  const field = JSON.stringify({ field: "secret", op: "is", value: "x" });
  expect((await refused(findCalls(actor, params({ filtre: field })))).status).toBe(400);
});

test("a card puts first whom the action names, shows an opposition, and the last exchanges", async () => {
  const actor = await createActor();
  const { id: institutionId } = await createInstitution(actor);
  await createContact(actor, { institutionId, lastName: "Abadie" });
  const named = await createContact(actor, { institutionId, firstName: "Hélène", lastName: "Castaing" });
  await db.contact.update({ where: { id: named.id }, data: { opposedAt: new Date() } });
  await planTask(actor, { institutionId, title: "Rappeler Hélène Castaing", dueOn: "2026-12-01" });
  await logInteraction(actor, { institutionId, kind: "call", summary: "", outcome: "voicemail" });
  const card = await readCall(actor, institutionId);
  expect(card.people.map(({ name, opposed }) => [name, opposed])).toEqual([
    ["Hélène Castaing", true],
    ["Maud Abadie", false],
  ]);
  expect(card.task).toMatchObject({ title: "Rappeler Hélène Castaing", call: true });
  expect(card.last).toMatchObject([{ outcome: "voicemail", summary: "Message laissé." }]);
});

test("who has no number is counted before one starts", async () => {
  const actor = await createActor();
  const silent = await createInstitution(actor);
  const board = await createInstitution(actor, { phone: "05 62 00 00 00" });
  const reached = await createInstitution(actor);
  const contact = await createContact(actor, { institutionId: reached.id });
  await db.address.create({
    data: {
      ...{ productId: actor.productId, contactId: contact.id, kind: "phone", value: "0562000001" },
      ...{ normalized: "0562000001", source: "rencontre", collectedAt: new Date() },
    },
  });
  expect(await countWithoutNumber(actor, [silent.id, board.id, reached.id])).toBe(1);
});

async function refused(work: Promise<unknown>): Promise<AppError> {
  return work.then(
    () => expect.fail("nothing was refused"),
    (error: AppError) => error,
  );
}
