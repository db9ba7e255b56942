import { expect, test } from "vitest";
import { db, pool } from "#app/db/db.server.ts";
import { listReplies } from "#app/day/replies.server.ts";
import { REPLAYED } from "#app/demo/replayed.ts";
import { finishDemoIfNeeded, seedDemo } from "#app/demo/seed.server.ts";
import { readInbound } from "#app/inbox/inbound.ts";
import { readFunnel, scopeOf } from "#app/results/results.server.ts";
import { winner } from "#app/results/statistics.ts";
import { deleteProduct } from "#app/settings/product-settings.server.ts";
import { loadCutUniverse } from "./cut-universe.ts";

/** A whole story each, on a machine that may have others to tell. */
const LONG = 180_000;

test(
  "the campaign is told by the engine, half-way: sent, followed up, answered, refused, objected to",
  async () => {
    const begun = new Date();
    const { productId, userId } = await seedDemo(loadCutUniverse);
    const actor = { productId, userId, role: "admin" as const };

    const campaign = await db.campaign.findFirstOrThrow({ where: { productId } });
    expect(campaign).toMatchObject({ state: "running", launchedById: userId });
    expect(campaign.launchedAt!.getTime()).toBeLessThan(begun.getTime() - 7 * 86_400_000);
    const messages = await db.message.findMany({ where: { productId }, include: { localMails: true } });
    const states = Object.groupBy(messages, ({ rank, state }) => `${rank} ${state}`);
    expect(states["1 bounced"]).toHaveLength(2);
    expect(states["1 sent"]!.length).toBeGreaterThan(40);
    expect(states["2 sent"]!.length).toBeGreaterThan(10);
    expect(states["2 planned"]!.length).toBeGreaterThan(5);
    expect(
      messages.filter(({ state }) => ["sending", "uncertain", "queued", "retry"].includes(state)),
    ).toEqual([]);

    // Each left once, at its own moment of office hours, and is in the local mailbox at that moment.
    const gone = messages.filter(({ sentAt }) => sentAt);
    for (const { sentAt, localMails } of gone) {
      expect(localMails.map(({ receivedAt }) => Math.floor(receivedAt.getTime() / 1000))).toEqual([
        Math.floor(sentAt!.getTime() / 1000),
      ]);
      expect(sentAt!.getTime()).toBeLessThan(begun.getTime());
      expect([0, 6]).not.toContain(sentAt!.getUTCDay());
    }
    expect(new Set(gone.map(({ sentAt }) => sentAt!.getTime())).size).toBe(gone.length);
    expect(await db.localMail.count()).toBe(gone.length);
    const followUp = states["2 sent"]![0]!;
    const first = messages.find(
      ({ rank, enrollmentId }) => rank === 1 && enrollmentId === followUp.enrollmentId,
    )!;
    expect((await readInbound(followUp.localMails[0]!.raw)).inReplyTo).toEqual([first.rfcMessageId]);

    const kinds = await db.inboundMessage.groupBy({ by: ["kind"], where: { productId }, _count: true });
    expect(Object.fromEntries(kinds.map(({ kind, _count }) => [kind, _count]))).toEqual({
      ...{ bounce: 2, auto_reply: 1, opposition: 1, human: 8 },
    });
    expect((await listReplies(actor, 10)).total).toBe(5);
    // Two versions of the first message, half and half, both answered; so few people crown neither.
    const { letters } = await readFunnel(await scopeOf(actor, campaign.id), null);
    const [a, b] = letters.filter(({ position }) => position === 1).map(({ counts }) => armOf(counts));
    expect(Math.abs(a!.of - b!.of)).toBeLessThanOrEqual(3);
    expect(Math.min(a!.reached, b!.reached)).toBeGreaterThan(0);
    expect(winner(a!, b!).wins).toBeNull();
    expect(await db.contact.count({ where: { productId, opposedAt: { not: null } } })).toBe(1);
    expect(await db.enrollment.count({ where: { productId, pausedUntil: { gt: begun } } })).toBe(1);
  },
  LONG,
);

test(
  "what is told of the past is dated of the past, in the change log as elsewhere",
  async () => {
    const begun = new Date();
    const { productId } = await seedDemo(loadCutUniverse);
    const recent = await pool.query(
      `SELECT "table", "action" FROM "Change" WHERE "productId" = $1 AND "at" >= $2
       AND "action" IN ('campagne.lancement', 'campagne.envoi', 'campagne.relance', 'réponse.arrivée', 'échange.traitement')`,
      [productId, begun],
    );
    expect(recent.rows).toEqual([]);
    for (const [table, column] of [
      ["Enrollment", "createdAt"],
      ["Message", "createdAt"],
      ["MessageEvent", "at"],
      ["Interaction", "createdAt"],
      ["InboundMessage", "createdAt"],
      ["Contact", "opposedAt"],
      ["Opportunity", "stageSince"],
      ["StagePeriod", "validFrom"],
    ]) {
      const { rows } = await pool.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM "${table}" WHERE "productId" = $1 AND "${column}" >= $2`,
        [productId, begun],
      );
      expect(rows[0]!.count, `${table}.${column}`).toBe(0);
    }
  },
  LONG,
);

test(
  "told half, the campaign is gone on with: nobody is written to twice, and nothing comes in twice",
  async () => {
    const { productId } = await seedDemo(loadCutUniverse);
    const before = await tally(productId);
    // As a process that died before its last line leaves it.
    await db.mailbox.updateMany({
      where: { productId },
      data: { pausedAt: new Date(), pauseReason: REPLAYED },
    });
    await Promise.all([finishDemoIfNeeded(), finishDemoIfNeeded()]);
    expect(await tally(productId)).toEqual(before);
    expect(await db.mailbox.findFirst({ where: { productId } })).toMatchObject({
      ...{ pausedAt: null, pauseReason: null },
    });
  },
  LONG,
);

test(
  "deleted and asked for again, the same people do the same things",
  async () => {
    const first = await seedDemo(loadCutUniverse);
    const before = await deeds(first.productId);
    await deleteProduct({ productId: first.productId, userId: first.userId, role: "admin" }, "Parcelle");
    expect(await db.suppression.count()).toBe(0);
    const second = await seedDemo();
    expect(await deeds(second.productId)).toEqual(before);
  },
  LONG,
);

const armOf = ({ replied, delivered }: { replied: number | null; delivered: number | null }) => ({
  reached: replied ?? 0,
  of: delivered ?? 0,
});

async function tally(productId: string) {
  return {
    mails: await db.localMail.count({ where: { productId } }),
    inbound: await db.inboundMessage.count({ where: { productId } }),
    messages: await db.message.groupBy({
      by: ["rank"],
      where: { productId },
      _count: true,
      orderBy: { rank: "asc" },
    }),
    replies: await db.interaction.count({ where: { productId, direction: "inbound" } }),
  };
}

async function deeds(productId: string): Promise<string[]> {
  const rows = await db.inboundMessage.findMany({ where: { productId } });
  const read = await db.message.findMany({
    where: { productId, rank: 1 },
    select: { email: true, variant: { select: { label: true } } },
  });
  return [
    ...rows.map(({ fromAddress, kind, words }) => `${fromAddress} ${kind} ${words}`),
    ...read.map(({ email, variant }) => `${email} ${variant.label}`),
  ].sort();
}
