import { contactFields, contactScope, contactSource } from "#app/contacts/contact-fields.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import {
  institutionFields,
  institutionScope,
  institutionSource,
} from "#app/institutions/institution-fields.server.ts";
import { OPPORTUNITY_FIELDS, OPPORTUNITY_TABLES } from "#app/pipeline/opportunity-fields.server.ts";
import type { Entity, Relation } from "./compile.server.ts";
import {
  actionEntity,
  addressEntity,
  exchangeEntity,
  linkFields,
  linkedTo,
  mailingEntity,
  periodEntity,
  usageEntity,
} from "./related-entities.server.ts";

/** What can be listed, and how each leads to the others: the whole of what a filter can reach is read here. */
export const institutionEntity: Entity = {
  label: "une institution",
  fields: institutionFields,
  source: institutionSource,
  scope: institutionScope,
  relations: {
    contacts: {
      ...{ label: "Contacts", to: () => contactEntity, outer: Prisma.sql`i."id"` },
      link: () => Prisma.sql`JOIN "Position" post ON post."contactId" = c."id" AND post."validTo" IS NULL`,
      key: Prisma.sql`post."institutionId"`,
    },
    ...ofInstitution(Prisma.sql`i."id"`),
    linked: {
      ...{ label: "Institutions liées", to: () => linkedEntity, outer: Prisma.sql`i."id"` },
      ...{ link: linkedTo, key: Prisma.sql`link."mineId"` },
    },
    campaigns: {
      ...{ label: "Campagnes", to: () => mailingEntity, outer: Prisma.sql`i."id"` },
      key: Prisma.sql`en."institutionId"`,
    },
  },
};

/** An institution at the other end of a link, which says what the link is. */
const linkedEntity: Entity = {
  ...institutionEntity,
  label: "une institution liée",
  fields: { ...linkFields, ...institutionFields },
};

export const contactEntity: Entity = {
  label: "un contact",
  fields: contactFields,
  source: contactSource,
  scope: contactScope,
  institutions: "institutions",
  relations: {
    institutions: {
      ...{ label: "Institutions", to: () => institutionEntity, outer: Prisma.sql`c."id"` },
      link: ({ productId }) => Prisma.sql`JOIN "Position" post ON post."institutionId" = i."id"
        AND post."productId" = ${productId}::uuid AND post."validTo" IS NULL`,
      key: Prisma.sql`post."contactId"`,
    },
    interactions: {
      ...{ label: "Échanges", to: () => exchangeEntity, outer: Prisma.sql`c."id"` },
      link: () => Prisma.sql`JOIN (
        SELECT "id" AS "exchangeId", "contactId" FROM "Interaction" WHERE "contactId" IS NOT NULL
        UNION ALL SELECT "interactionId", "contactId" FROM "Participant") who ON who."exchangeId" = n."id"`,
      key: Prisma.sql`who."contactId"`,
    },
    actions: {
      ...{ label: "Actions", to: () => actionEntity, outer: Prisma.sql`c."id"` },
      key: Prisma.sql`k."contactId"`,
    },
    addresses: {
      ...{ label: "Courriels et téléphones", to: () => addressEntity, outer: Prisma.sql`c."id"` },
      key: Prisma.sql`ad."contactId"`,
    },
    campaigns: {
      ...{ label: "Campagnes", to: () => mailingEntity, outer: Prisma.sql`c."id"` },
      key: Prisma.sql`en."contactId"`,
    },
  },
};

export const partnershipEntity: Entity = {
  label: "un partenariat",
  fields: OPPORTUNITY_FIELDS,
  source: () => OPPORTUNITY_TABLES,
  scope: ({ productId }) => Prisma.sql`o."productId" = ${productId}::uuid`,
  institutions: "institution",
  relations: {
    institution: {
      ...{ label: "Institution", to: () => institutionEntity, outer: Prisma.sql`o."institutionId"` },
      key: Prisma.sql`i."id"`,
    },
    contacts: { ...institutionEntity.relations.contacts!, outer: Prisma.sql`o."institutionId"` },
    ...ofInstitution(Prisma.sql`o."institutionId"`),
  },
};

/** What an institution has, met from it or from its partnership. */
function ofInstitution(outer: Prisma.Sql): Record<string, Relation> {
  return {
    interactions: {
      ...{ label: "Échanges", to: () => exchangeEntity, outer },
      key: Prisma.sql`n."institutionId"`,
    },
    actions: { ...{ label: "Actions", to: () => actionEntity, outer }, key: Prisma.sql`k."institutionId"` },
    usage: { ...{ label: "Usages", to: () => usageEntity, outer }, key: Prisma.sql`us."institutionId"` },
    stages: {
      ...{ label: "Étapes traversées", to: () => periodEntity, outer },
      key: Prisma.sql`whose."institutionId"`,
    },
  };
}
