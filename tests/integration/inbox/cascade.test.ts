import { expect, test } from "vitest";
import { db } from "#app/db/db.server.ts";
import { replyAddress } from "#app/inbox/reply-address.server.ts";
import { createActor, createContact, createInstitution } from "../../factories.ts";
import { answer, bounced, fileOf, RECEIVED, sentCampaign, take } from "./letters.ts";

const MAUD = "maud@mairie.example";
const from = (address: string) => `Quelqu'un <${address}>`;

test("an answer is known by its address's token, whoever writes it and whatever it says it answers", async () => {
  const { id, mailboxId } = await sentCampaign({ emails: [MAUD, "paul@ville.example"] });
  const { message } = await fileOf(id, MAUD);
  const other = await fileOf(id, "paul@ville.example");
  const to = replyAddress("camille@parcelle.example", message.id);
  const raw = answer({
    ...{ to, from: from("autre@ailleurs.example"), subject: "?" },
    headers: { "In-Reply-To": `<${other.message.rfcMessageId}>` },
  });
  expect(await take(mailboxId, raw)).toMatchObject({
    ...{ state: "filed", matchedBy: "token", confidence: 100, messageId: message.id },
  });
});

test("a token that was not made here names nothing", async () => {
  const { id, mailboxId } = await sentCampaign({ emails: [MAUD] });
  const { message } = await fileOf(id, MAUD);
  const to = replyAddress("camille@parcelle.example", message.id);
  const forged = to.replace(/.@/, (end) => (end === "0@" ? "1@" : "0@"));
  const row = await take(mailboxId, answer({ to: forged, from: from("x@ailleurs.example"), subject: "?" }));
  expect(row).toMatchObject({ state: "to_attach", matchedBy: null, messageId: null });
});

test("an answer is known by what it says it answers: our Message-ID, or the one a relay put in its place", async () => {
  const { id, mailboxId } = await sentCampaign({ emails: [MAUD, "paul@ville.example"] });
  const [maud, paul] = [await fileOf(id, MAUD), await fileOf(id, "paul@ville.example")];
  await db.message.update({ where: { id: paul.message.id }, data: { relayId: "0102018f-abc" } });
  const secretary = from("secretariat@mairie.example");
  const byReference = answer({
    ...{ from: secretary, subject: "?" },
    headers: { References: `<elsewhere@x.example> <${maud.message.rfcMessageId}>` },
  });
  expect(await take(mailboxId, byReference)).toMatchObject({
    ...{ state: "filed", matchedBy: "reference", confidence: 98, messageId: maud.message.id },
    contactId: maud.enrollment.contactId,
  });
  const byRelay = answer({
    headers: { "In-Reply-To": "<0102018f-abc@eu-west-3.amazonses.com>" },
    ...{ from: secretary, subject: "?" },
  });
  expect(await take(mailboxId, byRelay)).toMatchObject({
    matchedBy: "reference",
    messageId: paul.message.id,
  });
});

test("a report is known by the envelope's id we gave, or by the message it returns", async () => {
  const { id, mailboxId } = await sentCampaign({ emails: [MAUD, "paul@ville.example"] });
  const [maud, paul] = [await fileOf(id, MAUD), await fileOf(id, "paul@ville.example")];
  const byEnvelope = bounced({ recipient: MAUD, envelopeId: maud.message.id });
  expect(await take(mailboxId, byEnvelope)).toMatchObject({
    matchedBy: "envelope",
    messageId: maud.message.id,
  });
  const byContent = bounced({ recipient: "paul@ville.example", about: paul.message.rfcMessageId });
  expect(await take(mailboxId, byContent)).toMatchObject({
    matchedBy: "envelope",
    messageId: paul.message.id,
  });
});

test("a sender written to within sixty days is known, by any address they ever had", async () => {
  const { id, mailboxId, actor } = await sentCampaign({ emails: [MAUD] });
  const { message, enrollment } = await fileOf(id, MAUD);
  await db.address.create({
    data: {
      ...{ productId: actor.productId, contactId: enrollment.contactId!, kind: "email", primary: false },
      ...{ value: "Maud@Ancienne.example", normalized: "maud@ancienne.example", source: "appel" },
      ...{ collectedAt: RECEIVED, validTo: new Date("2026-09-01") },
    },
  });
  const plain = await take(mailboxId, answer({ from: from(MAUD), subject: "Bonjour" }));
  expect(plain).toMatchObject({ matchedBy: "sender", confidence: 80, messageId: message.id, state: "filed" });
  const former = await take(mailboxId, answer({ from: from("maud@ancienne.example") }));
  expect(former).toMatchObject({ matchedBy: "sender", confidence: 90, messageId: message.id });
  const late = new Date(RECEIVED.getTime() + 60 * 86_400_000);
  expect(await take(mailboxId, answer({ from: from(MAUD) }), late)).toMatchObject({
    ...{ state: "to_attach", matchedBy: null, messageId: null },
  });
});

test("an address that two people share waits for a human, unless the subject says which", async () => {
  const actor = await createActor();
  const shared = "accueil@mairie.example";
  const { id, mailboxId, contacts } = await sentCampaign({ actor, emails: [MAUD, "paul@ville.example"] });
  for (const contact of contacts)
    await db.address.create({
      data: {
        ...{ productId: actor.productId, contactId: contact.id, kind: "email", primary: false },
        ...{ value: shared, normalized: shared, source: "appel", collectedAt: RECEIVED },
      },
    });
  expect(await take(mailboxId, answer({ from: from(shared) }))).toMatchObject({
    ...{ state: "to_attach", matchedBy: "sender", confidence: 50 },
  });
  const { message } = await fileOf(id, "paul@ville.example");
  await db.message.update({ where: { id: message.id }, data: { subject: "Une démonstration" } });
  expect(
    await take(mailboxId, answer({ from: from(shared), subject: "RE: TR: Une démonstration" })),
  ).toMatchObject({ state: "filed", confidence: 90, messageId: message.id });
});

test("a colleague is known by the domain and the subject, when both lead to one institution", async () => {
  const actor = await createActor();
  const { id, mailboxId } = await sentCampaign({ actor, emails: [MAUD, "x@gmail.com"] });
  const maud = await fileOf(id, MAUD);
  const colleague = await take(
    mailboxId,
    answer({ from: from("dgs@mairie.example"), subject: "TR: Vingt minutes ?" }),
  );
  expect(colleague).toMatchObject({
    ...{ state: "filed", matchedBy: "domain", confidence: 65, messageId: maud.message.id },
  });
  const nothing = { state: "to_attach", matchedBy: null };
  expect(await take(mailboxId, answer({ from: from("dgs@mairie.example"), subject: "Vœux" }))).toMatchObject(
    nothing,
  );
  expect(await take(mailboxId, answer({ from: from("y@gmail.com") }))).toMatchObject(nothing);
  await sentCampaign({ actor, mailbox: { id: mailboxId }, emails: ["autre@mairie.example"] });
  expect(await take(mailboxId, answer({ from: from("sg@mairie.example") }))).toMatchObject(nothing);
});

test("of two people of one institution, a colleague's answer is the institution's", async () => {
  const actor = await createActor();
  const { id: institutionId } = await createInstitution(actor);
  const { id, mailboxId } = await sentCampaign({ actor, emails: [MAUD, "jean@mairie.example"] });
  await db.enrollment.updateMany({ where: { campaignId: id }, data: { institutionId } });
  const row = await take(mailboxId, answer({ from: from("dgs@mairie.example") }));
  expect(row).toMatchObject({
    state: "filed",
    matchedBy: "domain",
    confidence: 60,
    messageId: null,
    institutionId,
  });
  const stopped = await db.enrollment.findMany({ where: { campaignId: id } });
  const said = ["stopped", "Un collègue a répondu."];
  expect(stopped.map(({ state, stopReason }) => [state, stopReason])).toEqual([said, said]);
});

test("another product's messages are nobody's here", async () => {
  const theirs = await sentCampaign({ emails: [MAUD] });
  const ours = await sentCampaign({ emails: ["paul@ville.example"] });
  const { message } = await fileOf(theirs.id, MAUD);
  const raw = answer({
    from: from(MAUD),
    to: replyAddress("camille@parcelle.example", message.id),
    headers: { "In-Reply-To": `<${message.rfcMessageId}>` },
  });
  expect(await take(ours.mailboxId, raw)).toMatchObject({
    state: "to_attach",
    messageId: null,
    contactId: null,
  });
  expect((await fileOf(theirs.id, MAUD)).enrollment.repliedAt).toBeNull();
});

test("a known person who was not written to is left to a human", async () => {
  const { mailboxId, actor } = await sentCampaign({ emails: [MAUD] });
  await createContact(actor, { email: "luc@dept.example" });
  const row = await take(mailboxId, answer({ from: from("luc@dept.example"), subject: "Question" }));
  expect(row).toMatchObject({ state: "to_attach", matchedBy: null, kind: "human" });
});
