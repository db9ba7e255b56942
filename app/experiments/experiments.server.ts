import { type Actor, requireRole } from "#app/auth/actor.ts";
import { lockCampaign } from "#app/campaigns/campaign-row.server.ts";
import type { CampaignState } from "#app/campaigns/campaign-state.ts";
import { db } from "#app/db/db.server.ts";
import type { Prisma } from "#app/db/generated/client.ts";
import { transaction } from "#app/db/transaction.server.ts";
import { AppError, notFound } from "#app/errors.ts";
import type { InSet } from "#app/history/in-set.ts";
import { uuidOr404 } from "#app/ids.ts";
import { isoDay } from "#app/ui/format.ts";
import {
  type ExperimentGoal,
  type ExperimentInput,
  hasEnded,
  type Measure,
  type Verdict,
} from "./experiment.ts";
import { measureGoal } from "./measure.server.ts";

export type Experiment = {
  campaignId: string;
  campaignName: string;
  campaignState: CampaignState;
  hypothesis: string;
  goal: ExperimentGoal;
  threshold: number;
  endsOn: Date;
  verdict: Verdict | null;
  lesson: string | null;
  decidedAt: Date | null;
  decidedBy: string | null;
  /** As it was when it was decided; until then, as it is. */
  measure: Measure;
};

/** As many as the committee reads at once. */
const MOST = 100;

/** The échappée of a campaign; null when there is none. */
export async function getExperiment(actor: Actor, campaignId: string): Promise<Experiment | null> {
  const where = { campaignId: uuidOr404(campaignId, "Cette campagne"), productId: actor.productId };
  const row = await db.experiment.findFirst({ where, select: columns });
  return row && view(actor, row);
}

/** The journal: every échappée of a campaign that was launched, those to decide first, then the latest. */
export async function listExperiments(actor: Actor): Promise<Experiment[]> {
  const rows = await db.experiment.findMany({
    where: { productId: actor.productId, campaign: { launchedAt: { not: null } } },
    select: columns,
    orderBy: [{ decidedAt: { sort: "desc", nulls: "first" } }, { endsOn: "desc" }],
    take: MOST,
  });
  const all: Experiment[] = [];
  for (const row of rows) all.push(await view(actor, row));
  return all;
}

/**
 * What is believed, written before the launch.
 * @throws {AppError} conflict, once the campaign is launched; invalid, for a day that has passed
 */
export async function saveExperiment(
  actor: Actor,
  campaignId: string,
  { endsOn, ...input }: ExperimentInput,
  options: InSet = {},
): Promise<void> {
  requireRole(actor, "deployer");
  if (endsOn < isoDay(new Date())) {
    const message = "Cette date est passée : choisissez quand conclure.";
    throw new AppError("invalid", message, { fields: { endsOn: message } });
  }
  await transaction(
    actor,
    "échappée",
    async (tx) => {
      const { id, state } = await lockCampaign(actor, campaignId, tx);
      if (state !== "draft") throw tooLate();
      const data = { ...input, endsOn: new Date(endsOn) };
      const { productId, userId } = actor;
      await tx.experiment.upsert({
        where: { campaignId: id },
        update: data,
        create: { ...data, productId, campaignId: id, createdById: userId },
      });
    },
    options,
  );
}

/** @throws {AppError} conflict, once the campaign is launched; not_found */
export async function removeExperiment(actor: Actor, campaignId: string, options: InSet = {}): Promise<void> {
  requireRole(actor, "deployer");
  await transaction(
    actor,
    "échappée.retrait",
    async (tx) => {
      const { id, state } = await lockCampaign(actor, campaignId, tx);
      if (state !== "draft") throw tooLate();
      const { count } = await tx.experiment.deleteMany({
        where: { campaignId: id, productId: actor.productId },
      });
      if (count === 0) throw notFound("Cette échappée");
    },
    options,
  );
}

/**
 * A human decides, with the figures of that moment kept.
 * @throws {AppError} not_found; conflict, before its end unless it is to stop, or when it is decided
 */
export async function decideExperiment(
  actor: Actor,
  campaignId: string,
  { verdict, lesson }: { verdict: Verdict; lesson: string },
  options: InSet = {},
): Promise<void> {
  requireRole(actor, "deployer");
  const experiment = await getExperiment(actor, campaignId);
  if (!experiment) throw notFound("Cette échappée");
  const { measure, endsOn, campaignState } = experiment;
  if (campaignState === "draft")
    throw new AppError("conflict", "Cette campagne n’est pas lancée : rien n’est mesuré.");
  if (verdict !== "stop" && !hasEnded(endsOn, isoDay(new Date())))
    throw new AppError(
      "conflict",
      "Avant la date de fin, on ne peut qu’arrêter : attendez-la pour conclure.",
    );
  await transaction(
    actor,
    "échappée.verdict",
    async (tx) => {
      const { count } = await tx.experiment.updateMany({
        where: { campaignId: experiment.campaignId, productId: actor.productId, verdict: null },
        data: { verdict, lesson, measured: measure, decidedAt: new Date(), decidedById: actor.userId },
      });
      if (count === 0) throw new AppError("conflict", "Cette échappée est déjà conclue.");
    },
    options,
  );
}

const columns = {
  ...{ campaignId: true, hypothesis: true, goal: true, threshold: true, endsOn: true, verdict: true },
  ...{ lesson: true, measured: true, decidedAt: true, decidedById: true },
  campaign: { select: { name: true, state: true } },
} as const satisfies Prisma.ExperimentSelect;
type Row = Prisma.ExperimentGetPayload<{ select: typeof columns }>;

async function view(actor: Actor, { campaign, measured, decidedById, ...row }: Row): Promise<Experiment> {
  const by =
    decidedById && (await db.user.findUnique({ where: { id: decidedById }, select: { name: true } }));
  return {
    ...{ ...row, campaignName: campaign.name, campaignState: campaign.state },
    decidedBy: by ? by.name : null,
    measure:
      row.verdict && measured ? (measured as Measure) : await measureGoal(actor, row.campaignId, row.goal),
  };
}

function tooLate(): AppError {
  return new AppError(
    "conflict",
    "Cette campagne est lancée : ce qu’on en attendait était à écrire avant, et ne change plus.",
  );
}
