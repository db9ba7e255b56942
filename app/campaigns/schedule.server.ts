import { z } from "zod";
import { type Actor, requireRole } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { transaction } from "#app/db/transaction.server.ts";
import { AppError } from "#app/errors.ts";
import { parseOrThrow } from "#app/form.ts";
import type { InSet } from "#app/history/in-set.ts";
import { log } from "#app/log.server.ts";
import { atParis } from "#app/outbox/calendar.ts";
import { lockCampaign } from "./campaign-row.server.ts";
import { wrongState } from "./campaign-state.ts";
import { launchCampaign, launchRefusal } from "./launch.server.ts";
import { planLaunch } from "./launch-plan.server.ts";
import { LATE_MS } from "./schedule.ts";

const YEAR_MS = 366 * 86_400_000;

const scheduleInput = z.object({
  /** As a form says it, in the time of Paris: « 2026-11-23T09:00 ». */
  at: z
    .string("Dites quel jour et à quelle heure.")
    .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, "Dites quel jour et à quelle heure.")
    .pipe(z.iso.datetime({ local: true, precision: -1, error: "Cette date n’existe pas." }))
    .transform((typed) => atParis(typed.slice(0, 10), typed.slice(11))),
  version: z.coerce.number().int().optional(),
});

/**
 * A draft launches by itself at that hour, as whoever schedules it; until then it no longer changes.
 * @throws {AppError} forbidden; not_found; invalid, for an hour that has passed; conflict, as a launch would
 */
export async function scheduleCampaign(
  actor: Actor,
  id: string,
  input: z.input<typeof scheduleInput>,
  now = new Date(),
): Promise<Date> {
  requireRole(actor, "deployer");
  const { at, version } = parseOrThrow(scheduleInput, input);
  await transaction(actor, "campagne.programmation", async (tx) => {
    const row = await lockCampaign(actor, id, tx);
    if (row.state !== "draft") throw wrongState(row.state);
    if (at <= now || at.getTime() > now.getTime() + YEAR_MS)
      throw new AppError("invalid", "Choisissez une heure à venir, dans l’année.", {
        fields: { at: "Choisissez une heure à venir, dans l’année." },
      });
    if (version !== undefined && row.version !== version)
      throw new AppError(
        "conflict",
        "Le brouillon a changé depuis que vous l’avez lu. Relisez-le, puis programmez.",
      );
    const { check } = await planLaunch(actor, row, tx);
    if (check.blocking.length > 0) throw launchRefusal(check);
    await tx.campaign.update({
      where: { id: row.id },
      data: { scheduledAt: at, launchedById: actor.userId },
    });
  });
  return at;
}

/** Back to a draft that waits for someone. @throws {AppError} forbidden; not_found; conflict */
export async function unscheduleCampaign(actor: Actor, id: string, options: InSet = {}): Promise<void> {
  requireRole(actor, "deployer");
  await transaction(
    actor,
    "campagne.déprogrammation",
    async (tx) => {
      const row = await lockCampaign(actor, id, tx);
      if (row.state !== "draft") throw wrongState(row.state);
      await tx.campaign.update({ where: { id: row.id }, data: { scheduledAt: null } });
    },
    options,
  );
}

/**
 * Launches the drafts whose hour has come. More than two hours late, a draft stays one: its page asks again. Safe in
 * several workers: of two launches, one launches.
 * @returns how many were launched
 */
export async function launchScheduled(now: Date): Promise<number> {
  const due = await db.campaign.findMany({
    where: { state: "draft", scheduledAt: { lte: now, gte: new Date(now.getTime() - LATE_MS) } },
    select: { id: true, productId: true, launchedById: true },
    orderBy: { scheduledAt: "asc" },
  });
  let launched = 0;
  for (const { id, productId, launchedById } of due) {
    const membership = await db.membership.findFirst({
      where: { productId, userId: launchedById ?? "" },
      select: { role: true },
    });
    try {
      const actor = { userId: launchedById ?? "", productId, role: membership?.role ?? "reader" };
      await launchCampaign(actor, id, { scheduled: true });
      launched++;
    } catch (error) {
      // What blocks it is on its page; it is tried again until it is late.
      if (!(error instanceof AppError)) throw error;
      log.warn({ campaign: id, why: error.message }, "A scheduled campaign could not be launched");
    }
  }
  return launched;
}
