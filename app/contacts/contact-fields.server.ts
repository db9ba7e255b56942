import type { Actor } from "#app/auth/actor.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { allJoins, type Fields, joinsOf } from "#app/filters/compile.server.ts";
import { EVERYTHING, type Filter } from "#app/filters/filter.ts";
import { KIND_NAMES } from "#app/institutions/institution.ts";
import { institutionFields, nextTask } from "#app/institutions/institution-fields.server.ts";

/**
 * A product's contacts, with what this filter and this order need, or, when they are not given, with whatever a
 * filter may. Each join meets one row at most: a contact's post and addresses of today.
 */
export function contactSource(
  _: Pick<Actor, "productId">,
  use?: { filter?: Filter | undefined; sort?: string | undefined },
): Prisma.Sql {
  const { filter = EVERYTHING, sort = "" } = use ?? {};
  return Prisma.sql`"Contact" c
    ${use ? joinsOf(filter, sort, contactFields) : allJoins(contactFields)}`;
}

/** A product's contacts `c`; who was merged into another is read as that other. */
export function contactScope({ productId }: Pick<Actor, "productId">): Prisma.Sql {
  return Prisma.sql`(c."productId" = ${productId}::uuid AND c."mergedIntoId" IS NULL)`;
}

const post = Prisma.sql`
  LEFT JOIN "Position" p ON p."contactId" = c."id" AND p."primary" AND p."validTo" IS NULL`;
const institution = Prisma.sql`LEFT JOIN "Institution" i ON i."id" = p."institutionId"`;
// The account and the partnership are those of the contact's own product, whatever the actor.
const account = Prisma.sql`
  LEFT JOIN "Account" a ON a."institutionId" = p."institutionId" AND a."productId" = c."productId"`;
const opportunity = Prisma.sql`
  LEFT JOIN "Opportunity" o ON o."institutionId" = p."institutionId" AND o."productId" = c."productId"
  LEFT JOIN "Stage" s ON s."id" = o."stageId"`;
const email = Prisma.sql`
  LEFT JOIN "Address" e ON e."contactId" = c."id" AND e."kind" = 'email' AND e."primary" AND e."validTo" IS NULL`;
const phone = Prisma.sql`
  LEFT JOIN "Address" h ON h."contactId" = c."id" AND h."kind" = 'phone' AND h."primary" AND h."validTo" IS NULL`;

/** What is asked of institutions can be asked of those who work there: a list of the ones makes an audience. */
const ofInstitution = (
  ["own", "keyAccount", "toConfirm", "population", "territory", "category", "tags"] as const
).map(
  (name) =>
    [name, { ...institutionFields[name], sortable: false, joins: [post, institution, account] }] as const,
);
const ofPartnership = (["ownerId", "reach", "nextAction", "nextActionAt", "lacksNextAction"] as const).map(
  (name) =>
    [
      name,
      { ...institutionFields[name], sortable: false, joins: [post, account, opportunity, nextTask] },
    ] as const,
);

export const contactFields = {
  ...Object.fromEntries([...ofInstitution, ...ofPartnership]),
  id: { label: "Identifiant", type: "id", sql: Prisma.sql`c."id"`, required: true },
  firstName: { label: "Prénom", type: "text", sql: Prisma.sql`c."firstName"`, sortable: true },
  lastName: { label: "Nom", type: "text", sql: Prisma.sql`c."lastName"`, sortable: true },
  role: { label: "Adresse de fonction", type: "boolean", sql: Prisma.sql`c."role"`, required: true },
  opposed: { label: "Opposition", type: "boolean", sql: Prisma.sql`(c."opposedAt" IS NOT NULL)` },
  createdAt: {
    ...{ label: "Ajouté le", type: "moment", sql: Prisma.sql`c."createdAt"`, sortable: true, required: true },
  },
  email: { label: "Courriel", type: "text", sql: Prisma.sql`e."value"`, joins: [email], sortable: true },
  phone: { label: "Téléphone", type: "text", sql: Prisma.sql`h."value"`, joins: [phone] },
  source: { label: "Source de l’adresse", type: "text", sql: Prisma.sql`e."source"`, joins: [email] },
  function: { label: "Fonction", type: "text", sql: Prisma.sql`p."function"`, joins: [post], sortable: true },
  institutionId: { label: "Institution", type: "id", sql: Prisma.sql`p."institutionId"`, joins: [post] },
  institution: {
    ...{ label: "Institution", type: "text", sql: Prisma.sql`i."name"` },
    ...{ joins: [post, institution], sortable: true },
  },
  kind: {
    ...{ label: "Type d’institution", type: "choice", sql: Prisma.sql`i."kind"`, values: KIND_NAMES },
    choices: institutionFields.kind.choices,
    joins: [post, institution],
  },
  departement: {
    ...{ label: "Département", type: "choice", sql: Prisma.sql`i."departementCode"`, choices: "departement" },
    ...{ joins: [post, institution], sortable: true },
  },
  region: {
    ...{ label: "Région", type: "choice", sql: Prisma.sql`i."regionCode"`, choices: "region" },
    joins: [post, institution],
  },
  inTarget: { label: "Dans la Cible", type: "boolean", sql: Prisma.sql`FALSE` },
  inPipeline: {
    ...{ label: "Dans le pipeline", type: "boolean", sql: Prisma.sql`(o."id" IS NOT NULL)` },
    joins: [post, opportunity],
  },
  stage: {
    ...{ label: "Étape", type: "choice", sql: Prisma.sql`s."name"`, choices: "stage" },
    joins: [post, opportunity],
  },
  lastInteractionAt: {
    ...{ label: "Dernier échange", type: "moment", sql: Prisma.sql`a."lastInteractionAt"` },
    ...{ joins: [post, account], sortable: true },
  },
  lastInboundAt: {
    ...{ label: "Dernière réponse", type: "moment", sql: Prisma.sql`a."lastInboundAt"` },
    joins: [post, account],
  },
} satisfies Fields as Fields;
