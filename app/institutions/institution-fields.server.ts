import type { Actor } from "#app/auth/actor.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { allJoins, type Fields, joinsOf } from "#app/filters/compile.server.ts";
import { EVERYTHING, type Filter } from "#app/filters/filter.ts";
import { LACKS_NEXT_ACTION } from "#app/pipeline/opportunity-fields.server.ts";
import { type Correctable, KIND_NAMES, kindsLabel } from "./institution.ts";

/**
 * Institutions as one product sees them, with what this filter and this order need, or, when they are not given,
 * with whatever a filter may. Each join meets one row at most, through a unique index, so that PostgreSQL drops
 * those of the first three that a query does not use.
 */
export function institutionSource(
  { productId }: Pick<Actor, "productId">,
  use?: { filter?: Filter | undefined; sort?: string | undefined },
): Prisma.Sql {
  const { filter = EVERYTHING, sort = "" } = use ?? {};
  return Prisma.sql`"Institution" i
    LEFT JOIN "Account" a ON a."institutionId" = i."id" AND a."productId" = ${productId}::uuid
    LEFT JOIN "Opportunity" o ON o."institutionId" = i."id" AND o."productId" = ${productId}::uuid
    LEFT JOIN "Stage" s ON s."id" = o."stageId"
    ${use ? joinsOf(filter, sort, institutionFields) : allJoins(institutionFields)}`;
}

/**
 * Whether a condition asks anything of the tables that institutions are joined with. PostgreSQL drops the joins that are
 * not used, but no longer thinks of counting through an index alone. A word too many is a slower count, never a false one.
 */
export function usesJoins(where: Prisma.Sql): boolean {
  return /(?<!\w)(?:[aost]\.|"its_place")/.test(where.sql);
}

/** The shared universe, and what the product has added. */
export function institutionScope({ productId }: Pick<Actor, "productId">): Prisma.Sql {
  return Prisma.sql`(i."productId" IS NULL OR i."productId" = ${productId}::uuid)`;
}

/** The next action. Its unique index is partial, which PostgreSQL does not reason from. */
export const nextTask = Prisma.sql`LEFT JOIN "Task" t ON t."opportunityId" = o."id" AND t."doneAt" IS NULL`;

/** A fact as the product corrects it. */
const fact = (column: Correctable) => {
  const name = Prisma.raw(`"${column}"`);
  const key = Prisma.raw(`'${column}'`);
  return Prisma.sql`CASE WHEN jsonb_exists(a."corrections", ${key}) THEN a."corrections" -> ${key} ->> 'value'
    ELSE i.${name} END`;
};

/**
 * The EPCI in whose territory an institution is, through a join of this name. Grand Paris alone has territories in
 * between, which name it.
 */
export function epciThrough(alias: string): { join: Prisma.Sql; sql: Prisma.Sql } {
  const place = Prisma.raw(`"${alias}"`);
  return {
    join: Prisma.sql`LEFT JOIN "Territory" ${place} ON ${place}."code" = i."territoryCode"`,
    sql: Prisma.sql`CASE ${place}."kind" WHEN 'epci' THEN ${place}."code" ELSE ${place}."epciCode" END`,
  };
}

const epci = epciThrough("its_place");

export const institutionFields = {
  id: { label: "Identifiant", type: "id", sql: Prisma.sql`i."id"`, required: true },
  name: { label: "Institution", type: "text", sql: Prisma.sql`i."name"`, sortable: true, required: true },
  acronym: { label: "Sigle", type: "text", sql: fact("acronym") },
  kind: {
    ...{ label: "Type", type: "choice", sql: Prisma.sql`i."kind"`, values: KIND_NAMES },
    choices: Object.fromEntries(KIND_NAMES.map((kind) => [kind, kindsLabel(kind)])),
    ...{ sortable: true, required: true },
  },
  category: { label: "Sous-type", type: "choice", sql: Prisma.sql`i."category"`, choices: "category" },
  departement: {
    ...{ label: "Département", type: "choice", sql: Prisma.sql`i."departementCode"`, sortable: true },
    choices: "departement",
  },
  region: { label: "Région", type: "choice", sql: Prisma.sql`i."regionCode"`, choices: "region" },
  epci: { label: "EPCI", type: "choice", sql: epci.sql, joins: [epci.join] },
  territory: { label: "Territoire", type: "choice", sql: Prisma.sql`i."territoryCode"` },
  population: { label: "Population", type: "number", sql: Prisma.sql`i."population"`, sortable: true },
  siren: { label: "SIREN", type: "text", sql: Prisma.sql`i."siren"` },
  siret: { label: "SIRET", type: "text", sql: Prisma.sql`i."siret"` },
  email: { label: "Courriel", type: "text", sql: fact("email") },
  phone: { label: "Téléphone", type: "text", sql: fact("phone") },
  website: { label: "Site", type: "text", sql: fact("website") },
  tags: { label: "Étiquette", type: "tags", sql: Prisma.sql`a."tags"`, choices: "tag" },
  inTarget: { label: "Dans la Cible", type: "boolean", sql: Prisma.sql`FALSE` },
  own: { label: "Ajoutée par nous", type: "boolean", sql: Prisma.sql`(i."productId" IS NOT NULL)` },
  toConfirm: { label: "À confirmer", type: "boolean", sql: Prisma.sql`i."toConfirm"` },
  keyAccount: { label: "Grand compte", type: "boolean", sql: Prisma.sql`coalesce(a."keyAccount", FALSE)` },
  ownerId: {
    ...{ label: "Responsable", type: "choice", sql: Prisma.sql`coalesce(o."ownerId", a."ownerId")` },
    choices: "member",
  },
  lastInteractionAt: {
    ...{ label: "Dernier échange", type: "moment", sql: Prisma.sql`a."lastInteractionAt"`, sortable: true },
  },
  lastInboundAt: {
    ...{ label: "Dernière réponse", type: "moment", sql: Prisma.sql`a."lastInboundAt"`, sortable: true },
  },
  inPipeline: { label: "Dans le pipeline", type: "boolean", sql: Prisma.sql`(o."id" IS NOT NULL)` },
  stage: {
    ...{ label: "Étape", type: "choice", sql: Prisma.sql`s."name"`, choices: "stage" },
    ...{ sortable: true, order: { type: "number", sql: Prisma.sql`s."position"` } },
  },
  reach: { label: "Portée", type: "number", sql: Prisma.sql`o."reach"`, sortable: true },
  nextAction: { label: "Prochaine action", type: "text", sql: Prisma.sql`t."title"`, joins: [nextTask] },
  nextActionAt: {
    label: "Échéance",
    type: "day",
    sql: Prisma.sql`t."dueOn"`,
    joins: [nextTask],
    sortable: true,
  },
  lacksNextAction: {
    ...{ label: "Sans prochaine action", type: "boolean", joins: [nextTask] },
    sql: Prisma.sql`(o."id" IS NOT NULL AND ${LACKS_NEXT_ACTION})`,
  },
} as const satisfies Fields;
