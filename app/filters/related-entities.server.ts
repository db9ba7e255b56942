import { Prisma } from "#app/db/generated/client.ts";
import { RELATION_KINDS, RELATION_WORDS } from "#app/institutions/relation.ts";
import { INTERACTION_KINDS, KIND_LABELS } from "#app/interactions/interaction.ts";
import { type Entity, type Fields, joinsOf } from "./compile.server.ts";
import { contactEntity } from "./entities.server.ts";

const INTERACTION_CHOICES = { values: INTERACTION_KINDS, choices: KIND_LABELS };
const OUTCOMES = {
  ...{ reached: "Joint", no_answer: "Pas de réponse", voicemail: "Messagerie", call_back: "À rappeler" },
  ...{ wrong_number: "Mauvais numéro", refused: "Refus" },
};
const SENTIMENTS = { positive: "Positive", neutral: "Neutre", negative: "Négative", meeting: "Rendez-vous" };
const DIRECTIONS = { inbound: "Venu d’eux", outbound: "Venu de nous" };
const OWED_BY = { us: "Nous", them: "Eux" };
const ADDRESS_KINDS = { email: "Courriel", phone: "Téléphone" };

/** « Échange » */
export const exchangeEntity: Entity = {
  label: "un échange",
  source: () => Prisma.sql`"Interaction" n`,
  scope: ({ productId }) => Prisma.sql`n."productId" = ${productId}::uuid`,
  fields: {
    kind: { label: "Type", type: "choice", sql: Prisma.sql`n."kind"`, ...INTERACTION_CHOICES },
    happenedAt: { label: "Date", type: "moment", sql: Prisma.sql`n."happenedAt"` },
    direction: { label: "Sens", type: "choice", sql: Prisma.sql`n."direction"`, ...among(DIRECTIONS) },
    outcome: { label: "Issue de l’appel", type: "choice", sql: Prisma.sql`n."outcome"`, ...among(OUTCOMES) },
    sentiment: { label: "Réponse", type: "choice", sql: Prisma.sql`n."sentiment"`, ...among(SENTIMENTS) },
    handled: { label: "Réponse traitée", type: "boolean", sql: Prisma.sql`(n."handledAt" IS NOT NULL)` },
    summary: { label: "Compte rendu", type: "text", sql: Prisma.sql`n."summary"` },
    authorId: { label: "Noté par", type: "choice", sql: Prisma.sql`n."createdById"`, choices: "member" },
  },
  relations: {
    contact: {
      ...{ label: "Contact", to: () => contactEntity, outer: Prisma.sql`n."contactId"` },
      key: Prisma.sql`c."id"`,
    },
  },
};

/** « Action », done or to be done. */
export const actionEntity: Entity = {
  label: "une action",
  source: () => Prisma.sql`"Task" k`,
  scope: ({ productId }) => Prisma.sql`k."productId" = ${productId}::uuid`,
  fields: {
    title: { label: "Action", type: "text", sql: Prisma.sql`k."title"` },
    kind: { label: "Type", type: "choice", sql: Prisma.sql`k."kind"`, ...INTERACTION_CHOICES },
    dueOn: { label: "Échéance", type: "day", sql: Prisma.sql`k."dueOn"` },
    owedBy: { label: "À qui d’agir", type: "choice", sql: Prisma.sql`k."owedBy"`, ...among(OWED_BY) },
    done: { label: "Faite", type: "boolean", sql: Prisma.sql`(k."doneAt" IS NOT NULL)` },
    doneAt: { label: "Faite le", type: "moment", sql: Prisma.sql`k."doneAt"` },
    assigneeId: { label: "Confiée à", type: "choice", sql: Prisma.sql`k."assigneeId"`, choices: "member" },
  },
  relations: {
    contact: {
      ...{ label: "Contact", to: () => contactEntity, outer: Prisma.sql`k."contactId"` },
      key: Prisma.sql`c."id"`,
    },
  },
};

/** « Usage »: a dated figure. */
export const usageEntity: Entity = {
  label: "un usage",
  source: () => Prisma.sql`"UsageFact" us`,
  scope: ({ productId }) => Prisma.sql`us."productId" = ${productId}::uuid`,
  fields: {
    metric: { label: "Mesure", type: "choice", sql: Prisma.sql`us."metric"`, choices: "metric" },
    date: { label: "Date", type: "day", sql: Prisma.sql`us."date"` },
    value: { label: "Valeur", type: "number", sql: Prisma.sql`us."value"` },
  },
  relations: {},
};

/** A stage that a partnership went through, or is at. */
export const periodEntity: Entity = {
  label: "une étape",
  source: () => Prisma.sql`"StagePeriod" sp JOIN "Opportunity" whose ON whose."id" = sp."opportunityId"
    JOIN "Stage" past ON past."id" = sp."stageId"`,
  scope: ({ productId }) => Prisma.sql`sp."productId" = ${productId}::uuid`,
  fields: {
    stage: { label: "Étape", type: "choice", sql: Prisma.sql`past."name"`, choices: "stage" },
    since: { label: "Entrée le", type: "moment", sql: Prisma.sql`sp."validFrom"` },
    until: { label: "Sortie le", type: "moment", sql: Prisma.sql`sp."validTo"` },
    byId: { label: "Par", type: "choice", sql: Prisma.sql`sp."byId"`, choices: "member" },
  },
  relations: {},
};

export const addressEntity: Entity = {
  label: "une adresse",
  source: () => Prisma.sql`"Address" ad`,
  scope: ({ productId }) => Prisma.sql`ad."productId" = ${productId}::uuid`,
  fields: {
    kind: { label: "Type", type: "choice", sql: Prisma.sql`ad."kind"`, ...among(ADDRESS_KINDS) },
    value: { label: "Adresse ou numéro", type: "text", sql: Prisma.sql`ad."value"` },
    primary: { label: "Principale", type: "boolean", sql: Prisma.sql`ad."primary"` },
    current: { label: "Actuelle", type: "boolean", sql: Prisma.sql`(ad."validTo" IS NULL)` },
    source: { label: "Source", type: "text", sql: Prisma.sql`ad."source"` },
    collectedAt: { label: "Recueillie le", type: "moment", sql: Prisma.sql`ad."collectedAt"` },
  },
  relations: {},
};

const FIRST_SENT = Prisma.sql`LEFT JOIN LATERAL (SELECT min(m."sentAt") AS "sentAt" FROM "Message" m
  WHERE m."enrollmentId" = en."id") letter ON TRUE`;

const mailingFields: Fields = {
  campaign: { label: "Campagne", type: "id", sql: Prisma.sql`en."campaignId"`, choices: "campaign" },
  enrolledAt: { label: "Inscrite le", type: "moment", sql: Prisma.sql`en."createdAt"` },
  sentAt: {
    label: "Premier envoi le",
    type: "moment",
    sql: Prisma.sql`letter."sentAt"`,
    joins: [FIRST_SENT],
  },
  replied: {
    ...{ label: "A répondu depuis l’envoi", type: "boolean", joins: [FIRST_SENT] },
    sql: Prisma.sql`EXISTS (SELECT FROM "Interaction" answer WHERE answer."productId" = en."productId"
        AND answer."institutionId" = en."institutionId" AND answer."contactId" = en."contactId"
        AND answer."direction" = 'inbound' AND answer."happenedAt" > letter."sentAt")`,
  },
};

/** Somebody's place in a campaign: enrolled, written to, answered. */
export const mailingEntity: Entity = {
  label: "une campagne",
  source: (_, { filter }) => Prisma.sql`"Enrollment" en ${joinsOf(filter, "", mailingFields)}`,
  scope: ({ productId }) => Prisma.sql`en."productId" = ${productId}::uuid
    AND EXISTS (SELECT FROM "Campaign" told WHERE told."id" = en."campaignId" AND told."kind" = 'sequence')`,
  fields: mailingFields,
  relations: {},
};
const LINKS = Object.fromEntries(
  RELATION_KINDS.flatMap((kind) => [
    [`${kind} outgoing`, RELATION_WORDS[kind].outgoing],
    ...(kind === "partners" ? [] : [[`${kind} incoming`, RELATION_WORDS[kind].incoming] as const]),
  ]),
);

/** How one institution is linked to the other, as the first would say it: « Sous la tutelle de ». */
export const linkFields: Fields = {
  link: { label: "Lien", type: "choice", sql: Prisma.sql`link."link"`, ...among(LINKS) },
};

/** The links of today, from either end: the shared ones, and the product's own. */
export function linkedTo({ productId }: { productId: string }): Prisma.Sql {
  return Prisma.sql`JOIN (
    SELECT "fromId" AS "mineId", "toId" AS "otherId", "kind" || ' outgoing' AS "link" FROM "Relation" r
    WHERE ${ours(productId)}
    UNION ALL SELECT "toId", "fromId", CASE "kind" WHEN 'partners' THEN 'partners outgoing'
      ELSE "kind" || ' incoming' END FROM "Relation" r WHERE ${ours(productId)}) link ON link."otherId" = i."id"`;
}

function ours(productId: string): Prisma.Sql {
  return Prisma.sql`(r."productId" IS NULL OR r."productId" = ${productId}::uuid)
    AND (r."validTo" IS NULL OR r."validTo" >= (now() AT TIME ZONE 'Europe/Paris')::date)`;
}

function among(names: Record<string, string>) {
  return { values: Object.keys(names), choices: names };
}
