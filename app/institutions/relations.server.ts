import { type Actor, requireRole } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import type { RelationKind } from "#app/db/generated/enums.ts";
import { transaction } from "#app/db/transaction.server.ts";
import { AppError, notFound } from "#app/errors.ts";
import { uuidOr404 } from "#app/ids.ts";
import { RELATION_KINDS, RELATION_WORDS, type RelationInput, type Way } from "./relation.ts";

export type Link = {
  id: string;
  /** Added by the product, which may remove it. */
  own: boolean;
  institutionId: string;
  name: string;
  source: string;
  vintage: string;
  /** 100: official; less: inferred or declared. */
  confidence: number;
};

/** The links of one kind and one way, the widest served first. */
export type LinkGroup = { kind: RelationKind; way: Way; label: string; total: number; links: Link[] };

/** A région has thousands of links: as many of each group as are read at a glance. */
const GLANCE = 6;
const MOST = 500;

/** The links of an institution that the product sees, grouped, both ways. */
export async function listLinks(
  { productId }: Pick<Actor, "productId">,
  institutionId: string,
  { whole = false } = {},
): Promise<LinkGroup[]> {
  const id = Prisma.sql`${institutionId}::uuid`;
  const facts = Prisma.sql`"id", "productId", "kind", "source", "vintage", "confidence"`;
  const rows = await db.$queryRaw<(Link & { kind: RelationKind; outgoing: boolean; total: number })[]>`
    SELECT * FROM (
      SELECT r."id", r."kind", r."outgoing", r."productId" IS NOT NULL AS "own", i."id" AS "institutionId",
        coalesce(a."corrections" #>> '{name,value}', i."name") AS "name", r."source", r."vintage", r."confidence",
        count(*) OVER (PARTITION BY r."kind", r."outgoing")::int AS "total",
        row_number() OVER (PARTITION BY r."kind", r."outgoing" ORDER BY i."weight" DESC, i."name", r."id") AS "place"
      FROM (
        SELECT ${facts}, "toId" AS "otherId", TRUE AS "outgoing"
        FROM "Relation" WHERE "fromId" = ${id} AND "validTo" IS NULL
        UNION ALL
        SELECT ${facts}, "fromId", "kind" = 'partners'
        FROM "Relation" WHERE "toId" = ${id} AND "validTo" IS NULL) r
        JOIN "Institution" i ON i."id" = r."otherId"
        LEFT JOIN "Account" a ON a."institutionId" = i."id" AND a."productId" = ${productId}::uuid
      WHERE (r."productId" IS NULL OR r."productId" = ${productId}::uuid)
        AND (i."productId" IS NULL OR i."productId" = ${productId}::uuid)) links
    WHERE "place" <= ${whole ? MOST : GLANCE} ORDER BY "place"`;
  return RELATION_KINDS.flatMap((kind) => [true, false].flatMap((outgoing) => group(rows, kind, outgoing)));
}

type Row = Link & { kind: RelationKind; outgoing: boolean; total: number };

function group(rows: Row[], kind: RelationKind, outgoing: boolean): LinkGroup[] {
  const links = rows.filter((row) => row.kind === kind && row.outgoing === outgoing);
  const way = outgoing ? "outgoing" : "incoming";
  const [first] = links;
  return first ? [{ kind, way, label: RELATION_WORDS[kind][way], total: first.total, links }] : [];
}

/**
 * Adds a link of the product's own between two institutions it sees.
 * @throws {AppError} not_found; conflict, when the link is already there; invalid, from an institution to itself
 */
export async function createLink(actor: Actor, institutionId: string, input: RelationInput): Promise<void> {
  requireRole(actor, "deployer");
  const { productId } = actor;
  const ids = [uuidOr404(institutionId, "Cette institution"), uuidOr404(input.otherId, "Cette institution")];
  const seen = await db.institution.count({
    where: { id: { in: ids }, OR: [{ productId: null }, { productId }] },
  });
  if (ids[0] === ids[1]) throw refused("Une institution n’a pas de lien avec elle-même.", "invalid");
  if (seen < 2) throw notFound("Cette institution");
  const { kind, way } = input.link;
  const [fromId, toId] = (way === "outgoing" ? ids : ids.toReversed()) as [string, string];
  await transaction(actor, "lien.création", async (tx) => {
    // One at a time, so that two forms sent at once do not make one link twice.
    await tx.$queryRaw`SELECT FROM "Institution" WHERE "id" = ${fromId}::uuid FOR UPDATE`;
    const same = [{ fromId, toId }, ...(kind === "partners" ? [{ fromId: toId, toId: fromId }] : [])];
    const known = await tx.relation.count({
      where: { kind, validTo: null, AND: [{ OR: same }, { OR: [{ productId: null }, { productId }] }] },
    });
    if (known > 0) throw refused("Ce lien existe déjà.", "conflict");
    const source = { source: "saisie", vintage: String(new Date().getFullYear()), confidence: 90 };
    await tx.relation.create({
      data: { productId, fromId, toId, kind, ...source, createdById: actor.userId },
    });
  });
}

/** @throws {AppError} not_found: a link the product has not added */
export async function deleteLink(actor: Actor, id: string): Promise<{ setId: string }> {
  requireRole(actor, "deployer");
  const setId = crypto.randomUUID();
  const where = { id: uuidOr404(id, "Ce lien"), productId: actor.productId };
  await transaction(
    actor,
    "lien.suppression",
    async (tx) => {
      const { count } = await tx.relation.deleteMany({ where });
      if (count === 0) throw notFound("Ce lien");
    },
    { setId },
  );
  return { setId };
}

function refused(message: string, code: "invalid" | "conflict"): AppError {
  return new AppError(code, message, { fields: { otherId: message } });
}
