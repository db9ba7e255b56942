import { Prisma } from "#app/db/generated/client.ts";
import { KIND_NAMES, kindsLabel } from "#app/institutions/kinds.ts";
import type { Fields } from "#app/filters/compile.server.ts";

/** The tables behind a partnership; `o` is the partnership itself, whose product the caller states. */
export const OPPORTUNITY_TABLES = Prisma.sql`"Opportunity" o
  JOIN "Stage" s ON s."id" = o."stageId"
  JOIN "Institution" i ON i."id" = o."institutionId"
  LEFT JOIN "Territory" d ON d."code" = i."departementCode"
  LEFT JOIN "Account" a ON a."productId" = o."productId" AND a."institutionId" = o."institutionId"
  LEFT JOIN "Task" t ON t."opportunityId" = o."id" AND t."doneAt" IS NULL`;

/** When somebody is next to do something: the next action's day, or the day to come back to who is asleep. */
export const DUE_ON = Prisma.sql`CASE s."kind" WHEN 'dormant' THEN o."wakeOn" WHEN 'lost' THEN NULL ELSE t."dueOn" END`;

/** Its day has passed, in France. */
export const LATE = Prisma.sql`coalesce(${DUE_ON} < (now() AT TIME ZONE 'Europe/Paris')::date, FALSE)`;

/** « Sans prochaine action », as `lacksNextAction` says it. */
export const LACKS_NEXT_ACTION = Prisma.sql`(t."dueOn" IS NULL AND
  (s."kind" = 'open' OR (s."kind" = 'won' AND s."milestone" IS DISTINCT FROM 'ambassador')))`;

const KINDS = { open: "En cours", won: "Gagnée", dormant: "En pause", lost: "Sans suite" };
const KIND_CHOICES = Object.fromEntries(KIND_NAMES.map((kind) => [kind, kindsLabel(kind)]));

/** What partnerships can be filtered and sorted on; by the same words as institutions, so that a filter goes with both. */
export const OPPORTUNITY_FIELDS = {
  name: { label: "Institution", type: "text", sql: Prisma.sql`i."name"`, sortable: true, required: true },
  kind: { label: "Type", type: "choice", sql: Prisma.sql`i."kind"::text`, choices: KIND_CHOICES },
  departement: {
    label: "Département",
    type: "choice",
    sql: Prisma.sql`i."departementCode"`,
    choices: "departement",
  },
  region: { label: "Région", type: "choice", sql: Prisma.sql`i."regionCode"`, choices: "region" },
  stage: { label: "Étape", type: "choice", sql: Prisma.sql`s."name"`, choices: "stage" },
  stageKind: {
    ...{ label: "Nature de l’étape", type: "choice", sql: Prisma.sql`s."kind"::text` },
    ...{ values: Object.keys(KINDS), choices: KINDS },
  },
  inTarget: { label: "Dans la Cible", type: "boolean", sql: Prisma.sql`FALSE` },
  keyAccount: { label: "Grand compte", type: "boolean", sql: Prisma.sql`coalesce(a."keyAccount", FALSE)` },
  tags: { label: "Étiquette", type: "tags", sql: Prisma.sql`a."tags"`, choices: "tag" },
  wakeOn: { label: "À reprendre le", type: "day", sql: Prisma.sql`o."wakeOn"` },
  lastInboundAt: { label: "Dernière réponse", type: "moment", sql: Prisma.sql`a."lastInboundAt"` },
  ownerId: { label: "Responsable", type: "choice", sql: Prisma.sql`o."ownerId"`, choices: "member" },
  nextAction: { label: "Prochaine action", type: "text", sql: Prisma.sql`t."title"` },
  nextActionAt: { label: "Échéance", type: "day", sql: Prisma.sql`t."dueOn"`, sortable: true },
  due: { label: "À faire le", type: "day", sql: DUE_ON, sortable: true },
  late: { label: "En retard", type: "boolean", sql: LATE },
  lacksNextAction: { label: "Sans prochaine action", type: "boolean", sql: LACKS_NEXT_ACTION },
  reach: { label: "Portée", type: "number", sql: Prisma.sql`o."reach"`, sortable: true },
  lastInteractionAt: { label: "Dernier échange", type: "moment", sql: Prisma.sql`a."lastInteractionAt"` },
  stageSince: {
    ...{ label: "À cette étape depuis", type: "moment", sql: Prisma.sql`o."stageSince"` },
    ...{ sortable: true, required: true },
  },
  createdAt: {
    ...{ label: "Ajouté le", type: "moment", sql: Prisma.sql`o."createdAt"`, sortable: true, required: true },
  },
} satisfies Fields as Fields;
