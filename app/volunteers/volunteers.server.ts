import { type Actor, requireRole } from "#app/auth/actor.ts";
import { findCampaign } from "#app/campaigns/campaign-row.server.ts";
import { db } from "#app/db/db.server.ts";
import { transaction } from "#app/db/transaction.server.ts";
import { notFound } from "#app/errors.ts";
import type { InSet } from "#app/history/in-set.ts";
import { uuidOr404 } from "#app/ids.ts";
import { movePartnership } from "#app/pipeline/move-partnership.server.ts";
import { baseUrl } from "#app/runtime.server.ts";
import { slugOf } from "./volunteer.ts";

export type VolunteerLine = {
  id: string;
  name: string;
  function: string | null;
  email: string;
  phone: string | null;
  words: string | null;
  /** As it was typed. */
  typed: string;
  institution: { id: string; name: string } | null;
  campaign: { id: string; name: string };
  createdAt: Date;
  handledAt: Date | null;
};

const MOST = 200;

/** Who volunteered, those to call back first, then the latest. */
export async function listVolunteers(
  actor: Actor,
  { campaignId }: { campaignId?: string } = {},
): Promise<{ items: VolunteerLine[]; total: number; waiting: number }> {
  const where = { productId: actor.productId, ...(campaignId && { campaignId }) };
  const [rows, total, waiting] = await Promise.all([
    db.volunteer.findMany({
      where,
      orderBy: [{ handledAt: { sort: "desc", nulls: "first" } }, { createdAt: "desc" }],
      take: MOST,
      include: { campaign: { select: { id: true, name: true } } },
    }),
    db.volunteer.count({ where }),
    db.volunteer.count({ where: { ...where, handledAt: null } }),
  ]);
  const places = await db.institution.findMany({
    where: { id: { in: rows.flatMap(({ institutionId }) => institutionId ?? []) } },
    select: { id: true, name: true },
  });
  const known = new Map(places.map((place) => [place.id, place]));
  const items = rows.map(({ institution: typed, institutionId, ...row }) => ({
    ...{ id: row.id, name: row.name, function: row.function, email: row.email, phone: row.phone },
    ...{ words: row.words, typed, institution: known.get(institutionId ?? "") ?? null },
    ...{ campaign: row.campaign, createdAt: row.createdAt, handledAt: row.handledAt },
  }));
  return { items, total, waiting };
}

/**
 * Says which institution it is, which opens or moves its partnership, or that they have been called back.
 * @throws {AppError} not_found
 */
export async function handleVolunteer(
  actor: Actor,
  id: string,
  change: { institutionId: string } | { handled: boolean },
  options: InSet = {},
): Promise<{ name: string }> {
  requireRole(actor, "deployer");
  const { productId, userId } = actor;
  const key = uuidOr404(id, "Ce volontaire");
  const found = await db.volunteer.findFirst({
    where: { id: key, productId },
    select: { name: true, campaignId: true },
  });
  if (!found) throw notFound("Ce volontaire");
  await transaction(
    actor,
    "volontaire",
    async (tx) => {
      if ("handled" in change) {
        const data = {
          handledAt: change.handled ? new Date() : null,
          handledById: change.handled ? userId : null,
        };
        await tx.volunteer.update({ where: { id: key }, data });
        return;
      }
      const institutionId = uuidOr404(change.institutionId, "Cette institution");
      const where = { id: institutionId, OR: [{ productId: null }, { productId }] };
      if (!(await tx.institution.findFirst({ where, select: { id: true } })))
        throw notFound("Cette institution");
      const move = { institutionId, campaignId: found.campaignId, cause: "volunteer" as const };
      const moved = await movePartnership(tx, actor, move);
      await tx.volunteer.update({
        where: { id: key },
        data: { institutionId, ...(moved && { opportunityId: moved.opportunityId }) },
      });
    },
    options,
  );
  return { name: found.name };
}

/** The address of a campaign's public page; null when it is closed. @throws {AppError} not_found */
export async function readVolunteerPage(actor: Actor, campaignId: string): Promise<string | null> {
  return volunteerUrl(await findCampaign(actor, campaignId));
}

/** Where the public page of a campaign is, the same address for all; null: it is closed. */
export function volunteerUrl({ volunteerSlug }: { volunteerSlug: string | null }): string | null {
  return volunteerSlug && `${baseUrl()}/volontaires/${volunteerSlug}`;
}

/** Opens the public page at a new address, or closes it: the old address is then of no page. */
export async function openVolunteerPage(
  actor: Actor,
  campaignId: string,
  open: boolean,
  options: InSet = {},
): Promise<void> {
  requireRole(actor, "deployer");
  const { id, name } = await findCampaign(actor, campaignId);
  const random = crypto.randomUUID().replaceAll("-", "").slice(0, 8);
  await transaction(
    actor,
    open ? "volontaires.ouverture" : "volontaires.fermeture",
    // Twice open is open once: the address that was given stays.
    (tx) =>
      tx.campaign.updateMany({
        where: { id, productId: actor.productId, ...(open && { volunteerSlug: null }) },
        data: { volunteerSlug: open ? slugOf(name, random) : null },
      }),
    options,
  );
}
