import { expect, test } from "vitest";
import { createCampaign, getCampaign, listCampaigns } from "#app/campaigns/campaigns.server.ts";
import { launchCampaign } from "#app/campaigns/launch.server.ts";
import { updateCampaign } from "#app/campaigns/update-campaign.server.ts";
import { db } from "#app/db/db.server.ts";
import { createActor, createContact } from "../../factories.ts";
import { createDraft, LETTER, mailboxOf } from "./set-up.ts";

test("a campaign is created as a draft, and read back flat, in the words of the request", async () => {
  const actor = await createActor();
  const { id: contactId } = await createContact(actor);
  const { id: mailboxId } = await mailboxOf(actor);
  const created = await createCampaign(actor, { ...LETTER, mailboxId, contactIds: [contactId, contactId] });
  expect(created).toMatchObject({
    ...LETTER,
    mailboxId,
    contactIds: [contactId],
    state: "draft",
    version: 1,
  });
  expect(await getCampaign(actor, created.id)).toEqual(created);
  expect(await db.message.count()).toBe(0);
});

test("what names another product’s mailbox or contact, or nothing, is not found", async () => {
  const [actor, other] = [await createActor(), await createActor()];
  const { id: mailboxId } = await mailboxOf(other);
  const { id: contactId } = await createContact(other);
  const own = await createContact(actor);
  const wrong = [
    { mailboxId, contactIds: [] },
    { contactIds: [own.id, contactId] },
    { contactIds: ["malformed"] },
    { mailboxId: "malformed", contactIds: [] },
  ];
  for (const input of wrong)
    await expect(createCampaign(actor, { ...LETTER, ...input })).rejects.toMatchObject({ code: "not_found" });
  expect(await db.campaign.count()).toBe(0);
});

test("a filter on what contacts do not have is refused at once", async () => {
  const actor = await createActor();
  const filter = { field: "salaire", op: "is" as const, value: "1" };
  await expect(createCampaign(actor, { ...LETTER, filter })).rejects.toMatchObject({
    ...{ code: "invalid", message: expect.stringContaining("« salaire »") },
  });
});

test("a save counts, changes only what it names, and is refused from an older version with both texts", async () => {
  const { id, actor } = await createDraft();
  const saved = await updateCampaign(actor, id, { version: 1, text: "Leur texte" });
  expect(saved).toMatchObject({ version: 2, text: "Leur texte", subject: LETTER.subject, name: LETTER.name });
  const user = await db.user.findUniqueOrThrow({ where: { id: actor.userId } });
  await expect(updateCampaign(actor, id, { version: 1, text: "Mon texte" })).rejects.toMatchObject({
    code: "conflict",
    details: {
      ...{ version: 2, by: user.name, at: expect.any(String) },
      current: { name: LETTER.name, subject: LETTER.subject, text: "Leur texte" },
      clashes: [{ field: "text", mine: "Mon texte", theirs: "Leur texte" }],
    },
  });
  expect(await getCampaign(actor, id)).toMatchObject({ version: 2, text: "Leur texte" });
  // What is already there is no conflict.
  expect(await updateCampaign(actor, id, { version: 1, text: "Leur texte" })).toMatchObject({ version: 3 });
});

test("two saves at once from one version: the second is told, and overwrites nothing", async () => {
  const { id, actor } = await createDraft();
  const saves = ["Un", "Deux"].map((text) => updateCampaign(actor, id, { version: 1, text }));
  const ends = await Promise.allSettled(saves);
  expect(ends.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});

test("what was launched is no longer edited", async () => {
  const { id, actor } = await createDraft();
  const { campaign } = await launchCampaign(actor, id);
  const late = updateCampaign(actor, id, { version: campaign.version, text: "Autre" });
  await expect(late).rejects.toMatchObject({ code: "conflict", details: { state: "running" } });
});

test("a reader reads, and changes nothing", async () => {
  const { id, actor } = await createDraft();
  const reader = { ...actor, role: "reader" as const };
  expect((await listCampaigns(reader)).items).toHaveLength(1);
  const tries = [
    createCampaign(reader, { ...LETTER, contactIds: [] }),
    updateCampaign(reader, id, { version: 1, name: "Autre" }),
    launchCampaign(reader, id),
  ];
  for (const attempt of tries) await expect(attempt).rejects.toMatchObject({ code: "forbidden" });
});

test("campaigns are listed newest first, by pages, by state", async () => {
  const actor = await createActor();
  const names = ["Une", "Deux", "Trois"];
  for (const name of names) await createCampaign(actor, { ...LETTER, name, contactIds: [] });
  const first = await listCampaigns(actor, { limit: 2 });
  expect(first.items.map(({ name }) => name)).toEqual(["Trois", "Deux"]);
  expect(first.total).toBe(3);
  const second = await listCampaigns(actor, { limit: 2, cursor: first.nextCursor });
  expect(second.items.map(({ name }) => name)).toEqual(["Une"]);
  expect(second.nextCursor).toBeNull();
  expect((await listCampaigns(actor, { state: "running" })).items).toEqual([]);
  const foreign = listCampaigns(actor, { state: "running", cursor: first.nextCursor });
  await expect(foreign).rejects.toMatchObject({ code: "invalid" });
});
