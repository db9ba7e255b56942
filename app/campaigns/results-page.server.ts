import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { BROKEN } from "#app/outbox/breaker.ts";
import { type MessageState, WAITING } from "#app/outbox/outbox.ts";
import { type CampaignRow, viewCampaign } from "./campaign-row.server.ts";
import { isMessageState } from "./message-state.ts";
import { type LedgerLine, listCampaignMessages } from "./messages.server.ts";
import { nameExclusions, type NamedExclusion } from "./people.server.ts";
import { campaignResults, type CampaignResults, listExcluded } from "./results.server.ts";

/** Above this, « Envois à vérifier » shows the oldest, and the ledger holds the others. */
const DOUBTS_SHOWN = 50;

export type ResultsPage = {
  campaign: { id: string; name: string; launchedAt: Date | null; finishedAt: Date | null };
  results: CampaignResults;
  /** The next message to leave, when all are waiting for a time. */
  nextAt: Date | null;
  mailbox: { name: string; fromAddress: string; paused: boolean; trouble: string | null } | null;
  doubts: LedgerLine[];
  excluded: NamedExclusion[];
  /** The ledger’s page. */
  rows: LedgerLine[];
  total: number;
  nextCursor: string | null;
  shownState: MessageState | null;
};

/** Everything the page of a launched campaign shows. */
export async function readResults(
  actor: Actor,
  row: CampaignRow,
  { state: asked, cursor }: { state: string | null; cursor: string | null },
): Promise<ResultsPage> {
  const shownState = isMessageState(asked) ? asked : null;
  const { id, name, launchedAt, finishedAt, mailboxId } = viewCampaign(row);
  const [results, ledger, doubts, excluded, mailbox, next] = await Promise.all([
    campaignResults(actor, id),
    listCampaignMessages(actor, id, { state: shownState ?? undefined, cursor }),
    listCampaignMessages(actor, id, { state: "uncertain", limit: DOUBTS_SHOWN }),
    listExcluded(actor, id).then((people) => nameExclusions(actor, people)),
    readMailbox(actor, mailboxId),
    db.message.findFirst({
      where: { campaignId: id, state: { in: [...WAITING] } },
      orderBy: { dueAt: "asc" },
      select: { dueAt: true },
    }),
  ]);
  return {
    campaign: { id, name, launchedAt, finishedAt },
    ...{ results, mailbox, excluded, shownState, doubts: doubts.items, nextAt: next?.dueAt ?? null },
    ...{ rows: ledger.items, nextCursor: ledger.nextCursor },
    total: shownState ? results[shownState] : results.enrolled,
  };
}

const REMOVED =
  "Elle a été retirée : ce qui reste à envoyer attend qu’elle soit remise en service, ou que la campagne soit annulée.";

async function readMailbox({ productId }: Actor, id: string | null): Promise<ResultsPage["mailbox"]> {
  const row = await db.mailbox.findFirst({
    where: { id: id ?? undefined, productId },
    select: {
      name: true,
      fromAddress: true,
      pausedAt: true,
      pauseReason: true,
      removedAt: true,
      trippedAt: true,
    },
  });
  if (!row || !id) return null;
  const { pausedAt, pauseReason, removedAt, trippedAt, ...mailbox } = row;
  if (removedAt) return { ...mailbox, paused: false, trouble: REMOVED };
  if (trippedAt && !pausedAt) return { ...mailbox, paused: false, trouble: BROKEN };
  return { ...mailbox, paused: pausedAt !== null, trouble: pauseReason };
}
