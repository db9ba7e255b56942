import { expect, test } from "vitest";
import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { transaction } from "#app/db/transaction.server.ts";
import { movePartnership } from "#app/pipeline/move-partnership.server.ts";
import { createOpportunity } from "#app/pipeline/opportunities.server.ts";
import { CUTS, type Cut, LEVELS, rateOf } from "#app/results/funnel.ts";
import { listLedger } from "#app/results/ledger.server.ts";
import { readFunnel, scopeOf } from "#app/results/results.server.ts";
import { createSentCampaign, daysAgo, type Recipient } from "../../campaign-factories.ts";
import { createActor, createInstitution, createSharedInstitution } from "../../factories.ts";

async function funnelOf(actor: Actor, id: string, cut: Cut | null = null) {
  return readFunnel(await scopeOf(actor, id), cut);
}

const RECIPIENTS: Recipient[] = [
  { email: "a@ain.gouv.fr", repliedAt: daysAgo(3), sentiment: "positive", function: "Directrice" },
  { email: "b@gmail.com", repliedAt: daysAgo(2), sentiment: "meeting", metAt: daysAgo(2) },
  { email: "c@gmail.com", letters: [{ state: "bounced", reply: "550 5.1.1" }] },
  { email: "d@mairie.example", letters: [{ state: "rejected", sentAt: null, reply: "550 refusé" }] },
  { email: "e@mairie.example", letters: [{ state: "uncertain", sentAt: null }] },
  { email: "f@mairie.example", letters: [{ sentAt: daysAgo(1) }], function: "directrice " },
  { email: "g@mairie.example", letters: [{ state: "queued", sentAt: null }] },
];

test("a bounce is sent and not delivered, a refusal or a doubt is not sent, and what is recent is told", async () => {
  const actor = await createActor();
  const { id } = await createSentCampaign(actor, RECIPIENTS);
  const { counts, unsettled } = await funnelOf(actor, id);
  expect(counts).toEqual({
    ...{ enrolled: 7, sent: 4, delivered: 3, replied: 2, positive: 2, met: 1, reached: 0 },
  });
  expect(unsettled).toBe(1);
  expect(rateOf(counts, "replied")).toMatchObject({ count: 2, of: 3 });
});

test("whoever answered was written to, though the server never said so", async () => {
  const actor = await createActor();
  const { id } = await createSentCampaign(actor, [
    { repliedAt: daysAgo(1), letters: [{ state: "uncertain", sentAt: null }] },
    { repliedAt: daysAgo(1), letters: [{ state: "bounced" }] },
  ]);
  const { counts, letters } = await funnelOf(actor, id);
  expect(counts).toMatchObject({ sent: 2, delivered: 2, replied: 2 });
  expect(letters[0]!.counts).toMatchObject({ sent: 2, delivered: 2, replied: 2 });
});

test("every figure of every cut opens as many rows, and its segments add up to the whole", async () => {
  const actor = await createActor();
  const shared = await createSharedInstitution({ kind: "commune" });
  const { id } = await createSentCampaign(
    actor,
    [
      ...RECIPIENTS,
      {
        ...{ email: "h@orange.fr", institutionId: shared.id, repliedAt: daysAgo(1), sentiment: "negative" },
        letters: [
          { step: 1, variant: "B" },
          { step: 2, variant: "A", sentAt: daysAgo(2) },
        ],
      },
    ],
    { variants: ["A", "B"], steps: 2 },
  );
  const scope = await scopeOf(actor, id);
  for (const cut of Object.keys(CUTS) as Cut[]) {
    const { segments, counts } = await readFunnel(scope, cut);
    for (const level of LEVELS) {
      const sum = segments.reduce((total, segment) => total + segment.counts[level], 0);
      if (["replied", "positive", "met"].includes(level))
        expect([cut, level, sum]).toEqual([cut, level, counts[level]]);
      for (const { key, counts: part } of segments) {
        const { total, items } = await listLedger(scope, { level, cut, key });
        expect([cut, level, key, total]).toEqual([cut, level, key, part[level]]);
        expect(items).toHaveLength(total);
      }
    }
  }
});

test("the ledger of a figure is of its recipients, each letter with the server's words", async () => {
  const actor = await createActor();
  const { id } = await createSentCampaign(actor, RECIPIENTS);
  const scope = await scopeOf(actor, id);
  const replied = await listLedger(scope, { level: "replied" });
  expect(replied.items.map(({ email }) => email).toSorted()).toEqual(["a@ain.gouv.fr", "b@gmail.com"]);
  const bounced = await listLedger(scope, { state: "bounced" });
  expect(bounced.items).toMatchObject([
    { email: "c@gmail.com", letters: [{ step: 1, variant: "A", state: "bounced", reply: "550 5.1.1" }] },
  ]);
  const first = await listLedger(scope, {}, { limit: 5 });
  const rest = await listLedger(scope, {}, { limit: 5, cursor: first.nextCursor });
  expect(first.total).toBe(7);
  expect([...first.items, ...rest.items].map(({ id: one }) => one)).toHaveLength(7);
  await expect(listLedger(scope, { level: "sent" }, { cursor: first.nextCursor })).rejects.toMatchObject({
    code: "invalid",
  });
});

test("an answer is credited to the last letter that had left before it", async () => {
  const actor = await createActor();
  const steps = [
    { step: 1, sentAt: daysAgo(9) },
    { step: 2, sentAt: daysAgo(3) },
  ];
  const { id } = await createSentCampaign(
    actor,
    [
      { repliedAt: daysAgo(5), letters: steps },
      { repliedAt: daysAgo(1), letters: steps },
      { letters: steps },
    ],
    { steps: 2, launchedAt: daysAgo(9) },
  );
  const { letters, counts, waits } = await funnelOf(actor, id);
  expect(letters.map((letter) => letter.counts.replied)).toEqual([1, 1]);
  expect(letters.map((letter) => letter.counts.delivered)).toEqual([3, 3]);
  expect(counts.replied).toBe(2);
  expect(waits.toSorted((one, other) => one.days - other.days)).toMatchObject([
    { days: 4, answered: true, people: 1 },
    { days: 8, answered: true, people: 1 },
    { days: 9, answered: false, people: 1 },
  ]);
});

test("a stage counts when it was reached after the letter, by an institution that answered", async () => {
  const actor = await createActor();
  const [before, silent, moved] = [
    await createInstitution(actor),
    await createInstitution(actor),
    await createInstitution(actor),
  ];
  await createOpportunity(actor, { institutionId: before.id, stage: "Volontaire" });
  await db.stagePeriod.updateMany({
    where: { productId: actor.productId },
    data: { validFrom: daysAgo(30) },
  });
  const { id } = await createSentCampaign(actor, [
    { institutionId: before.id, repliedAt: daysAgo(1) },
    { institutionId: silent.id },
    { institutionId: moved.id, repliedAt: daysAgo(1), volunteeredAt: daysAgo(1) },
  ]);
  await createOpportunity(actor, { institutionId: silent.id, stage: "Volontaire" });
  await transaction(actor, "volontaire", (tx) =>
    movePartnership(tx, actor, { institutionId: moved.id, cause: "volunteer", campaignId: id }),
  );
  const { counts, goal } = await funnelOf(actor, id);
  expect([goal, counts.reached]).toEqual(["Volontaire", 1]);
  const { items } = await listLedger(await scopeOf(actor, id), { level: "reached" });
  expect(items.map(({ institutionId }) => institutionId)).toEqual([moved.id]);
});

test("a campaign of another product has no results, and its rows are never among ours", async () => {
  const [one, other] = [await createActor(), await createActor()];
  const ours = await createSentCampaign(one, RECIPIENTS);
  const theirs = await createSentCampaign(other, RECIPIENTS);
  for (const wrong of [theirs.id, crypto.randomUUID(), "malformed"])
    await expect(scopeOf(one, wrong)).rejects.toMatchObject({ code: "not_found" });
  const scope = await scopeOf(one, ours.id);
  const { total } = await listLedger(scope, {});
  expect(total).toBe(RECIPIENTS.length);
  const forged = { ...scope, campaignId: theirs.id };
  expect((await readFunnel(forged, null)).counts.enrolled).toBe(0);
  expect((await listLedger(forged, { level: "sent" })).items).toEqual([]);
  const theirVariant = await db.variant.findFirstOrThrow({ where: { step: { campaignId: theirs.id } } });
  expect((await listLedger(scope, { cut: "variante", key: theirVariant.id })).total).toBe(0);
});
