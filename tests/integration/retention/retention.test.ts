import { expect, test } from "vitest";
import type { Actor } from "#app/auth/actor.ts";
import { recordOpposition } from "#app/outbox/opposition.server.ts";
import { addressHash } from "#app/outbox/address-hash.server.ts";
import { unsubscribeToken } from "#app/outbox/unsubscribe-token.server.ts";
import { opposeByToken } from "#app/outbox/opposition.server.ts";
import { db } from "#app/db/db.server.ts";
import { logInteraction } from "#app/interactions/interactions.server.ts";
import { readExpired, readToPurge } from "#app/retention/expired.server.ts";
import { keepContact, proposeAtNight, proposePurges, purgeExpired } from "#app/retention/purge.server.ts";
import { createActor, createContact } from "../../factories.ts";
import { createCampaign } from "../../outbox-factories.ts";

const DAY = 86_400_000;
const NOW = new Date("2026-11-22T12:00:00Z");
const THREE_YEARS_AGO = new Date("2023-11-22T12:00:00Z");

const ago = (days: number) => new Date(THREE_YEARS_AGO.getTime() - days * DAY);

/** A contact whose address was collected then. */
async function collected(actor: Actor, at: Date, email?: string) {
  const contact = await createContact(actor, email ? { email } : {});
  await db.address.updateMany({ where: { contactId: contact.id }, data: { collectedAt: at } });
  return contact.id;
}

const toPurge = async (actor: Actor) =>
  (await readExpired(actor, NOW)).toPurge.map(({ contactId }) => contactId);

test("three years to the day after the collection, and not a moment before", async () => {
  const actor = await createActor();
  const over = await collected(actor, ago(1));
  await collected(actor, THREE_YEARS_AGO);
  await collected(actor, ago(-1));
  const { toPurge: people, total } = await readExpired(actor, NOW);
  expect(people).toMatchObject([{ contactId: over, lastAct: "collected", lastActAt: ago(1) }]);
  expect(people[0]!.expiredOn.toISOString()).toBe("2026-11-21T12:00:00.000Z");
  expect(total).toBe(1);
});

test("what comes from the person starts the clock again; what we send, an absence or a bounce does not", async () => {
  const actor = await createActor();
  const ids = [];
  for (let i = 0; i < 5; i++) ids.push(await collected(actor, ago(400), `p${i}@mairie.example`));
  const [written, wrote, met, absent, volunteer] = ids as [string, string, string, string, string];
  const { productId } = actor;
  const recent = new Date("2025-03-01T10:00:00Z");
  for (const [contactId, kind, direction] of [
    [written, "email", "outbound"],
    [wrote, "email", "inbound"],
    [met, "meeting", null],
  ] as const) {
    const position = await db.position.findFirstOrThrow({ where: { contactId } });
    const { institutionId } = position;
    await db.interaction.create({
      data: { productId, institutionId, contactId, kind, direction, happenedAt: recent, summary: "x" },
    });
  }
  const { mailboxId, id: campaignId } = await createCampaign({ actor, emails: ["z@mairie.example"] });
  await db.inboundMessage.create({
    data: {
      ...{ productId, mailboxId, contactId: absent, identity: "1", subject: "Absence", words: "", text: "" },
      ...{ receivedAt: recent, kind: "auto_reply", raw: Buffer.from(""), size: 0 },
    },
  });
  await db.volunteer.create({
    data: {
      ...{ productId, campaignId, institution: "Ici", name: "V", email: " P4@mairie.example" },
      createdAt: recent,
    },
  });
  expect((await toPurge(actor)).sort()).toEqual([written, absent].sort());
  expect(ids).toContain(volunteer);
});

test("an address of a function is no personal data, and another product’s people are its own", async () => {
  const [actor, other] = [await createActor(), await createActor()];
  const role = await collected(actor, ago(1));
  await db.contact.update({ where: { id: role }, data: { role: true } });
  const theirs = await collected(other, ago(1));
  expect(await toPurge(actor)).toEqual([]);
  await expect(keepContact(actor, theirs, { until: "2027-01-01", reason: "x" })).rejects.toMatchObject({
    code: "not_found",
  });
  expect(await purgeExpired(actor, NOW)).toBe(0);
  expect(await db.contact.count({ where: { id: theirs } })).toBe(1);
});

test("somebody kept for a reason is not proposed, until that day has passed", async () => {
  const actor = await createActor();
  const id = await collected(actor, ago(10));
  await keepContact(actor, id, { until: "2027-01-31", reason: "suit un projet" });
  expect(await readExpired(actor, NOW)).toMatchObject({
    ...{ toPurge: [], total: 0, kept: [{ contactId: id, keepReason: "suit un projet" }] },
  });
  expect((await readExpired(actor, new Date("2027-02-01T12:00:00Z"))).total).toBe(1);
  await keepContact(actor, id, { until: "", reason: "" });
  expect(await toPurge(actor)).toEqual([id]);
});

test("an erasure leaves nothing of the person, in no table, and keeps the opposition and the counts", async () => {
  const actor = await createActor();
  const secret = "helene.castaing@ddtm.example";
  const { contacts, id: campaignId } = await createCampaign({ actor, emails: [secret, "b@mairie.example"] });
  const id = contacts[0]!.id;
  await db.contact.update({ where: { id }, data: { lastName: "Castaing-Unique" } });
  await db.campaign.update({
    where: { id: campaignId },
    data: { excluded: [{ contactId: id, email: secret, reason: "opposed" }] },
  });
  await recordOpposition(actor, id);
  await db.address.updateMany({ where: { contactId: id }, data: { collectedAt: ago(1) } });
  const message = await db.message.findFirstOrThrow({ where: { email: secret } });
  expect(await purgeExpired(actor, NOW)).toBe(1);
  expect(await tablesWith(secret)).toEqual([]);
  expect(await tablesWith("Castaing-Unique")).toEqual([]);
  expect(await db.suppression.count({ where: { addressHash: addressHash(secret) } })).toBe(1);
  expect(await db.message.count({ where: { campaignId } })).toBe(2);
  // The link of the mail it received, met again years later, still says the same thing of the same address.
  await db.suppression.deleteMany();
  await opposeByToken(unsubscribeToken(message.id));
  expect(await db.suppression.findMany()).toMatchObject([{ addressHash: addressHash(secret) }]);
});

test("who has written since the list was read stays", async () => {
  const actor = await createActor();
  const id = await collected(actor, ago(1));
  const { institutionId } = await db.position.findFirstOrThrow({ where: { contactId: id } });
  await logInteraction(actor, {
    ...{ kind: "email", summary: "Oui", direction: "inbound", institutionId, contactId: id },
  });
  expect(await purgeExpired(actor, NOW)).toBe(0);
});

test("only an admin erases", async () => {
  const { userId, productId } = await createActor();
  await expect(purgeExpired({ userId, productId, role: "deployer" }, NOW)).rejects.toMatchObject({
    code: "forbidden",
  });
});

test("at night, each product learns how many are to be purged; by day, nothing is counted", async () => {
  const actor = await createActor();
  await collected(actor, ago(30));
  const count = async () => (await db.product.findUniqueOrThrow({ where: { id: actor.productId } })).toPurge;
  await proposeAtNight(NOW);
  expect(await count()).toBe(0);
  await proposeAtNight(new Date("2026-11-23T02:10:00Z"));
  expect(await count()).toBe(1);
  expect(await db.change.count({ where: { table: "Product", op: "update" } })).toBe(0);
});

test("the morning after, « Ma journée » tells an admin of it, and nobody else", async () => {
  const actor = await createActor();
  const stranger = await createActor();
  await collected(actor, ago(30));
  expect(await readToPurge(actor)).toBe(0);
  await proposePurges(NOW);
  expect(await readToPurge(actor)).toBe(1);
  expect(await readToPurge({ ...actor, role: "deployer" })).toBe(0);
  expect(await readToPurge(stranger)).toBe(0);
  await purgeExpired(actor, NOW);
  expect(await readToPurge(actor)).toBe(0);
});

/** The tables any of whose rows holds these words. */
async function tablesWith(words: string): Promise<string[]> {
  const tables = await db.$queryRaw<{ name: string }[]>`
    SELECT tablename AS "name" FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`;
  const found = [];
  for (const { name } of tables) {
    const [row] = await db.$queryRawUnsafe<[{ held: boolean }]>(
      `SELECT EXISTS (SELECT FROM "${name}" t WHERE t::text ILIKE $1) AS "held"`,
      `%${words}%`,
    );
    if (row.held) found.push(name);
  }
  return found;
}
