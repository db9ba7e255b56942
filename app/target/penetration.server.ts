import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { matching } from "#app/institutions/institutions.server.ts";
import { readTarget } from "./target.server.ts";

/** Institutions of the Cible, and those of them whose partnership is at Volontaire or past it. */
export type Penetration = { won: number; target: number };

/** @returns null while no Cible is chosen */
export async function readPenetration(actor: Actor): Promise<Penetration | null> {
  const filter = await readTarget(actor);
  if (!filter) return null;
  const { from, where } = await matching(actor, { filter });
  const [row] = await db.$queryRaw<[Penetration]>`
    SELECT count(*)::int AS "target", count(*) FILTER (WHERE s."kind" = 'won')::int AS "won"
    FROM ${from} WHERE ${where}`;
  return row;
}

/** The ids of the Cible's institutions, as a query to put in another; null while no Cible is chosen. */
export async function targetIds(actor: Actor): Promise<Prisma.Sql | null> {
  const filter = await readTarget(actor);
  if (!filter) return null;
  const { from, where } = await matching(actor, { filter });
  return Prisma.sql`SELECT i."id" FROM ${from} WHERE ${where}`;
}
