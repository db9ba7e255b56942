import { type Actor, requireRole } from "#app/auth/actor.ts";
import { transaction } from "#app/db/transaction.server.ts";
import { AppError } from "#app/errors.ts";
import { wakeOutbox } from "#app/outbox/wake.server.ts";
import { requireTransition } from "./campaign-state.ts";
import { type Campaign, lockCampaign, viewCampaign } from "./campaign-row.server.ts";
import { enroll } from "./enroll.server.ts";
import { planLaunch } from "./launch-plan.server.ts";
import type { CheckLine, PreLaunchCheck } from "./pre-launch.ts";

/** 100 000 messages take one or two minutes to write. */
const LONGEST_MS = 10 * 60_000;

/**
 * Freezes the audience and every message, then lets the outbox send: when this answers, the ledger holds everyone.
 * Two launches at once launch once.
 * @throws {AppError} forbidden; not_found; conflict, when it is no draft, or with `details.blocking` when no mailbox can
 *   send, nobody is left or nobody signs. Everything else is in `warnings`, and does not refuse.
 * @param options.version what was read and confirmed: another one refuses
 * @param options.at the launch's own moment, of a story told again, which draws its variants by `random`
 */
export async function launchCampaign(
  actor: Actor,
  id: string,
  {
    version,
    scheduled,
    at,
    random,
  }: { version?: number | undefined; scheduled?: boolean; at?: Date; random?: () => number } = {},
): Promise<{ campaign: Campaign; enrolled: number; excluded: number; warnings: CheckLine[] }> {
  requireRole(actor, "deployer");
  return transaction(
    actor,
    "campagne.lancement",
    async (tx) => {
      const row = await lockCampaign(actor, id, tx);
      requireTransition(row.state, "running");
      if (version !== undefined && row.version !== version) throw changedMeanwhile();
      // Its programme was withdrawn while the job was coming.
      if (scheduled && !row.scheduledAt) throw changedMeanwhile();
      // One launch after the other: the second knows whom the first has taken.
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('essaim launch', 0))`;
      const plan = await planLaunch(actor, row, tx);
      const { check, mailbox, recipients, excluded } = plan;
      if (check.blocking.length > 0 || !mailbox) throw launchRefusal(check);
      const now = at ?? new Date();
      await enroll(tx, { actor, row, plan: { ...plan, mailbox }, now, random });
      const running = {
        state: "running" as const,
        launchedAt: now,
        launchedById: actor.userId,
        scheduledAt: null,
      };
      const launched = await tx.campaign.update({
        where: { id: row.id },
        data: { ...running, excluded },
        select: { version: true },
      });
      await wakeOutbox(tx);
      const campaign = viewCampaign({ ...row, ...running, version: launched.version });
      return { campaign, enrolled: recipients.length, excluded: excluded.length, warnings: check.warnings };
    },
    { timeoutMs: LONGEST_MS },
  );
}

function changedMeanwhile(): AppError {
  return new AppError(
    "conflict",
    "Le brouillon a changé depuis que vous l’avez lu. Relisez-le, puis lancez.",
  );
}

/** Why a draft cannot leave, with the whole list in its details. */
export function launchRefusal({ blocking, warnings }: PreLaunchCheck): AppError {
  const nobody = blocking.some(({ code }) => code === "nobody_left");
  const why = nobody ? warnings.filter(({ contactIds }) => contactIds) : [];
  const message = [...blocking, ...why].map((line) => line.message).join(" ");
  return new AppError("conflict", message, { details: { blocking, warnings } });
}
