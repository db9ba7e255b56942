import { expect, test } from "vitest";
import type { Actor } from "#app/auth/actor.ts";
import { listCampaigns } from "#app/campaigns/campaigns.server.ts";
import { countSolicited } from "#app/campaigns/audience.server.ts";
import { recordOpposition } from "#app/outbox/opposition.server.ts";
import { readCounts } from "#app/counts.server.ts";
import { db } from "#app/db/db.server.ts";
import { listTimeline } from "#app/history/timeline.server.ts";
import { ingest } from "#app/inbox/ingest.server.ts";
import { cancelLetter } from "#app/letters/cancel.server.ts";
import { deskForContact, deskForInstitution, recipientAt } from "#app/letters/desk.server.ts";
import { readLetter } from "#app/letters/letter-file.server.ts";
import { sendLetter } from "#app/letters/write.server.ts";
import { createMailbox } from "#app/outbox/mailboxes.server.ts";
import { resolveUncertain } from "#app/outbox/uncertain.server.ts";
import { createActor, createContact, createInstitution } from "../../factories.ts";
import { sendAll, useSinks } from "../outbox/sending.ts";

const sinkWith = useSinks();
const later = () => new Date(Date.now() + 15_000);

async function ready(more: { captureAddress?: string } = {}) {
  const actor = await createActor("deployer");
  const sink = await sinkWith();
  const institution = await createInstitution(actor, {
    name: "DDTM de l’Hérault",
    email: "ddtm@herault.example",
  });
  const contact = await createContact(actor, {
    ...{ institutionId: institution.id, firstName: "Hélène", lastName: "Castaing" },
    email: `helene-${crypto.randomUUID().slice(0, 8)}@herault.example`,
  });
  const mailbox = await createMailbox(actor, {
    ...{
      name: "Camille",
      fromAddress: "camille@parcelle.example",
      smtpUrl: sink.url,
      window: null,
      dailyCap: null,
    },
    ...more,
  });
  const letter = {
    to: contact.id,
    mailboxId: mailbox.id,
    subject: "Un essai ?",
    text: "Bonjour,\n\nÊtes-vous libre ?",
  };
  const [address] = await db.address.findMany({ where: { contactId: contact.id, kind: "email" } });
  return { actor, sink, institution, contact, mailbox, letter, email: address!.value };
}

const timelineOf = async (actor: Actor, id: string) =>
  (await listTimeline(actor, id)).items.filter((entry) => entry.type === "interaction");

test("a letter is in the timeline at once, leaves after its ten seconds, and says that it is sent", async () => {
  const { actor, sink, institution, letter, email } = await ready();
  const { id } = await sendLetter(actor, letter);
  await sendAll();
  expect(sink.accepted).toEqual([]);
  const [waiting] = await timelineOf(actor, institution.id);
  expect(waiting).toMatchObject({
    ...{ direction: "outbound", campaign: null, letter: true, summary: letter.text },
    direct: { id, subject: "Un essai ?", state: "planned" },
  });
  await sendAll(later);
  const [mail] = sink.accepted;
  expect([mail?.to, mail?.headers["list-unsubscribe"]]).toEqual([email, undefined]);
  expect(await readLetter(actor, id)).toMatchObject({ state: "sent", name: "Hélène Castaing" });
  expect(await timelineOf(actor, institution.id)).toMatchObject([{ direct: { state: "sent" } }]);
});

test("at first contact the law's footer is there, and once only", async () => {
  const { actor, sink, letter } = await ready();
  await sendLetter(actor, letter);
  await sendAll(later);
  await sendLetter(actor, { ...letter, subject: "Suite" });
  await sendAll(later);
  const texts = await db.message.findMany({
    where: { productId: actor.productId },
    orderBy: { createdAt: "asc" },
  });
  expect(texts.map(({ text }) => /Votre adresse .* a été relevée/.test(text))).toEqual([true, false]);
  expect(sink.accepted).toHaveLength(2);
});

test("a first contact that would not say who writes is refused, with where to say it", async () => {
  const { actor, letter } = await ready();
  await db.product.update({ where: { id: actor.productId }, data: { legalName: null } });
  await expect(sendLetter(actor, letter)).rejects.toMatchObject({
    fields: { form: expect.stringContaining("Mentions des courriels") },
  });
});

test("cancelled before it leaves, a letter leaves nothing behind; too late, it says so", async () => {
  const { actor, sink, institution, letter } = await ready();
  const { id } = await sendLetter(actor, letter);
  await cancelLetter(actor, id);
  await sendAll(later);
  expect([sink.accepted, await timelineOf(actor, institution.id)]).toEqual([[], []]);
  expect(await readLetter(actor, id)).toMatchObject({ state: "cancelled" });
  const sent = await sendLetter(actor, letter);
  await sendAll(later);
  await expect(cancelLetter(actor, sent.id)).rejects.toMatchObject({ code: "conflict" });
});

test("sent twice under the same id, a letter leaves once", async () => {
  const { actor, sink, letter, contact } = await ready();
  const id = crypto.randomUUID();
  await sendLetter(actor, { ...letter, id });
  expect(await sendLetter(actor, { ...letter, id })).toMatchObject({ id });
  await sendAll(later);
  expect(sink.accepted).toHaveLength(1);
  const other = await createContact(actor);
  await expect(sendLetter(actor, { ...letter, to: other.id, id })).rejects.toMatchObject({ code: "invalid" });
  void contact;
});

test("nobody writes to who objected, before or while the letter waits", async () => {
  const { actor, sink, letter, contact } = await ready();
  const { id } = await sendLetter(actor, letter);
  await recordOpposition(actor, contact.id);
  await sendAll(later);
  expect([sink.accepted, (await readLetter(actor, id)).state]).toEqual([[], "cancelled"]);
  await expect(sendLetter(actor, letter)).rejects.toMatchObject({
    ...{ code: "conflict", message: expect.stringContaining("s’est opposé") },
  });
  const desk = await deskForContact(actor, contact.id, {});
  expect(desk.refusal).toContain("s’est opposé");
});

test("an address that objected elsewhere is refused too, though its contact is another product's", async () => {
  const one = await ready();
  await recordOpposition(one.actor, one.contact.id);
  const other = await ready();
  const same = await createContact(other.actor, { email: one.email });
  await expect(sendLetter(other.actor, { ...other.letter, to: same.id })).rejects.toMatchObject({
    code: "conflict",
  });
});

test("an answer goes on in the thread of what it answers", async () => {
  const { actor, sink, letter, contact, mailbox, institution, email } = await ready();
  await sendLetter(actor, letter);
  await sendAll(later);
  const ours = sink.accepted[0]!.messageId;
  const reply = [
    ...[`From: Hélène <${email}>`, "To: camille@parcelle.example", "Subject: RE: Un essai ?"],
    ...[
      "Message-ID: <reponse@herault.example>",
      `In-Reply-To: <${ours}>`,
      `References: <${ours}>`,
      "",
      "Oui, mardi.",
    ],
  ].join("\r\n");
  await ingest(mailbox.id, reply, new Date());
  const received = await db.interaction.findFirstOrThrow({
    where: { institutionId: institution.id, direction: "inbound" },
  });
  const desk = await deskForContact(actor, contact.id, { reponse: received.id });
  expect(desk).toMatchObject({
    subject: "Re: Un essai ?",
    mailboxId: mailbox.id,
    answered: { words: "Oui, mardi." },
  });
  await sendLetter(actor, { ...letter, subject: desk.subject, text: "À mardi.", reponse: received.id });
  await sendAll(later);
  expect(sink.accepted[1]!.headers).toMatchObject({
    "in-reply-to": "<reponse@herault.example>",
    references: `<${ours}> <reponse@herault.example>`,
  });
});

test("a letter is no campaign: neither listed, counted, nor a solicitation", async () => {
  const { actor, letter, institution } = await ready();
  await sendLetter(actor, letter);
  expect((await readCounts(actor)).campaigns).toBe(0);
  await sendAll(later);
  expect(await listCampaigns(actor)).toMatchObject({ items: [], total: 0 });
  expect(await countSolicited(actor, [institution.id])).toEqual({ ours: 0, others: 0 });
});

test("an institution is written to by whoever is there, or by its role address", async () => {
  const { actor, sink, letter, institution, contact } = await ready();
  const desk = await deskForInstitution(actor, institution.id, {});
  expect(desk.people.map(({ value }) => value)).toEqual([contact.id, "generique"]);
  const to = await recipientAt(actor, institution.id, "generique");
  expect(await recipientAt(actor, institution.id, "generique")).toBe(to);
  await sendLetter(actor, { ...letter, to });
  await sendAll(later);
  expect(sink.accepted[0]?.to).toBe("ddtm@herault.example");
});

test("a letter refused by the server says so; one that may have left is for a human to say, and told once", async () => {
  const { actor, letter, institution } = await ready();
  const rude = await sinkWith({ behave: () => ({ refuse: { code: 550, at: "rcpt" } }) });
  const cut = await sinkWith({ behave: () => ({ close: "after the dot" }) });
  const from = (smtpUrl: string) =>
    createMailbox(actor, {
      name: "C",
      fromAddress: "c@parcelle.example",
      smtpUrl,
      window: null,
      dailyCap: null,
    });
  const refused = await sendLetter(actor, { ...letter, mailboxId: (await from(rude.url)).id });
  const doubtful = await sendLetter(actor, { ...letter, mailboxId: (await from(cut.url)).id });
  await sendAll(later);
  expect(await readLetter(actor, refused.id)).toMatchObject({
    state: "rejected",
    reply: expect.stringContaining("550"),
  });
  expect(await readLetter(actor, doubtful.id)).toMatchObject({ state: "uncertain" });
  await resolveUncertain(actor, doubtful.id, "sent");
  expect(await timelineOf(actor, institution.id)).toHaveLength(2);
});

test("a reader writes to nobody, and another product's people, letters and mailboxes are nowhere", async () => {
  const mine = await ready();
  const theirs = await ready();
  await expect(sendLetter({ ...mine.actor, role: "reader" }, mine.letter)).rejects.toMatchObject({
    code: "forbidden",
  });
  const { id } = await sendLetter(theirs.actor, theirs.letter);
  const received = await db.interaction.findFirstOrThrow({ where: { productId: theirs.actor.productId } });
  const strangers = [
    () => sendLetter(mine.actor, { ...mine.letter, to: theirs.contact.id }),
    () => sendLetter(mine.actor, { ...mine.letter, mailboxId: theirs.mailbox.id }),
    () => sendLetter(mine.actor, { ...mine.letter, reponse: received.id }),
    () => readLetter(mine.actor, id),
    () => cancelLetter(mine.actor, id),
    () => deskForContact(mine.actor, theirs.contact.id, {}),
    () => deskForInstitution(mine.actor, theirs.institution.id, {}),
  ];
  for (const stranger of strangers) await expect(stranger()).rejects.toMatchObject({ code: "not_found" });
});

test("a mail sent elsewhere with the capture address is filed under whom it was sent to, by whom wrote it", async () => {
  const { actor, mailbox, contact, institution, email } = await ready({
    captureAddress: "cci@parcelle.example",
  });
  const member = await db.user.findUniqueOrThrow({ where: { id: actor.userId } });
  const colleague = await createContact(actor, { institutionId: institution.id });
  const second = await db.address.findFirstOrThrow({ where: { contactId: colleague.id } });
  const mail = (from: string, to: string, id: string) =>
    [
      ...[
        `From: ${from}`,
        `To: ${to}`,
        "Cc: cci@parcelle.example",
        "Subject: Convention",
        `Message-ID: <${id}@x.example>`,
      ],
      ...["Date: Mon, 23 Nov 2026 09:00:00 +0100", "", "Voici la convention."],
    ].join("\r\n");
  const at = new Date("2026-11-23T10:00:00Z");
  const filed = await ingest(mailbox.id, mail(member.email, `${email}, ${second.value}`, "1"), at);
  expect(filed).toMatchObject({ kind: "captured", state: "filed" });
  const [exchange] = await db.interaction.findMany({
    where: { productId: actor.productId },
    include: { participants: true },
  });
  expect(exchange).toMatchObject({
    ...{
      contactId: contact.id,
      institutionId: institution.id,
      direction: "outbound",
      createdById: actor.userId,
    },
    ...{ happenedAt: new Date("2026-11-23T08:00:00Z"), summary: "Convention\n\nVoici la convention." },
    participants: [{ contactId: colleague.id }],
  });
  await ingest(mailbox.id, mail(member.email, `${email}, ${second.value}`, "1"), at);
  const unknown = await ingest(mailbox.id, mail(member.email, "inconnu@ailleurs.example", "2"), at);
  expect(unknown).toMatchObject({ kind: "captured", state: "to_attach" });
  const stranger = await ingest(mailbox.id, mail("quelquun@ailleurs.example", email, "3"), at);
  expect(stranger?.kind).not.toBe("captured");
  expect(await db.interaction.count({ where: { productId: actor.productId, direction: "outbound" } })).toBe(
    1,
  );
});
