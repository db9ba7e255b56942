import type { Actor } from "#app/auth/actor.ts";
import { contactFields } from "#app/contacts/contact-fields.server.ts";
import { matching as matchingContacts } from "#app/contacts/contacts.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import type { Filter } from "#app/filters/filter.ts";
import { orderBy, type SortKey, sortKeys } from "#app/filters/keyset.server.ts";
import { institutionFields } from "#app/institutions/institution-fields.server.ts";
import { matching as matchingInstitutions } from "#app/institutions/institutions.server.ts";
import { KIND_NAMES, KINDS } from "#app/institutions/kinds.ts";
import { OUTCOME_LABELS } from "#app/interactions/interaction.ts";
import { KIND_LABELS } from "#app/interactions/kinds.ts";
import { OPPORTUNITY_TABLES } from "#app/pipeline/opportunity-fields.server.ts";
import { keysOf, narrowed } from "#app/pipeline/opportunities.server.ts";
import type { ExportList } from "./lists.ts";

/** What the URL of a list says of it. */
export type Asked = {
  q: string | null;
  filter: Filter;
  sort: string | null;
  /** The columns shown, when they were chosen: without it, the file holds everything. */
  columns?: readonly string[] | undefined;
};

export type ListQuery = {
  /** The heads of the columns: what the import calls them too. */
  columns: string[];
  /** Their texts, in the list's order. */
  sql: Prisma.Sql;
};

/** Every row that a list finds, each as the texts of its cells, names rather than ids. */
export const LIST_QUERIES: Record<ExportList, (actor: Actor, asked: Asked) => Promise<ListQuery>> = {
  institutions: exportInstitutions,
  contacts: exportContacts,
  partenariats: exportPartnerships,
  echanges: exportInteractions,
  usage: exportUsage,
};

const raw = Prisma.raw;

async function exportInstitutions(actor: Actor, { q, filter, sort, columns }: Asked): Promise<ListQuery> {
  const order = sort || "name";
  const { from, where } = await matchingInstitutions(actor, { q, filter }, order);
  const settle: SortKey[] = [institutionFields.name, institutionFields.id];
  const found = ranked(Prisma.sql`i."id"`, from, where, sortKeys(order, institutionFields, settle));
  return queryOf(
    columns,
    [
      ["Nom", fact("name"), KEY],
      ["Sigle", fact("acronym"), KEY],
      [
        "Type",
        named(raw(`i."kind"::text`), Object.fromEntries(KIND_NAMES.map((kind) => [kind, KINDS[kind][0]]))),
        KEY,
      ],
      ["SIREN", raw(`i."siren"`), KEY],
      ["SIRET", raw(`i."siret"`), KEY],
      ["Territoire", raw(`w."name" || ' (' || w."code" || ')'`), KEY],
      ["Département", DEPARTEMENT, KEY],
      ["Courriel", fact("email"), "email"],
      ["Téléphone", fact("phone"), "phone"],
      ["Site", fact("website")],
      ["Adresse", raw(`i."address"`)],
      ["Population", raw(`i."population"::text`), "population"],
      ["Grand compte", raw(`CASE WHEN a."keyAccount" THEN 'oui' END`)],
      ["Étape", raw(`s."name"`), "stage"],
      ["Responsable", raw(`u."name"`), "ownerId"],
      ["Portée", raw(`o."reach"::text`), "reach"],
      ["Prochaine action", raw(`t."title"`), "nextAction"],
      ["Échéance", day(`t."dueOn"`), "nextActionAt"],
      ["Dernier échange", moment(`a."lastInteractionAt"`), "lastInteractionAt"],
      ["Source", raw(`i."source" || ', ' || i."vintage"`), "source"],
    ],
    Prisma.sql`${found} JOIN "Institution" i ON i."id" = found."id"
      LEFT JOIN "Account" a ON a."institutionId" = i."id" AND a."productId" = ${actor.productId}::uuid
      LEFT JOIN "Opportunity" o ON o."institutionId" = i."id" AND o."productId" = ${actor.productId}::uuid
      LEFT JOIN "Stage" s ON s."id" = o."stageId"
      LEFT JOIN "Task" t ON t."opportunityId" = o."id" AND t."doneAt" IS NULL
      LEFT JOIN "User" u ON u."id" = coalesce(o."ownerId", a."ownerId")
      LEFT JOIN "Territory" w ON w."code" = i."territoryCode"
      LEFT JOIN "Territory" d ON d."code" = i."departementCode"`,
  );
}

async function exportContacts(actor: Actor, { q, filter, sort, columns }: Asked): Promise<ListQuery> {
  const order = sort || "lastName";
  const { from, where } = await matchingContacts(actor, { q, filter }, order);
  const settle = [contactFields.lastName!, contactFields.firstName!, contactFields.id!];
  const found = ranked(Prisma.sql`c."id"`, from, where, sortKeys(order, contactFields, settle));
  const others = (kind: "email" | "phone") =>
    raw(`(SELECT string_agg(x."value", ', ' ORDER BY x."createdAt", x."id") FROM "Address" x
      WHERE x."contactId" = c."id" AND x."kind" = '${kind}' AND NOT x."primary" AND x."validTo" IS NULL)`);
  return queryOf(
    columns,
    [
      ["Prénom", raw(`c."firstName"`), KEY],
      ["Nom", raw(`c."lastName"`), KEY],
      ["Fonction", raw(`p."function"`), "function"],
      ["Courriel", raw(`e."value"`), KEY],
      ["Autres courriels", others("email"), "email"],
      ["Téléphone", raw(`h."value"`), "phone"],
      ["Autres téléphones", others("phone"), "phone"],
      ["Institution", raw(`coalesce(a."corrections" #>> '{name,value}', i."name")`), KEY],
      ["SIREN", raw(`i."siren"`), KEY],
      ["SIRET", raw(`i."siret"`), KEY],
      ["Code INSEE", raw(`CASE i."kind" WHEN 'commune' THEN i."territoryCode" END`), KEY],
      ["Département", DEPARTEMENT, KEY],
      ["Note", raw(`c."note"`)],
      ["Source", raw(`coalesce(e."source", h."source")`), KEY],
      ["Collecté le", moment(`coalesce(e."collectedAt", h."collectedAt")`), KEY],
      ["Opposition", moment(`c."opposedAt"`), KEY],
    ],
    Prisma.sql`${found} JOIN "Contact" c ON c."id" = found."id"
      LEFT JOIN "Position" p ON p."contactId" = c."id" AND p."primary" AND p."validTo" IS NULL
      LEFT JOIN "Institution" i ON i."id" = p."institutionId"
      LEFT JOIN "Account" a ON a."institutionId" = i."id" AND a."productId" = ${actor.productId}::uuid
      LEFT JOIN "Territory" d ON d."code" = i."departementCode"
      LEFT JOIN "Address" e ON e."contactId" = c."id" AND e."kind" = 'email' AND e."primary" AND e."validTo" IS NULL
      LEFT JOIN "Address" h ON h."contactId" = c."id" AND h."kind" = 'phone' AND h."primary" AND h."validTo" IS NULL`,
  );
}

async function exportPartnerships(actor: Actor, { q, filter, sort }: Asked): Promise<ListQuery> {
  const where = await narrowed(actor, { filter, ...(q && { q }) });
  const found = ranked(Prisma.sql`o."id"`, OPPORTUNITY_TABLES, where, keysOf(sort || "-createdAt"));
  return query(
    [
      ["Institution", raw(`coalesce(a."corrections" #>> '{name,value}', i."name")`)],
      ["SIREN", raw(`i."siren"`)],
      ["Département", DEPARTEMENT],
      ["Étape", raw(`s."name"`)],
      ["À cette étape depuis", moment(`o."stageSince"`)],
      ["Responsable", raw(`u."name"`)],
      ["Portée", raw(`o."reach"::text`)],
      ["Prochaine action", raw(`t."title"`)],
      ["Échéance", day(`t."dueOn"`)],
      ["Qui doit agir", named(raw(`t."owedBy"::text`), { us: "nous", them: "eux" })],
      ["Retour le", day(`o."wakeOn"`)],
      ["Motif", raw(`o."lostReason"`)],
      ["Dernier échange", moment(`a."lastInteractionAt"`)],
    ],
    Prisma.sql`${found} JOIN "Opportunity" o ON o."id" = found."id"
      JOIN "Stage" s ON s."id" = o."stageId" JOIN "Institution" i ON i."id" = o."institutionId"
      LEFT JOIN "Account" a ON a."institutionId" = i."id" AND a."productId" = o."productId"
      LEFT JOIN "Task" t ON t."opportunityId" = o."id" AND t."doneAt" IS NULL
      LEFT JOIN "User" u ON u."id" = o."ownerId"
      LEFT JOIN "Territory" d ON d."code" = i."departementCode"`,
  );
}

/** The exchanges of the institutions that a list finds, the last first. */
async function exportInteractions(actor: Actor, { q, filter }: Asked): Promise<ListQuery> {
  const { from, where } = await matchingInstitutions(actor, { q, filter });
  return query(
    [
      ["Date", moment(`x."happenedAt"`)],
      ["Type", named(raw(`x."kind"::text`), KIND_LABELS)],
      ["Sens", named(raw(`x."direction"::text`), { inbound: "reçu", outbound: "envoyé" })],
      ["Institution", raw(`k."name"`)],
      ["SIREN", raw(`k."siren"`)],
      ["Contact", raw(`nullif(concat_ws(' ', c."firstName", c."lastName"), '')`)],
      ["Résumé", raw(`x."summary"`)],
      ["Résultat", named(raw(`x."outcome"::text`), OUTCOME_LABELS)],
      ["Minutes", raw(`x."durationMinutes"::text`)],
      ["Par", raw(`u."name"`)],
    ],
    Prisma.sql`(SELECT x.*, row_number() OVER (ORDER BY x."happenedAt" DESC, x."id") AS "n" FROM "Interaction" x
        WHERE x."productId" = ${actor.productId}::uuid
          AND x."institutionId" IN (SELECT i."id" FROM ${from} WHERE ${where})) x
      CROSS JOIN LATERAL (SELECT x."n") found JOIN "Institution" k ON k."id" = x."institutionId"
      LEFT JOIN "Contact" c ON c."id" = x."contactId" LEFT JOIN "User" u ON u."id" = x."createdById"`,
  );
}

async function exportUsage(actor: Actor, { q, filter }: Asked): Promise<ListQuery> {
  const { from, where } = await matchingInstitutions(actor, { q, filter });
  return query(
    [
      ["Institution", raw(`k."name"`)],
      ["SIREN", raw(`k."siren"`)],
      ["SIRET", raw(`k."siret"`)],
      ["Code INSEE", raw(`CASE k."kind" WHEN 'commune' THEN k."territoryCode" END`)],
      ["Département", DEPARTEMENT],
      ["Mesure", raw(`x."metric"`)],
      ["Date", day(`x."date"`)],
      ["Valeur", raw(`replace(x."value"::numeric::text, '.', ',')`)],
      ["Source", raw(`x."source"`)],
    ],
    Prisma.sql`(SELECT x.*, row_number() OVER (ORDER BY x."date" DESC, x."id") AS "n" FROM "UsageFact" x
        WHERE x."productId" = ${actor.productId}::uuid
          AND x."institutionId" IN (SELECT i."id" FROM ${from} WHERE ${where})) x
      CROSS JOIN LATERAL (SELECT x."n") found JOIN "Institution" k ON k."id" = x."institutionId"
      LEFT JOIN "Territory" d ON d."code" = k."departementCode"`,
  );
}

/** What a list finds, each row with its place in the order: the joins of the filter stay apart from those of the cells. */
function ranked(id: Prisma.Sql, from: Prisma.Sql, where: Prisma.Sql, keys: SortKey[]): Prisma.Sql {
  return Prisma.sql`(SELECT ${id} AS "id", row_number() OVER (ORDER BY ${Prisma.join(keys.map(orderBy))}) AS "n"
    FROM ${from} WHERE ${where}) found`;
}

/** What a row is known by when its file is brought in again, and what may not be lost of a person: in every file. */
const KEY = Symbol("key");

/** The last tells which column of the list shows it. */
type Cell = [head: string, sql: Prisma.Sql, shown?: string | typeof KEY];

function queryOf(shown: Asked["columns"], cells: Cell[], from: Prisma.Sql): ListQuery {
  const left = cells.filter(([, , by]) => !shown || by === KEY || (by !== undefined && shown.includes(by)));
  return query(left, from);
}

function query(columns: Cell[], from: Prisma.Sql): ListQuery {
  const cells = Prisma.join(columns.map(([, sql]) => sql));
  return {
    columns: columns.map(([head]) => head),
    sql: Prisma.sql`SELECT ${cells} FROM ${from} ORDER BY found."n"`,
  };
}

const DEPARTEMENT = raw(`d."name" || ' (' || d."code" || ')'`);

/** A fact as the product corrects it. */
const fact = (column: string) =>
  raw(`CASE WHEN jsonb_exists(a."corrections", '${column}') THEN a."corrections" -> '${column}' ->> 'value'
    ELSE i."${column}" END`);

const day = (sql: string) => raw(`to_char(${sql}, 'DD/MM/YYYY')`);
const moment = (sql: string) => raw(`to_char(${sql} AT TIME ZONE 'Europe/Paris', 'DD/MM/YYYY')`);

/** A word of the database as a reader says it. */
function named(sql: Prisma.Sql, words: Record<string, string>): Prisma.Sql {
  const cases = Object.entries(words).map(
    ([word, label]) => Prisma.sql`WHEN ${word}::text THEN ${label}::text`,
  );
  return Prisma.sql`CASE ${sql} ${Prisma.join(cases, " ")} END`;
}
