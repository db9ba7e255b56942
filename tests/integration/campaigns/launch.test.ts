import { expect, test } from "vitest";
import type { Actor } from "#app/auth/actor.ts";
import { launchCampaign } from "#app/campaigns/launch.server.ts";
import { listCampaignMessages } from "#app/campaigns/messages.server.ts";
import { campaignResults, listExcluded } from "#app/campaigns/results.server.ts";
import { updateCampaign } from "#app/campaigns/update-campaign.server.ts";
import { db } from "#app/db/db.server.ts";
import { recordOpposition } from "#app/outbox/opposition.server.ts";
import { contentHash } from "#app/outbox/shell.server.ts";
import { unsubscribeUrl } from "#app/outbox/unsubscribe-token.server.ts";
import { createActor, createContact, createInstitution } from "../../factories.ts";
import { createCampaign, ledger, states } from "../../outbox-factories.ts";
import { sendAll, useSinks } from "../outbox/sending.ts";
import { createDraft } from "./set-up.ts";

const sinkWith = useSinks();
const codes = (lines: { code: string }[]) => lines.map(({ code }) => code);

test("from a draft to the recipient: what arrives is what was frozen, signed, with its footer and a way out", async () => {
  const sink = await sinkWith();
  const actor = await createActor();
  const { id: institutionId } = await createInstitution(actor, { name: "DDTM de l’Hérault" });
  const contact = await createContact(actor, {
    institutionId,
    firstName: "Hélène",
    email: "H.Castaing@ddtm.example",
  });
  const draft = await createDraft({ actor, smtpUrl: sink.url, emails: [], contactIds: [contact.id] });

  const launched = await launchCampaign(actor, draft.id);
  expect(launched).toMatchObject({ enrolled: 1, excluded: 0, campaign: { state: "running" } });
  expect(codes(launched.warnings)).toEqual(["footer_unconfirmed"]);
  const { "H.Castaing@ddtm.example": row } = await ledger(draft.id);
  expect(row).toMatchObject({ state: "queued", subject: "Un essai à DDTM de l’Hérault ?", attempt: 0 });
  expect(row!.contentHash).toBe(contentHash(row!));

  await sendAll();
  const [mail] = sink.accepted;
  const url = unsubscribeUrl(row!.id);
  expect(mail).toMatchObject({ to: "H.Castaing@ddtm.example", from: "camille@parcelle.example" });
  expect(mail!.messageId).toBe(row!.rfcMessageId);
  expect(mail!.headers).toMatchObject({
    ...{ from: "Camille Roussel <camille@parcelle.example>", "list-unsubscribe": `<${url}>` },
    "list-unsubscribe-post": "List-Unsubscribe=One-Click",
  });
  const [text, html] = parts(mail!.raw);
  expect(text).toContain("Bonjour Hélène,\n\nAuriez-vous vingt minutes ?\n\nCamille Roussel");
  expect(html).toContain("Bonjour Hélène,</p>");
  for (const part of [text, html]) {
    expect(part).toContain("Ministère d’essai");
    expect(part).toContain("rencontre");
    expect(part).toContain(url);
  }
  expect(await campaignResults(actor, draft.id)).toMatchObject({
    state: "done",
    enrolled: 1,
    sent: 1,
    queued: 0,
  });
  const { items } = await listCampaignMessages(actor, draft.id);
  expect(items).toMatchObject([
    {
      contactId: contact.id,
      state: "sent",
      institution: "DDTM de l’Hérault",
      reply: expect.stringContaining("250"),
    },
  ]);
});

test("two launches at once launch once", async () => {
  const { id, actor } = await createDraft();
  const ends = await Promise.allSettled([launchCampaign(actor, id), launchCampaign(actor, id)]);
  expect(ends.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(ends.find((end) => end.status === "rejected")?.reason).toMatchObject({ code: "conflict" });
  expect(await db.message.count()).toBe(2);
  expect(await db.enrollment.count()).toBe(2);
});

test("a launch is refused, with the whole list, only for want of a mailbox, of someone, or of a signature", async () => {
  const draft = await createDraft({ emails: [], mailboxId: null });
  const { actor } = draft;
  await db.product.update({ where: { id: actor.productId }, data: { legalName: null } });
  await expect(launchCampaign(actor, draft.id)).rejects.toMatchObject({
    code: "conflict",
    details: {
      blocking: [{ code: "no_mailbox" }, { code: "no_sender_identity" }, { code: "nobody_left" }],
      warnings: [],
    },
  });
  const noServer = await createDraft({ actor: await createActor(), mailbox: { smtpUrl: null } });
  await writtenToTheWorld(noServer.actor, noServer.mailboxId!);
  await expect(launchCampaign(noServer.actor, noServer.id)).rejects.toMatchObject({
    details: { blocking: [{ code: "no_server" }] },
  });
  for (const campaignId of [draft.id, noServer.id])
    expect(await db.message.count({ where: { campaignId } })).toBe(0);
  expect(await db.campaign.count({ where: { state: "draft" } })).toBe(2);
});

test("who cannot be written to is left out, said in the warnings, and kept with the reason", async () => {
  const actor = await createActor();
  const emails = ["ok@mairie.example", "OK@mairie.example", "refus@mairie.example", "hache@mairie.example"];
  const contacts = [];
  for (const [i, email] of emails.entries())
    contacts.push(await createContact(actor, { email, lastName: `N${i}` }));
  const mute = await createContact(actor, { lastName: "N4" });
  await db.address.deleteMany({ where: { contactId: mute.id } });
  const unnamed = await createContact(actor, { lastName: "N5" });
  await db.contact.update({ where: { id: unnamed.id }, data: { firstName: null } });
  await recordOpposition(actor, contacts[2]!.id);
  // The address alone: met by another product, whose contact is gone.
  const other = await createActor();
  await recordOpposition(other, (await createContact(other, { email: "HACHE@mairie.example" })).id);
  await db.contact.update({ where: { id: contacts[3]!.id }, data: { opposedAt: null } });

  const contactIds = [...contacts.map(({ id }) => id), mute.id, unnamed.id];
  const draft = await createDraft({ actor, emails: [], contactIds, text: "Bonjour {{ contact.prenom }}" });
  const { enrolled, warnings } = await launchCampaign(actor, draft.id);
  expect(enrolled).toBe(1);
  expect(codes(warnings)).toEqual([
    "no_address",
    "opposed",
    "duplicate",
    "missing_field",
    "footer_unconfirmed",
  ]);
  expect(warnings[1]!.contactIds).toEqual([contacts[2]!.id, contacts[3]!.id]);
  expect(await states(draft.id)).toEqual({ "ok@mairie.example": "queued" });
  expect((await listExcluded(actor, draft.id)).map(({ contactId, reason }) => [contactId, reason])).toEqual([
    [contacts[1]!.id, "duplicate"],
    [contacts[2]!.id, "opposed"],
    [contacts[3]!.id, "opposed"],
    [mute.id, "no_address"],
    [unnamed.id, "missing_field"],
  ]);
});

test("an unknown merge field is named, and nobody is written to", async () => {
  const { id, actor } = await createDraft({ text: "Bonjour {{ contact.surnom }}" });
  await expect(launchCampaign(actor, id)).rejects.toMatchObject({
    message: expect.stringContaining("{{ contact.surnom }}"),
    details: {
      blocking: [{ code: "unknown_field" }],
      warnings: [{ code: "footer_unconfirmed" }],
    },
  });
});

test("a filter is asked again at the launch: who came in meanwhile is written to, who left is not", async () => {
  const actor = await createActor();
  const filter = { field: "function", op: "contains" as const, value: "agricol" };
  const leaves = await createContact(actor, { email: "part@ddtm.example", function: "Référente agricole" });
  const draft = await createDraft({ actor, emails: ["autre@ddtm.example"], contactIds: undefined, filter });
  await createContact(actor, { email: "vient@ddtm.example", function: "Politique AGRICOLE" });
  await db.position.updateMany({ where: { contactId: leaves.id }, data: { function: "Retraitée" } });
  await launchCampaign(actor, draft.id);
  expect(Object.keys(await states(draft.id))).toEqual(["vient@ddtm.example"]);
});

test("outside its hours, a mailbox plans: the ledger says when", async () => {
  const today = (new Date().getDay() + 6) % 7;
  const window = { days: [((today + 2) % 7) + 1], start: "09:00", end: "10:00" };
  const { id, actor } = await createDraft({
    emails: ["a@mairie.example"],
    mailbox: { window, dailyCap: 10 },
  });
  await launchCampaign(actor, id);
  const { "a@mairie.example": row } = await ledger(id);
  expect(row!.state).toBe("planned");
  expect(row!.dueAt.getTime()).toBeGreaterThan(Date.now());
});

test("solicitations are counted by institution across products, and only counted", async () => {
  const sink = await sinkWith();
  const [actor, other] = [await createActor(), await createActor()];
  const shared = await db.institution.create({
    data: { key: "ddtm:34", name: "DDTM 34", kind: "decentralised_service", source: "x", vintage: "2026" },
  });
  const contactOf = (by: typeof actor, email: string) =>
    createContact(by, { institutionId: shared.id, email });
  const first = await contactOf(other, "a@ddtm.example");
  const theirs = await createDraft({ actor: other, smtpUrl: sink.url, emails: [], contactIds: [first.id] });
  await launchCampaign(other, theirs.id);
  await sendAll();
  const second = await contactOf(actor, "b@ddtm.example");
  const third = await contactOf(actor, "c@ddtm.example");
  const ours = await createDraft({ actor, emails: [], contactIds: [second.id, third.id] });
  const { warnings } = await launchCampaign(actor, ours.id);
  expect(codes(warnings)).toEqual(["footer_unconfirmed", "same_institution", "recently_solicited"]);
  expect(warnings[2]!.message).toContain("1 par un autre produit");
  expect(JSON.stringify(warnings)).not.toContain("a@ddtm.example");
});

test("what was read and confirmed is what is launched: another version refuses", async () => {
  const { id, actor } = await createDraft();
  await updateCampaign(actor, id, { version: 1, text: "Autre" });
  await expect(launchCampaign(actor, id, { version: 1 })).rejects.toMatchObject({ code: "conflict" });
  expect(await launchCampaign(actor, id, { version: 2 })).toMatchObject({ enrolled: 2 });
});

test("the ledger is read by pages, in the order of names, and by state", async () => {
  const emails = ["c", "a", "b"].map((name) => `${name}@mairie.example`);
  const { id, actor, contacts } = await createDraft({ emails });
  for (const [i, contact] of contacts.entries())
    await db.contact.update({ where: { id: contact.id }, data: { lastName: ["Cé", "Aé", "Bé"][i]! } });
  await launchCampaign(actor, id);
  const first = await listCampaignMessages(actor, id, { limit: 2 });
  expect(first.items.map(({ name }) => name)).toEqual(["Maud Aé", "Maud Bé"]);
  const second = await listCampaignMessages(actor, id, { limit: 2, cursor: first.nextCursor });
  expect(second.items.map(({ name }) => name)).toEqual(["Maud Cé"]);
  expect((await listCampaignMessages(actor, id, { state: "sent" })).items).toEqual([]);
});

/** The two parts of a message, decoded. */
function parts(raw: string): [text: string, html: string] {
  const boundary = /boundary="([^"]+)"/.exec(raw)![1]!;
  const decoded = raw
    .split(`--${boundary}`)
    .slice(1, 3)
    .map((part) => {
      const [head, ...body] = part.split("\r\n\r\n");
      const content = body.join("\r\n\r\n");
      const bytes = /base64/i.test(head!) ? Buffer.from(content, "base64") : quotedPrintable(content);
      return bytes.toString("utf8").replaceAll("\r\n", "\n");
    });
  return [decoded[0]!, decoded[1]!];
}

function quotedPrintable(text: string): Buffer {
  const joined = text.replace(/=\r\n/g, "");
  return Buffer.from(
    joined.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    "latin1",
  );
}

/** As a mailbox is that a real server once took a message from. */
async function writtenToTheWorld(actor: Actor, mailboxId: string): Promise<void> {
  const mailbox = { id: mailboxId, fromAddress: "camille@parcelle.example" };
  const { id } = await createCampaign({ actor, mailbox, emails: ["jadis@mairie.example"] });
  await db.message.updateMany({ where: { campaignId: id }, data: { state: "sent", reply: "250 queued" } });
}
