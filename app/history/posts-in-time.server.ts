import { Prisma } from "#app/db/generated/client.ts";

/**
 * Comings and goings of people, from their posts `w`: an arrival is told on the day a former post closed for it,
 * otherwise when the person was added; a departure has a line of its own, whose id comes from the post's.
 */
export const DEPARTURE_ID = Prisma.sql`md5('départ ' || w."id")::uuid`;

/** A day without a time is told at its noon, in Paris. */
const noon = (column: "validFrom" | "validTo") =>
  Prisma.raw(`((w."${column}" + interval '12 hours') AT TIME ZONE 'Europe/Paris')`);

const another = Prisma.sql`f."contactId" = w."contactId" AND f."institutionId" <> w."institutionId"`;

/** The institution that was left for this post, if one was. */
export const CAME_FROM = Prisma.sql`(SELECT i."name" FROM "Position" f JOIN "Institution" i ON i."id" = f."institutionId"
  WHERE ${another} AND f."validTo" = w."validFrom" LIMIT 1)`;

/** The institution this post was left for, if it is known. */
export const WENT_TO = Prisma.sql`(SELECT i."name" FROM "Position" f JOIN "Institution" i ON i."id" = f."institutionId"
  WHERE ${another} AND f."validFrom" = w."validTo" LIMIT 1)`;

export const ARRIVED_AT = Prisma.sql`CASE WHEN EXISTS (SELECT FROM "Position" f WHERE ${another}
  AND f."validTo" = w."validFrom") THEN ${noon("validFrom")} ELSE w."createdAt" END`;

export const LEFT_AT = noon("validTo");
