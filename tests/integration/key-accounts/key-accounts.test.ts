import { expect, test } from "vitest";
import { weighPosition } from "#app/contacts/positions.server.ts";
import { db } from "#app/db/db.server.ts";
import { undoChangeSet } from "#app/history/undo.server.ts";
import { setKeyAccount } from "#app/institutions/key-account.server.ts";
import { listKeyAccounts } from "#app/key-accounts/key-accounts.server.ts";
import { getPlan, setCadence, writePlan } from "#app/key-accounts/plan.server.ts";
import { readSheet } from "#app/key-accounts/sheet.server.ts";
import { createActor, createContact, createInstitution } from "../../factories.ts";

const DAY = 86_400_000;

async function log(productId: string, institutionId: string, daysAgo: number, now: Date) {
  const happenedAt = new Date(now.getTime() - daysAgo * DAY);
  await db.interaction.create({
    data: { productId, institutionId, kind: "call", happenedAt, summary: "Appel" },
  });
}

test("key accounts come with their cadence, who decides and what is next, the latest first", async () => {
  const actor = await createActor("deployer");
  const now = new Date("2026-10-06T10:00:00Z");
  const [late, fine, silent] = [
    await createInstitution(actor),
    await createInstitution(actor),
    await createInstitution(actor),
  ];
  for (const { id } of [late, fine, silent]) await setKeyAccount(actor, id, true);
  for (const { id } of [late, fine]) await setCadence(actor, id, 60);
  await log(actor.productId, late.id, 75, now);
  await log(actor.productId, fine.id, 10, now);
  const decider = await createContact(actor, {
    institutionId: late.id,
    firstName: "Hélène",
    lastName: "Castaing",
  });
  const { id: positionId } = await db.position.findFirstOrThrow({ where: { contactId: decider.id } });
  await weighPosition(actor, decider.id, positionId, { decisionRole: "decides", influence: 5 });

  const accounts = await listKeyAccounts(actor, now);
  expect(accounts.map((account) => [account.institutionId, account.late])).toEqual([
    [late.id, 15],
    [fine.id, null],
    [silent.id, null],
  ]);
  expect(accounts[0]).toMatchObject({ decider: { id: decider.id, name: "Hélène Castaing" }, deciders: 1 });
  expect(accounts[1]!.decider).toBeNull();
  expect(await listKeyAccounts(await createActor(), now)).toEqual([]);
});

test("each text of the plan is written, told apart, undone, and kept from strangers and readers", async () => {
  const actor = await createActor("deployer");
  const { id } = await createInstitution(actor);
  const { setId } = await writePlan(actor, id, {
    field: "stakes",
    value: "Les permanences d’avril",
    base: null,
  });
  await writePlan(actor, id, { field: "risks", value: "Les élections" });
  expect(await getPlan(actor, id)).toMatchObject({
    stakes: "Les permanences d’avril",
    risks: "Les élections",
  });
  await undoChangeSet(actor, setId);
  expect(await getPlan(actor, id)).toMatchObject({ risks: "Les élections" });
  const stranger = await createActor("deployer");
  await expect(writePlan(stranger, id, { field: "risks", value: "x" })).rejects.toMatchObject({
    code: "not_found",
  });
  const reader = { ...actor, role: "reader" as const };
  await expect(setCadence(reader, id, 60)).rejects.toMatchObject({ code: "forbidden" });
});

test("of two who write the same text, the second sees both versions, and nothing is overwritten", async () => {
  const actor = await createActor("deployer");
  const { id } = await createInstitution(actor);
  const { userId } = await createActor();
  const yanis = { ...actor, userId };
  await writePlan(actor, id, { field: "nextSteps", value: "Rappeler" });
  await writePlan(yanis, id, { field: "nextSteps", value: "Envoyer la notice", base: "Rappeler" });
  const mine = { field: "nextSteps", value: "Envoyer la convention", base: "Rappeler" } as const;
  const { name } = await db.user.findUniqueOrThrow({ where: { id: userId } });
  await expect(writePlan(actor, id, mine)).rejects.toMatchObject({
    code: "conflict",
    details: {
      by: name,
      versions: [
        { field: "nextSteps", mine: "Envoyer la convention", theirs: "Envoyer la notice", base: "Rappeler" },
      ],
    },
  });
  expect(await getPlan(actor, id)).toMatchObject({ nextSteps: "Envoyer la notice" });
  await writePlan(actor, id, { ...mine, base: "Envoyer la notice" });
  expect(await getPlan(actor, id)).toMatchObject({ nextSteps: "Envoyer la convention" });
});

test("of two who write at the very same time, one is told", async () => {
  const actor = await createActor("deployer");
  const { id } = await createInstitution(actor);
  const results = await Promise.allSettled(
    ["Un", "Deux"].map((value) => writePlan(actor, id, { field: "sponsors", value, base: null })),
  );
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

test("the sheet says who decides first, and what is promised, within one page", async () => {
  const actor = await createActor("deployer");
  const { id } = await createInstitution(actor);
  const { productId } = actor;
  for (let i = 0; i < 12; i++) await createContact(actor, { institutionId: id });
  const decider = await createContact(actor, { institutionId: id, lastName: "Zola" });
  const { id: positionId } = await db.position.findFirstOrThrow({ where: { contactId: decider.id } });
  await weighPosition(actor, decider.id, positionId, { decisionRole: "decides" });
  await db.task.create({ data: { productId, institutionId: id, title: "Signer", owedBy: "them" } });
  const sheet = await readSheet(actor, id);
  expect(sheet.people[0]).toMatchObject({ id: decider.id });
  expect([sheet.people.length, sheet.more]).toEqual([8, 5]);
  expect(sheet.promises).toMatchObject([{ title: "Signer", owedBy: "them" }]);
  await expect(readSheet(await createActor(), id)).rejects.toMatchObject({ code: "not_found" });
});
