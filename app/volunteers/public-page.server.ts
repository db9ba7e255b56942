import { RateLimiterMemory } from "rate-limiter-flexible";
import { db } from "#app/db/db.server.ts";
import { AppError } from "#app/errors.ts";
import { remember } from "#app/remember.ts";
import { proposed } from "./volunteer.ts";

/** What the public page of a campaign says; nothing of the campaign itself. */
export type PublicCampaign = {
  id: string;
  productId: string;
  product: {
    name: string;
    tagline: string | null;
    legalName: string | null;
    legalContact: string | null;
    legalBasis: string;
  };
};

/** A minute and an address: reading and typing; an hour and an address: sending. */
const reads = remember("volunteer-reads", () => new RateLimiterMemory({ points: 120, duration: 60 }));
const sends = remember("volunteer-sends", () => new RateLimiterMemory({ points: 10, duration: 3_600 }));
/** An hour and a page, wherever from. */
const received = remember("volunteer-pages", () => new RateLimiterMemory({ points: 300, duration: 3_600 }));

/** @throws {AppError} too_many_requests */
export const countRead = (address: string) => consume(reads, address, "dans une minute");

/** @throws {AppError} too_many_requests */
export async function countSend(address: string, campaignId: string): Promise<void> {
  await consume(sends, address, "dans une heure");
  await consume(received, campaignId, "dans une heure");
}

async function consume(limiter: RateLimiterMemory, key: string, when: string): Promise<void> {
  await limiter.consume(key).catch(() => {
    throw new AppError("too_many_requests", `Trop de demandes : recommencez ${when}.`);
  });
}

const SLUG = /^[a-z0-9-]{4,80}$/;

/** @throws {AppError} not_found, for an address that was forged, or a page that was closed: nobody can tell which */
export async function readPublicCampaign(slug: string | undefined): Promise<PublicCampaign> {
  const campaign =
    slug && SLUG.test(slug)
      ? await db.campaign.findUnique({
          where: { volunteerSlug: slug },
          select: {
            ...{ id: true, productId: true },
            product: {
              select: { name: true, tagline: true, legalName: true, legalContact: true, legalBasis: true },
            },
          },
        })
      : null;
  if (!campaign)
    throw new AppError(
      "not_found",
      "Cette page n’existe pas, ou n’est plus ouverte. Écrivez à la personne qui vous en a donné l’adresse.",
    );
  return campaign;
}

/** Public names alone, a few: the shared universe, never what a product has added. */
export async function proposeInstitutions(typed: string): Promise<string[]> {
  const words = typed.trim().slice(0, 100);
  if (words.length < 2) return [];
  const rows = await db.$queryRaw<{ name: string; code: string | null }[]>`
    SELECT i."name", i."departementCode" AS "code" FROM "Institution" i
    WHERE i."productId" IS NULL AND i."search" @@ to_tsquery('simple', (
      SELECT string_agg(quote_literal(w) || ':*', ' & ') FROM regexp_split_to_table(f_fold(${words}), '[^a-z0-9]+') w WHERE w <> ''))
    ORDER BY i."weight" DESC, i."name" LIMIT 8`;
  return rows.map(proposed);
}
