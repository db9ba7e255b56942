import type { Actor } from "#app/auth/actor.ts";
import { type CampaignRow, viewCampaign } from "#app/campaigns/campaign-row.server.ts";
import { isMessageState } from "#app/campaigns/message-state.ts";
import { type LedgerLine as MessageLine, listCampaignMessages } from "#app/campaigns/messages.server.ts";
import { nameExclusions, type NamedExclusion } from "#app/campaigns/people.server.ts";
import { campaignResults, type CampaignResults, listExcluded } from "#app/campaigns/results.server.ts";
import { listReplies } from "#app/day/replies.server.ts";
import type { Reply } from "#app/day/reply.ts";
import { db } from "#app/db/db.server.ts";
import { type Experiment, getExperiment } from "#app/experiments/experiments.server.ts";
import { BROKEN } from "#app/outbox/breaker.ts";
import { WAITING } from "#app/outbox/outbox.ts";
import { isCut, levelOf } from "./funnel.ts";
import { type LedgerLine, listLedger, type Narrowing } from "./ledger.server.ts";
import { type CampaignScope, type Funnel, readFunnel, scopeOf, segmentLabel } from "./results.server.ts";

/** Above this, « Envois à vérifier » shows the oldest, and the ledger holds the others. */
const DOUBTS_SHOWN = 50;
/** As many answers as stand beside the figures; the others come as these are read. */
const REPLIES_SHOWN = 4;

export type LedgerPage = {
  rows: LedgerLine[];
  total: number;
  nextCursor: string | null;
  shown: Required<Narrowing>;
  /** The name of the segment that is shown. */
  segment: string | null;
};

export type ResultsPage = {
  campaign: { id: string; name: string; launchedAt: Date | null; finishedAt: Date | null };
  results: CampaignResults;
  funnel: Funnel;
  /** The next message to leave, when all are waiting for a time. */
  nextAt: Date | null;
  mailbox: { name: string; fromAddress: string; paused: boolean; trouble: string | null } | null;
  doubts: MessageLine[];
  excluded: NamedExclusion[];
  ledger: LedgerPage;
  experiment: Experiment | null;
  /** The latest answers that nobody has read. */
  replies: { items: Reply[]; total: number };
};

/** Everything the page of a launched campaign shows. */
export async function readResults(
  actor: Actor,
  row: CampaignRow,
  params: URLSearchParams,
): Promise<ResultsPage> {
  const { id, name, launchedAt, finishedAt, mailboxId } = viewCampaign(row);
  const asked = params.get("par");
  const cut = isCut(asked) ? asked : null;
  const scope = await scopeOf(actor, id);
  const [results, funnel, ledger, doubts, excluded, mailbox, experiment, replies, next] = await Promise.all([
    campaignResults(actor, id),
    readFunnel(scope, cut),
    readLedger(scope, params),
    listCampaignMessages(actor, id, { state: "uncertain", limit: DOUBTS_SHOWN }),
    listExcluded(actor, id).then((people) => nameExclusions(actor, people)),
    readMailbox(actor, mailboxId),
    getExperiment(actor, id),
    listReplies(actor, REPLIES_SHOWN, id),
    db.message.findFirst({
      where: { campaignId: id, state: { in: [...WAITING] } },
      orderBy: { dueAt: "asc" },
      select: { dueAt: true },
    }),
  ]);
  return {
    campaign: { id, name, launchedAt, finishedAt },
    ...{
      results,
      funnel,
      ledger,
      mailbox,
      experiment,
      replies,
      excluded,
      doubts: doubts.items,
      nextAt: next?.dueAt ?? null,
    },
  };
}

/** Which recipients a URL asks for. */
export function narrowingOf(params: URLSearchParams): Required<Narrowing> {
  const [inside, state] = [params.get("dans"), params.get("etat")];
  const cut = isCut(inside) ? inside : null;
  return {
    ...{
      level: levelOf(params.get("niveau")),
      cut,
      key: cut ? (params.get("valeur")?.slice(0, 200) ?? null) : null,
    },
    state: isMessageState(state) ? state : null,
  };
}

async function readLedger(scope: CampaignScope, params: URLSearchParams): Promise<LedgerPage> {
  const shown = narrowingOf(params);
  const [{ items, ...page }, segment] = await Promise.all([
    listLedger(scope, shown, { cursor: params.get("curseur") }),
    segmentLabel(scope, shown),
  ]);
  return { rows: items, ...page, shown, segment };
}

const REMOVED =
  "Elle a été retirée : ce qui reste à envoyer attend qu’elle soit remise en service, ou que la campagne soit annulée.";

async function readMailbox({ productId }: Actor, id: string | null): Promise<ResultsPage["mailbox"]> {
  const row = await db.mailbox.findFirst({
    where: { id: id ?? undefined, productId },
    select: {
      ...{ name: true, fromAddress: true, pausedAt: true, pauseReason: true },
      ...{ removedAt: true, trippedAt: true },
    },
  });
  if (!row || !id) return null;
  const { pausedAt, pauseReason, removedAt, trippedAt, ...mailbox } = row;
  if (removedAt) return { ...mailbox, paused: false, trouble: REMOVED };
  if (trippedAt && !pausedAt) return { ...mailbox, paused: false, trouble: BROKEN };
  return { ...mailbox, paused: pausedAt !== null, trouble: pauseReason };
}
