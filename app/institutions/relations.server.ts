import { type Actor, requireRole } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import type { RelationKind, StageKind } from "#app/db/generated/enums.ts";
import { transaction, type Tx } from "#app/db/transaction.server.ts";
import { AppError, notFound } from "#app/errors.ts";
import { uuidOr404 } from "#app/ids.ts";
import {
  RELATION_KINDS,
  RELATION_WORDS,
  type RelationDates,
  type RelationInput,
  type Way,
} from "./relation.ts";

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
  /** How far the product is with it; null: not in the pipeline. */
  stage: StageKind | null;
};

/** The links of one kind and one way, the widest served first. */
export type LinkGroup = { kind: RelationKind; way: Way; label: string; total: number; links: Link[] };

/** A région has thousands of links: as many of each group as are read at a glance. */
const GLANCE = 6;
const MOST = 500;

/** A link that holds today. */
const LASTING = Prisma.sql`("validTo" IS NULL OR "validTo" >= CURRENT_DATE)`;

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
        coalesce(a."corrections" #>> '{name,value}', i."name") AS "name", r."source", r."vintage", r."confidence", s."kind" AS "stage",
        count(*) OVER (PARTITION BY r."kind", r."outgoing")::int AS "total",
        row_number() OVER (PARTITION BY r."kind", r."outgoing" ORDER BY i."weight" DESC, i."name", r."id") AS "place"
      FROM (
        SELECT ${facts}, "toId" AS "otherId", TRUE AS "outgoing"
        FROM "Relation" WHERE "fromId" = ${id} AND ${LASTING}
        UNION ALL
        SELECT ${facts}, "fromId", "kind" = 'partners'
        FROM "Relation" WHERE "toId" = ${id} AND ${LASTING}) r
        JOIN "Institution" i ON i."id" = r."otherId"
        LEFT JOIN "Account" a ON a."institutionId" = i."id" AND a."productId" = ${productId}::uuid
        LEFT JOIN "Opportunity" o ON o."institutionId" = i."id" AND o."productId" = ${productId}::uuid
        LEFT JOIN "Stage" s ON s."id" = o."stageId"
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
 * @throws {AppError} not_found; conflict, when the link is already there, or when it would put an institution above
 *   itself; invalid, from an institution to itself
 */
export async function createLink(
  actor: Actor,
  institutionId: string,
  input: RelationInput,
): Promise<{ setId: string; id: string }> {
  requireRole(actor, "deployer");
  const { productId } = actor;
  const ids = [uuidOr404(institutionId, "Cette institution"), uuidOr404(input.otherId, "Cette institution")];
  const seen = await db.institution.count({
    where: { id: { in: ids }, OR: [{ productId: null }, { productId }] },
  });
  if (ids[0] === ids[1]) throw refused("Une institution n’a pas de lien avec elle-même.", "invalid");
  if (seen < 2) throw notFound("Cette institution");
  const { validFrom = null, validTo = null } = input;
  const { kind, way } = input.link;
  const [fromId, toId] = (way === "outgoing" ? ids : ids.toReversed()) as [string, string];
  const setId = crypto.randomUUID();
  const id = await transaction(
    actor,
    "lien.création",
    async (tx) => {
      await oneAtATime(tx, actor);
      const same = [{ fromId, toId }, ...(kind === "partners" ? [{ fromId: toId, toId: fromId }] : [])];
      const known = await tx.relation.count({
        where: { kind, validTo: null, AND: [{ OR: same }, { OR: [{ productId: null }, { productId }] }] },
      });
      if (known > 0 && !validTo) throw refused("Ce lien existe déjà.", "conflict");
      if (kind === "oversight" && !isOver(validTo)) await refuseCircle(tx, actor, fromId, toId);
      const source = { source: "saisie", vintage: String(new Date().getFullYear()), confidence: 90 };
      const made = await tx.relation.create({
        data: { productId, fromId, toId, kind, validFrom, validTo, ...source, createdById: actor.userId },
        select: { id: true },
      });
      return made.id;
    },
    { setId },
  );
  return { setId, id };
}

/**
 * Dates one of the product's own links.
 * @throws {AppError} not_found: a link the product has not added; conflict; invalid, when it would end before it begins
 */
export async function updateLink(actor: Actor, id: string, dates: RelationDates): Promise<{ setId: string }> {
  requireRole(actor, "deployer");
  const setId = crypto.randomUUID();
  const where = { id: uuidOr404(id, "Ce lien"), productId: actor.productId };
  await transaction(
    actor,
    "lien.modification",
    async (tx) => {
      await oneAtATime(tx, actor);
      const link = await tx.relation.findFirst({ where });
      if (!link) throw notFound("Ce lien");
      const { validFrom = link.validFrom, validTo = link.validTo } = dates;
      if (validFrom && validTo && validFrom > validTo)
        throw new AppError("invalid", "La fin vient après le début.", {
          fields: { validTo: "La fin vient après le début." },
        });
      const { fromId, toId, kind } = link;
      const rival = { kind, fromId, toId, productId: actor.productId, validTo: null, NOT: { id: link.id } };
      if (!validTo && (await tx.relation.count({ where: rival })) > 0)
        throw refused("Ce lien existe déjà, sans fin.", "conflict");
      // A link that begins again may by now go round.
      if (kind === "oversight" && isOver(link.validTo) && !isOver(validTo))
        await refuseCircle(tx, actor, fromId, toId);
      await tx.relation.update({
        where: { id: link.id },
        data: { validFrom, validTo },
        select: { id: true },
      });
    },
    { setId },
  );
  return { setId };
}

/** Two forms sent at once do not make one link twice, nor two halves of a circle. */
async function oneAtATime(tx: Tx, { productId }: Actor): Promise<void> {
  await tx.$queryRaw`SELECT FROM "Product" WHERE "id" = ${productId}::uuid FOR UPDATE`;
}

const isOver = (validTo: Date | null) => validTo !== null && validTo.getTime() < Date.now() - 86_400_000;

/** « A » may not come to be under « B » when « B » is already, from one to the next, under « A ». */
async function refuseCircle(tx: Tx, { productId }: Actor, fromId: string, toId: string): Promise<void> {
  const [path] = await tx.$queryRaw<{ names: string[] }[]>`
    WITH RECURSIVE up AS (
      SELECT i."id", ARRAY[i."id"] AS "path", ARRAY[i."name"::text] AS "names"
      FROM "Institution" i WHERE i."id" = ${toId}::uuid
      UNION ALL
      SELECT i."id", up."path" || i."id", up."names" || i."name"::text
      FROM up JOIN "Relation" r ON r."fromId" = up."id" AND r."kind" = 'oversight' AND ${LASTING}
        AND (r."productId" IS NULL OR r."productId" = ${productId}::uuid)
        JOIN "Institution" i ON i."id" = r."toId"
      WHERE i."id" <> ALL (up."path") AND cardinality(up."path") < 30)
    SELECT "names" FROM up WHERE "id" = ${fromId}::uuid ORDER BY cardinality("path") LIMIT 1`;
  if (!path) return;
  const [first, ...above] = path.names;
  const chain = above.map((name) => `« ${name} »`).join(", puis de ");
  throw refused(
    `Ce lien ferait une boucle : « ${first} » est déjà sous la tutelle de ${chain}. Choisissez un autre lien, ou inversez-le.`,
    "conflict",
  );
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
