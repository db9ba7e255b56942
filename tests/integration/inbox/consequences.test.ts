import { expect, test } from "vitest";
import { listReplies } from "#app/day/replies.server.ts";
import { db } from "#app/db/db.server.ts";
import { ingest, ingestAll } from "#app/inbox/ingest.server.ts";
import { isOpposed } from "#app/outbox/opposition.server.ts";
import { answer, bounced, fileOf, RECEIVED, sentCampaign, take } from "./letters.ts";

const MAUD = "maud@mairie.example";
const reply = (id: string, body: string, headers = {}) =>
  answer({ body, headers: { "In-Reply-To": `<${id}>`, ...headers } });

async function one() {
  const campaign = await sentCampaign({ emails: [MAUD] });
  const { message } = await fileOf(campaign.id, MAUD);
  return { ...campaign, message, now: () => fileOf(campaign.id, MAUD) };
}

test("a human's answer is an exchange to be read, stops the sequence and dates the reply", async () => {
  const { mailboxId, actor, message, now } = await one();
  await take(
    mailboxId,
    reply(message.rfcMessageId, "Oui, mardi.\n\nLe 4 oct. 2026 à 10:00, Camille a écrit :\n> Bonjour"),
  );
  const { items } = await listReplies(actor, 10);
  expect(items).toMatchObject([{ summary: "Oui, mardi.", kind: "email", happenedAt: RECEIVED }]);
  expect(await now()).toMatchObject({
    enrollment: { state: "stopped", stopReason: "A répondu.", repliedAt: RECEIVED },
    next: { state: "cancelled" },
    events: ["replied"],
  });
});

test("a second answer is another exchange, and the reply keeps its first date", async () => {
  const { mailboxId, actor, message, now } = await one();
  await take(mailboxId, reply(message.rfcMessageId, "Oui"));
  await take(mailboxId, reply(message.rfcMessageId, "Plutôt jeudi"), new Date("2026-10-07T08:00:00Z"));
  expect((await listReplies(actor, 10)).total).toBe(2);
  expect((await now()).enrollment.repliedAt).toEqual(RECEIVED);
});

test("a hard bounce stops, a full mailbox and a delay do not", async () => {
  const { mailboxId, message, now } = await one();
  const about = message.rfcMessageId;
  await take(mailboxId, bounced({ recipient: MAUD, about, action: "delayed", status: "4.4.1" }));
  await take(mailboxId, bounced({ recipient: MAUD, about, status: "5.2.2" }));
  expect(await now()).toMatchObject({
    ...{ message: { state: "sent" }, next: { state: "planned" }, enrollment: { state: "active" } },
    events: ["delayed", "delayed"],
  });
  await take(mailboxId, bounced({ recipient: MAUD, about }));
  expect(await now()).toMatchObject({
    message: { state: "bounced", reply: "550 5.1.1 User unknown" },
    next: { state: "cancelled" },
    enrollment: { state: "stopped", repliedAt: null },
  });
});

test("a forged report changes nothing: of an address never written to, or that knows nothing of ours", async () => {
  const { mailboxId, message, now, actor } = await one();
  const forged = [
    bounced({ recipient: "jamais@nulle-part.example" }),
    bounced({ recipient: "jamais@nulle-part.example", about: message.rfcMessageId }),
    bounced({ recipient: "jamais@nulle-part.example", envelopeId: message.id }),
    bounced({ recipient: MAUD }),
  ];
  for (const raw of forged)
    expect(await take(mailboxId, raw)).toMatchObject({ kind: "bounce", state: "to_attach" });
  expect(await now()).toMatchObject({
    ...{
      message: { state: "sent" },
      next: { state: "planned" },
      enrollment: { state: "active" },
      events: [],
    },
  });
  expect((await listReplies(actor, 10)).total).toBe(0);
});

test("an absence pauses until the day it says, otherwise a week; a shorter one does not shorten it", async () => {
  const { mailboxId, message, now } = await one();
  const away = (body: string) => reply(message.rfcMessageId, body, { "Auto-Submitted": "auto-replied" });
  await take(mailboxId, away("Je suis absente."));
  expect((await now()).enrollment.pausedUntil).toEqual(new Date("2026-10-12"));
  await take(mailboxId, away("De retour le 19 octobre."));
  expect((await now()).enrollment.pausedUntil).toEqual(new Date("2026-10-19"));
  await take(mailboxId, away("De retour le 14 octobre."));
  expect(await now()).toMatchObject({
    enrollment: { pausedUntil: new Date("2026-10-19"), state: "active", repliedAt: null },
    next: { state: "planned" },
  });
});

test("two robots that answer each other write to nobody", async () => {
  const { id, mailboxId, actor, message } = await one();
  for (let i = 0; i < 20; i++)
    await take(
      mailboxId,
      reply(message.rfcMessageId, "Votre message a été reçu.", { "Auto-Submitted": "auto-replied" }),
    );
  const states = await db.message.findMany({ where: { campaignId: id }, select: { state: true } });
  expect(states.map(({ state }) => state).sort()).toEqual(["planned", "sent"]);
  expect(await db.message.count({ where: { productId: actor.productId } })).toBe(2);
  expect((await listReplies(actor, 10)).total).toBe(0);
});

test("an opposition by answer is recorded for both addresses, and cancels the rest", async () => {
  const { mailboxId, message, now, actor } = await one();
  const raw = answer({
    from: "Maud <perso@ailleurs.example>",
    body: "STOP",
    headers: { "In-Reply-To": `<${message.rfcMessageId}>` },
  });
  await take(mailboxId, raw);
  expect(await isOpposed([MAUD, "perso@ailleurs.example"])).toEqual(
    new Set([MAUD, "perso@ailleurs.example"]),
  );
  expect(await now()).toMatchObject({
    ...{ next: { state: "cancelled" }, enrollment: { state: "stopped", repliedAt: null } },
  });
  const contact = await db.contact.findFirstOrThrow({ where: { productId: actor.productId } });
  expect(contact.opposedAt).not.toBeNull();
});

test("a departure stops, and waits for a human with the successor it names", async () => {
  const { mailboxId, message, now } = await one();
  const body = "Je n’exerce plus ici. Contactez Anne Delmas (anne.delmas@mairie.example).";
  const row = await take(mailboxId, reply(message.rfcMessageId, body, { "Auto-Submitted": "auto-replied" }));
  expect(row).toMatchObject({
    ...{ kind: "left", state: "to_attach", messageId: message.id },
    details: { successor: { name: "Anne Delmas", email: "anne.delmas@mairie.example" } },
  });
  expect((await now()).enrollment).toMatchObject({ state: "stopped", repliedAt: null });
});

test("a challenge changes nothing and waits for a human", async () => {
  const { mailboxId, message, now } = await one();
  const body = "Votre message est en attente. Cliquez ici pour vous authentifier.";
  expect(await take(mailboxId, reply(message.rfcMessageId, body))).toMatchObject({
    ...{ kind: "challenge", state: "to_attach", messageId: message.id },
  });
  expect(await now()).toMatchObject({
    enrollment: { state: "active" },
    next: { state: "planned" },
    events: [],
  });
});

test("a human's answer stops the colleagues, in the campaigns that ask for it", async () => {
  for (const stopsColleagues of ["institution", "none"] as const) {
    const { id, mailboxId } = await sentCampaign({ emails: [MAUD, "jean@mairie.example"] });
    const { message, enrollment } = await fileOf(id, MAUD);
    await db.campaign.update({ where: { id }, data: { stopsColleagues } });
    await db.enrollment.updateMany({
      where: { campaignId: id },
      data: { institutionId: enrollment.institutionId },
    });
    await take(mailboxId, reply(message.rfcMessageId, "Oui"));
    const jean = await fileOf(id, "jean@mairie.example");
    expect(jean.enrollment.state).toBe(stopsColleagues === "institution" ? "stopped" : "active");
    expect(jean.next.state).toBe(stopsColleagues === "institution" ? "cancelled" : "planned");
  }
});

test("an answer to an uncertain message proves that it left", async () => {
  const { mailboxId, message, now } = await one();
  await db.message.update({ where: { id: message.id }, data: { state: "uncertain", sentAt: null } });
  await take(mailboxId, reply(message.rfcMessageId, "Oui"));
  expect(await now()).toMatchObject({ message: { state: "sent" }, events: ["resolved", "replied"] });
});

test("our own message, back by a copy, is no answer", async () => {
  const { mailboxId, message, actor, now } = await one();
  const raw = answer({
    from: "Camille <camille@parcelle.example>",
    to: MAUD,
    headers: { "Message-ID": `<${message.rfcMessageId}>` },
  });
  expect(await take(mailboxId, raw)).toMatchObject({
    kind: "captured",
    state: "filed",
    messageId: message.id,
  });
  expect((await listReplies(actor, 10)).total).toBe(0);
  expect((await now()).enrollment.state).toBe("active");
});

test("read twice, or by two at once, a message is taken once", async () => {
  const { mailboxId, message, actor, now } = await one();
  const raw = reply(message.rfcMessageId, "Oui");
  const nameless = answer({ from: `M <${MAUD}>`, body: "Oui encore", headers: { "Message-ID": null } });
  const came = await Promise.all(
    [1, 2, 3].flatMap(() => [ingest(mailboxId, raw, RECEIVED), ingest(mailboxId, nameless, RECEIVED)]),
  );
  expect(came.filter((row) => row!.fresh)).toHaveLength(2);
  expect((await listReplies(actor, 10)).total).toBe(2);
  expect((await now()).events).toEqual(["replied", "replied"]);
});

test("what cannot be read is kept, and waits for a human", async () => {
  const { mailboxId, actor } = await one();
  const deep = Array.from(
    { length: 80 },
    (_, i) => `--b${i}\r\nContent-Type: multipart/mixed; boundary="b${i + 1}"\r\n\r\n`,
  );
  const nested =
    answer({ headers: { "Content-Type": 'multipart/mixed; boundary="b0"' }, body: "" }) + deep.join("");
  for (const raw of [
    "",
    "\0\0\0",
    Buffer.from([0xff, 0xfe, 0, 0xd8]),
    "From: \r\n\r\n\0\u{1F600}",
    "Subject: =?utf-8?Q?a=00b?=\r\n\r\nOui",
    nested,
  ]) {
    const row = await take(mailboxId, raw);
    expect(row).toMatchObject({ state: "to_attach", productId: actor.productId });
  }
  const { raw: kept } = await db.inboundMessage.findFirstOrThrow({ where: { mailboxId, unreadable: true } });
  expect(Buffer.from(kept).toString()).toBe(nested);
});

test("a mailbox removed under way takes nothing", async () => {
  expect(await ingest(crypto.randomUUID(), answer(), RECEIVED)).toBeNull();
});

test("taken in together, messages have the consequences they have one by one, in their order", async () => {
  const emails = ["a", "b", "c", "d", "e", "f"].map((name) => `${name}@mairie.example`);
  const told = async (together: boolean) => {
    const { id, mailboxId } = await sentCampaign({ emails });
    const ids = new Map<string, string>();
    for (const email of emails) ids.set(email, (await fileOf(id, email)).message.rfcMessageId);
    const to = (email: string) => ({ "In-Reply-To": `<${ids.get(email)!}>` });
    const twice = answer({ from: emails[0]!, body: "Oui", headers: to(emails[0]!) });
    const raws = [
      twice,
      twice,
      answer({
        from: emails[1]!,
        body: "Je suis absent, de retour le 19 octobre.",
        headers: { ...to(emails[1]!), "Auto-Submitted": "auto-replied" },
      }),
      bounced({ recipient: emails[2]!, about: ids.get(emails[2]!)! }),
      answer({ from: emails[3]!, body: "STOP", headers: to(emails[3]!) }),
      answer({ from: emails[4]!, subject: "Bonjour" }),
      answer({ from: "x@ailleurs.example", subject: "?" }),
      answer({ from: emails[4]!, body: "Et encore", headers: to(emails[4]!) }),
      bounced({ recipient: emails[5]!, about: ids.get(emails[5]!)!, status: "4.2.2" }),
    ];
    const came = [];
    const lots = together ? [raws] : raws.map((raw) => [raw]);
    for (const lot of lots)
      came.push(
        ...(await ingestAll(
          mailboxId,
          lot.map((raw) => ({ raw, receivedAt: RECEIVED })),
        ))!,
      );
    const files = [];
    for (const email of emails) {
      const { message, next, enrollment, events } = await fileOf(id, email);
      const { state, stopReason, repliedAt, pausedUntil } = enrollment;
      files.push({ events, states: [message.state, next.state, state], stopReason, repliedAt, pausedUntil });
    }
    const stages = await db.stagePeriod.count({ where: { campaignId: id, cause: "reply" } });
    return { files, stages, came: came.map(({ fresh, kind, state }) => [fresh, kind, state]) };
  };
  expect(await told(true)).toEqual(await told(false));
});
