import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { findCampaign } from "./campaign-row.server.ts";
import { type Counts, createSeal, type SealedLine, sealedText } from "./certificate.ts";

const LOT = 2000;

export type Certificate = Counts & {
  campaign: { id: string; name: string; launchedAt: Date | null; finishedAt: Date | null };
  /** Of the ledger's file, line by line, in the order of Message-IDs. */
  sha256: string;
  messages: number;
  readAt: Date;
};

/**
 * What a campaign's ledger says, and the hash that seals it: read twice at rest, it is the same; a line changed, and it
 * is another. @throws {AppError} not_found
 */
export async function readCertificate(actor: Actor, id: string, now: Date): Promise<Certificate> {
  const campaign = await findCampaign(actor, id);
  const seal = createSeal();
  for await (const line of sealedLines(campaign.id)) seal.add(line);
  const { sha256, ...counts } = seal.close();
  const messages = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const { name, launchedAt, finishedAt } = campaign;
  return {
    campaign: { id: campaign.id, name, launchedAt, finishedAt },
    ...counts,
    messages,
    sha256,
    readAt: now,
  };
}

/** The file that the hash is of. @throws {AppError} not_found */
export async function readSealedLedger(actor: Actor, id: string): Promise<ReadableStream<Uint8Array>> {
  const campaign = await findCampaign(actor, id);
  const lines = sealedLines(campaign.id);
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await lines.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(sealedText(value)));
    },
    async cancel() {
      await lines.return(undefined);
    },
  });
}

/** By Message-ID, which is unique, drawn by a key, and never changes. */
async function* sealedLines(campaignId: string): AsyncGenerator<SealedLine, undefined> {
  for (let after = ""; ;) {
    const lot = await db.message.findMany({
      where: { campaignId, rfcMessageId: { gt: after } },
      orderBy: { rfcMessageId: "asc" },
      take: LOT,
      select: {
        ...{ rank: true, rfcMessageId: true, contentHash: true, state: true },
        ...{ attempt: true, sentAt: true, reply: true },
      },
    });
    yield* lot;
    if (lot.length < LOT) return undefined;
    after = lot.at(-1)!.rfcMessageId;
  }
}
