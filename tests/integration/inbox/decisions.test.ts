import { expect, test } from "vitest";
import type { Actor } from "#app/auth/actor.ts";
import { listReplies, triageReply } from "#app/day/replies.server.ts";
import { db } from "#app/db/db.server.ts";
import type { AppError } from "#app/errors.ts";
import { undoChangeSet } from "#app/history/undo.server.ts";
import { attachTo, decide, undecide } from "#app/inbox/decide.server.ts";
import { actsOf } from "#app/inbox/pending.ts";
import { listPending, readMail } from "#app/inbox/pending.server.ts";
import { createActor, createContact, createInstitution } from "../../factories.ts";
import { answer, bounced, fileOf, RECEIVED, sentCampaign, take } from "./letters.ts";

const MAUD = "maud@mairie.example";

async function one() {
  const campaign = await sentCampaign({ emails: [MAUD] });
  return { ...campaign, now: () => fileOf(campaign.id, MAUD), file: await fileOf(campaign.id, MAUD) };
}
const reply = (id: string, body: string, headers = {}) =>
  answer({ body, headers: { "In-Reply-To": `<${id}>`, ...headers } });

test("what nobody is sure of is proposed, attached in one key, and comes back as it was", async () => {
  const { actor, mailboxId, now, file } = await one();
  const before = await now();
  await take(mailboxId, answer({ from: "Maud <perso@gmail.com>", subject: "Bonjour" }));
  const near = await take(mailboxId, answer({ from: "Luc <luc@mairie.example>", subject: "Bonjour" }));
  const { items, total } = await listPending(actor, 10);
  expect(total).toBe(2);
  const [place] = items.find(({ id }) => id === near.id)!.proposals;
  expect(place!.to).toBe(`institution:${file.enrollment.institutionId}`);
  const stranger = items.find(({ id }) => id !== near.id)!;
  expect(stranger.proposals).toEqual([]);
  const { setId } = await decide(actor, stranger.id, { do: "contact", id: file.enrollment.contactId! });
  expect((await listReplies(actor, 10)).items).toMatchObject([
    { mailId: stranger.id, summary: "Oui, avec plaisir." },
  ]);
  expect((await now()).enrollment).toMatchObject({ state: "stopped", repliedAt: RECEIVED });
  expect(await readMail(actor, stranger.id)).toMatchObject({
    matchedBy: "hand",
    confidence: 100,
    state: "filed",
  });
  await undecide(actor, stranger.id, setId);
  expect((await listReplies(actor, 10)).total).toBe(0);
  expect(await listPending(actor, 10)).toEqual({ items, total });
  const after = await now();
  expect(after.enrollment).toEqual(before.enrollment);
  expect(after.next.state).toBe("planned");
});

test("set aside, a message is out of the way and still kept; taken back, it waits again", async () => {
  const { actor, mailboxId } = await one();
  const { id } = await take(mailboxId, answer({ from: "x@gmail.com" }));
  const { setId } = await decide(actor, id, { do: "aside" });
  expect((await listPending(actor, 10)).total).toBe(0);
  expect((await readMail(actor, id)).state).toBe("set_aside");
  expect((await refused(decide(actor, id, { do: "aside" }))).status).toBe(409);
  await undecide(actor, id, setId);
  expect((await listPending(actor, 10)).total).toBe(1);
});

test("whoever wrote becomes a contact of the institution that was searched for", async () => {
  const { actor, mailboxId } = await one();
  const { id: institutionId } = await createInstitution(actor);
  const { id } = await take(mailboxId, answer({ from: "Anne Delmas <anne@gmail.com>" }));
  const people = () => db.contact.count({ where: { productId: actor.productId } });
  const before = await people();
  const { setId } = await attachTo(actor, id, { institutionId, newContact: "on" });
  expect((await listReplies(actor, 10)).items).toMatchObject([
    { contact: { name: "Anne Delmas" }, institution: { id: institutionId } },
  ]);
  await undecide(actor, id, setId);
  expect(await people()).toBe(before);
  expect(await listPending(actor, 10)).toMatchObject({ items: [{ id, contact: null }], total: 1 });
  // Once somebody has done something with the contact, it stays.
  const again = await attachTo(actor, id, { institutionId, newContact: "on" });
  const made = await db.contact.findFirstOrThrow({
    where: { productId: actor.productId, lastName: "Delmas" },
  });
  const call = { kind: "call" as const, summary: "Rappelée", happenedAt: RECEIVED };
  await db.interaction.create({
    data: { productId: actor.productId, institutionId, contactId: made.id, ...call },
  });
  await undecide(actor, id, again.setId);
  expect(await people()).toBe(before + 1);
});

test("two who attach the same message at once make one contact", async () => {
  const { actor, mailboxId } = await one();
  const { id: institutionId } = await createInstitution(actor);
  const { id } = await take(mailboxId, answer({ from: "Anne Delmas <anne@gmail.com>" }));
  const ends = await Promise.allSettled(
    [1, 2].map(() => attachTo(actor, id, { institutionId, newContact: "on" })),
  );
  expect(ends.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(ends.find((end) => end.status === "rejected")?.reason).toMatchObject({ code: "conflict" });
  expect(await db.contact.count({ where: { productId: actor.productId, lastName: "Delmas" } })).toBe(1);
});

test("a report that knew nothing of ours is applied when a human says so; one of nobody cannot be", async () => {
  const { actor, mailboxId, now } = await one();
  const plausible = await take(mailboxId, bounced({ recipient: MAUD }));
  const nobody = await take(mailboxId, bounced({ recipient: "jamais@nulle-part.example" }));
  const { items } = await listPending(actor, 10);
  const acts = (id: string) => actsOf(items.find((item) => item.id === id)!).map(({ value }) => value);
  expect([acts(plausible.id), acts(nobody.id)]).toEqual([["apply"], []]);
  await decide(actor, nobody.id, { do: "apply" });
  expect((await now()).message.state).toBe("sent");
  await decide(actor, plausible.id, { do: "apply" });
  expect(await now()).toMatchObject({ message: { state: "bounced" }, enrollment: { state: "stopped" } });
});

test("whom a departure names takes the post, and that is undone as one", async () => {
  const { actor, mailboxId, file } = await one();
  const body = "Je n’exerce plus ici. Contactez Anne Delmas (anne.delmas@mairie.example).";
  const row = await take(mailboxId, reply(file.message.rfcMessageId, body));
  const { items } = await listPending(actor, 10);
  expect(actsOf(items[0]!)).toMatchObject([{ value: "successor", label: "Remplacer par Anne Delmas" }]);
  const posts = () =>
    db.position.findMany({
      where: { institutionId: file.enrollment.institutionId! },
      orderBy: { createdAt: "asc" },
      select: { validTo: true, contact: { select: { lastName: true } } },
    });
  const before = await posts();
  const { setId } = await decide(actor, row.id, { do: "successor" });
  expect(await posts()).toMatchObject([
    { validTo: new Date("2026-10-05") },
    { validTo: null, contact: { lastName: "Delmas" } },
  ]);
  await undecide(actor, row.id, setId);
  expect(await posts()).toEqual(before);
});

test("a challenge is noted as confirmed", async () => {
  const { actor, mailboxId, file } = await one();
  const body = "Votre message est en attente. Cliquez ici pour vous authentifier.";
  const row = await take(mailboxId, reply(file.message.rfcMessageId, body));
  const [item] = (await listPending(actor, 10)).items;
  expect(actsOf(item!).map(({ value }) => value)).toEqual(["confirmed"]);
  await decide(actor, row.id, { do: "confirmed" });
  expect((await readMail(actor, row.id)).state).toBe("filed");
});

test("what a human says of an answer is the recipient's, moves the partnership, and is unsaid with it", async () => {
  const { actor, mailboxId, now, file } = await one();
  await take(mailboxId, reply(file.message.rfcMessageId, "Oui, mardi"));
  const { id } = (await listReplies(actor, 10)).items[0]!;
  const setId = crypto.randomUUID();
  await triageReply(actor, id, { sentiment: "meeting" }, { setId });
  expect((await now()).enrollment).toMatchObject({ sentiment: "meeting", metAt: RECEIVED });
  const opportunity = await db.opportunity.findFirstOrThrow({
    where: { productId: actor.productId },
    select: { stage: { select: { milestone: true } } },
  });
  expect(opportunity.stage.milestone).toBe("meeting");
  await undoChangeSet(actor, setId);
  expect((await now()).enrollment).toMatchObject({ sentiment: null, metAt: null, repliedAt: RECEIVED });
});

test("another product's messages are nobody's here, and a reader decides nothing", async () => {
  const { actor, mailboxId } = await one();
  const { id } = await take(mailboxId, answer({ from: "x@gmail.com" }));
  const other = await createActor();
  const theirs = await createContact(other);
  expect((await listPending(other, 10)).total).toBe(0);
  expect((await refused(readMail(other, id))).status).toBe(404);
  expect((await refused(decide(other, id, { do: "aside" }))).status).toBe(404);
  expect((await refused(decide(actor, id, { do: "contact", id: theirs.id }))).status).toBe(404);
  const reader: Actor = { ...actor, role: "reader" };
  expect((await refused(decide(reader, id, { do: "aside" }))).status).toBe(403);
  expect((await listPending(actor, 10)).total).toBe(1);
});

async function refused(work: Promise<unknown>): Promise<AppError> {
  return work.then(
    () => expect.fail("nothing was refused"),
    (error: AppError) => error,
  );
}
