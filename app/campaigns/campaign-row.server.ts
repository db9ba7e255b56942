import type { ColleagueStop } from "#app/db/generated/enums.ts";
import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import type { Layout, Prisma } from "#app/db/generated/client.ts";
import type { Tx } from "#app/db/transaction.server.ts";
import { notFound } from "#app/errors.ts";
import { uuidOr404 } from "#app/ids.ts";
import type { CampaignState } from "./campaign-state.ts";
import { type Audience, audienceSchema } from "./campaign.ts";

/** A campaign, flat, in the words of the request that makes one. */
export type Campaign = {
  id: string;
  name: string;
  kind: "sequence" | "direct";
  state: CampaignState;
  subject: string;
  text: string;
  mailboxId: string | null;
  layout: Layout;
  linkTag: string | null;
  volunteerSlug: string | null;
  scheduledAt: Date | null;
  stopsColleagues: ColleagueStop;
  stopStageId: string | null;
  version: number;
  createdAt: Date;
  launchedAt: Date | null;
  finishedAt: Date | null;
} & Audience;

export const campaignColumns = {
  ...{ id: true, name: true, kind: true, state: true, mailboxId: true, audience: true, version: true },
  ...{ layout: true, linkTag: true, volunteerSlug: true },
  ...{ scheduledAt: true, stopsColleagues: true, stopStageId: true },
  ...{ createdAt: true, launchedAt: true, finishedAt: true },
  steps: {
    orderBy: { position: "asc" },
    select: {
      ...{ id: true, position: true, delayDays: true },
      variants: {
        orderBy: { label: "asc" },
        select: { id: true, label: true, subject: true, text: true },
      },
    },
  },
} as const satisfies Prisma.CampaignSelect;

export type CampaignRow = Prisma.CampaignGetPayload<{ select: typeof campaignColumns }>;

export function viewCampaign({ steps, audience, ...row }: CampaignRow): Campaign {
  const { subject, text } = firstVariant({ steps });
  return { ...row, subject, text, ...audienceOf({ audience }) };
}

export function audienceOf({ audience }: Pick<CampaignRow, "audience">): Audience {
  return audienceSchema.parse(audience);
}

export type StepRow = CampaignRow["steps"][number];

/** The first message: the one step every campaign is made with. */
export function firstVariant({ steps: [step] }: Pick<CampaignRow, "steps">) {
  const [variant] = step!.variants;
  return { stepId: step!.id, variantId: variant!.id, ...variant! };
}

/** The variant of that id, with its step, or the first of all: a link may name one that is no more. */
export function chosenVariant({ steps }: Pick<CampaignRow, "steps">, variantId?: string | null) {
  const step = steps.find(({ variants }) => variants.some(({ id }) => id === variantId)) ?? steps[0]!;
  const variant = step.variants.find(({ id }) => id === variantId) ?? step.variants[0]!;
  return { stepId: step.id, variantId: variant.id, position: step.position, ...variant };
}

/** @throws {AppError} not_found */
export async function findCampaign(
  { productId }: Pick<Actor, "productId">,
  id: string,
  reader: Pick<Tx, "campaign"> = db,
): Promise<CampaignRow> {
  const where = { id: uuidOr404(id, "Cette campagne"), productId, kind: "sequence" as const };
  const row = await reader.campaign.findFirst({ where, select: campaignColumns });
  if (!row) throw notFound("Cette campagne");
  return row;
}

/**
 * The campaign, which nobody else changes until this transaction ends: of two launches at once, the second finds it
 * running.
 * @throws {AppError} not_found
 */
export async function lockCampaign(
  actor: Pick<Actor, "productId">,
  id: string,
  tx: Tx,
): Promise<CampaignRow> {
  await tx.$queryRaw`SELECT 1 FROM "Campaign"
    WHERE "id" = ${uuidOr404(id, "Cette campagne")}::uuid AND "productId" = ${actor.productId}::uuid FOR UPDATE`;
  return findCampaign(actor, id, tx);
}
