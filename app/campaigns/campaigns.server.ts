import { type Actor, requireRole } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { transaction } from "#app/db/transaction.server.ts";
import { pageOfIds } from "#app/filters/keyset.server.ts";
import { parseOrThrow } from "#app/form.ts";
import { uuidOr404 } from "#app/ids.ts";
import { tagFrom } from "#app/outbox/links.ts";
import { getMailbox } from "#app/outbox/mailboxes.server.ts";
import { checkAudience } from "./audience.server.ts";
import type { CampaignState } from "./campaign-state.ts";
import { campaignInput, type CampaignInput } from "./campaign.ts";
import { type Campaign, campaignColumns, findCampaign, viewCampaign } from "./campaign-row.server.ts";
import { type MessageCounts, type PeopleCounts, peopleOf, sumOf } from "./message-state.ts";
import { countByCampaign } from "./results.server.ts";
import { DEFAULT_DELAY } from "./sequence.ts";
import { FOLLOW_UP_STARTER } from "./starter.ts";

/**
 * A draft: nothing is sent before its launch.
 * @throws {AppError} forbidden; invalid; not_found, when the mailbox or a contact is not of this product
 */
export async function createCampaign(actor: Actor, input: CampaignInput): Promise<Campaign> {
  requireRole(actor, "deployer");
  const { name, subject, text, mailboxId, followUp, ...who } = parseOrThrow(campaignInput, input);
  const audience = await checkAudience(actor, who);
  if (mailboxId) await getMailbox(actor, uuidOr404(mailboxId, "Cette boîte"));
  const { productId } = actor;
  const variants = { create: { productId, label: "A", subject, text } };
  const again = { create: { productId, label: "A", subject: "", text: FOLLOW_UP_STARTER } };
  const later = { productId, position: 2, delayDays: DEFAULT_DELAY, variants: again };
  const row = await transaction(actor, "campagne.création", (tx) =>
    tx.campaign.create({
      data: {
        ...{ productId, name, audience, mailboxId: mailboxId ?? null, createdById: actor.userId },
        // Said of every link, so that a visit is known to come from here; never from whom.
        linkTag: tagFrom(name),
        steps: { create: [{ productId, position: 1, variants }, ...(followUp ? [later] : [])] },
      },
      select: campaignColumns,
    }),
  );
  return viewCampaign(row);
}

/** @throws {AppError} not_found */
export async function getCampaign(actor: Actor, id: string): Promise<Campaign> {
  return viewCampaign(await findCampaign(actor, id));
}

export type CampaignLine = Omit<
  Campaign,
  | "subject"
  | "text"
  | "layout"
  | "linkTag"
  | "volunteerSlug"
  | "kind"
  | "perInstitution"
  | "restDays"
  | "stopsColleagues"
  | "stopStageId"
  | "version"
  | "contactIds"
  | "filter"
> & { counts: MessageCounts; people: PeopleCounts };

export type CampaignQuery = {
  state?: CampaignState | undefined;
  cursor?: string | null | undefined;
  limit?: number;
};

/** The product's campaigns, newest first, each with its people, and what became of its messages. */
export async function listCampaigns(
  { productId }: Actor,
  { state, cursor, limit = 50 }: CampaignQuery = {},
): Promise<{ items: CampaignLine[]; nextCursor: string | null; total: number }> {
  const inState = state ? Prisma.sql`AND c."state" = ${state}::"CampaignState"` : Prisma.empty;
  const page = await pageOfIds({
    from: Prisma.sql`"Campaign" c`,
    where: Prisma.sql`c."productId" = ${productId}::uuid AND c."kind" = 'sequence' ${inState}`,
    keys: [
      { sql: Prisma.sql`c."createdAt"`, type: "moment", required: true, descending: true },
      { sql: Prisma.sql`c."id"`, type: "id", required: true, descending: true },
    ],
    ...{ sort: `-createdAt ${state ?? ""}`, cursor, limit },
  });
  const [rows, counts, total] = await Promise.all([
    db.campaign.findMany({ where: { id: { in: page.ids }, productId }, select: lineColumns }),
    countByCampaign(page.ids),
    db.campaign.count({ where: { productId, kind: "sequence", ...(state && { state }) } }),
  ]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const items = page.ids
    .flatMap((id) => byId.get(id) ?? [])
    .map((row) => {
      const byRank = counts.get(row.id) ?? new Map<number, MessageCounts>();
      return { ...row, counts: sumOf(byRank.values()), people: peopleOf(byRank) };
    });
  return { items, nextCursor: page.nextCursor, total };
}

const lineColumns = {
  ...{ id: true, name: true, state: true, mailboxId: true },
  ...{ createdAt: true, launchedAt: true, finishedAt: true, scheduledAt: true },
} as const satisfies Prisma.CampaignSelect;
