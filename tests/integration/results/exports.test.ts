import { expect, test } from "vitest";
import { db } from "#app/db/db.server.ts";
import { exportLedger } from "#app/results/export-ledger.server.ts";
import { readFunnel, scopeOf } from "#app/results/results.server.ts";
import { createSentCampaign, daysAgo } from "../../campaign-factories.ts";
import { createActor } from "../../factories.ts";

const read = async (body: ReadableStream<Uint8Array>) =>
  (await new Response(body).text()).replace("\uFEFF", "").split("\r\n").filter(Boolean);

test("the ledger leaves with a line a letter, narrowed as it is shown, and who took it is noted", async () => {
  const actor = await createActor();
  const { id } = await createSentCampaign(
    actor,
    [
      {
        letters: [
          { state: "sent", reply: "250 2.0.0 Ok" },
          { step: 2, state: "sent" },
        ],
        repliedAt: daysAgo(1),
        sentiment: "positive",
      },
      { letters: [{ state: "bounced", reply: "550 5.1.1 Unknown" }] },
      { letters: [] },
    ],
    { steps: 2 },
  );
  const scope = await scopeOf(actor, id);
  const all = await exportLedger(actor, scope, {});
  const [heads, ...lines] = await read(all.body);
  expect(heads).toMatch(/^Nom;Courriel;Institution;Lettre;Variante;État;Envoyé le;Réponse du serveur;/);
  expect(lines.length).toBe(4);
  expect(lines.filter((line) => line.includes("Positive")).length).toBe(2);
  expect(lines.filter((line) => line.includes("Rebond")).join()).toContain("550 5.1.1 Unknown");
  const replied = await exportLedger(actor, scope, { level: "replied" });
  expect((await read(replied.body)).length).toBe(3);
  const noted = await db.export.findMany({ where: { productId: actor.productId }, orderBy: { rows: "asc" } });
  expect(noted.map(({ rows, finishedAt, createdById }) => [rows, finishedAt !== null, createdById])).toEqual([
    [1, true, actor.userId],
    [3, true, actor.userId],
  ]);
});

test("a file holds the segments that the page has no room for", async () => {
  const actor = await createActor();
  const { id } = await createSentCampaign(actor, [{}, {}, {}]);
  await db.message.updateMany({ where: { campaignId: id }, data: { email: "x@orange.fr" } });
  const [one] = await db.message.findMany({ where: { campaignId: id }, take: 1 });
  await db.message.update({ where: { id: one!.id }, data: { email: "x@laposte.net" } });
  const scope = await scopeOf(actor, id);
  const shown = await readFunnel(scope, "messagerie", 1);
  const filed = await readFunnel(scope, "messagerie", 10);
  expect([shown.segments.length, shown.segmentsTotal, filed.segments.length]).toEqual([1, 2, 2]);
  expect(filed.segments.reduce((sum, { counts }) => sum + counts.enrolled, 0)).toBe(filed.counts.enrolled);
});

test("another product's ledger is not there", async () => {
  const [actor, stranger] = [await createActor(), await createActor()];
  const { id } = await createSentCampaign(actor, [{}]);
  await expect(scopeOf(stranger, id)).rejects.toMatchObject({ code: "not_found" });
});
