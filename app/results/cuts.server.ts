import { db } from "#app/db/db.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { KINDS } from "#app/institutions/kinds.ts";
import type { Scope } from "./facts.server.ts";
import type { Cut } from "./funnel.ts";
import { providerOf, PROVIDERS } from "./provider.ts";

export type PersonCut = Exclude<Cut, "etape" | "variante">;

/** The words of a function, without case or spaces around: « Directrice » and « directrice » are one. */
const POST = Prisma.sql`(SELECT lower(btrim(w."function")) FROM "Position" w WHERE w."contactId" = e."contactId"
  AND w."institutionId" = e."institutionId" ORDER BY (w."validTo" IS NULL) DESC, w."primary" DESC, w."id" LIMIT 1)`;
const place = (column: "kind" | "regionCode" | "departementCode") => Prisma.raw(`i."${column}"::text`);
const first = (column: Prisma.Sql) =>
  Prisma.sql`(SELECT ${column} FROM "Message" f WHERE f."enrollmentId" = e."id" ORDER BY f."rank" LIMIT 1)`;
const DOMAIN = first(Prisma.sql`lower(split_part(f."email", '@', 2))`);

/** What a cut reads beside the facts. */
export function joinOf(cut: PersonCut): Prisma.Sql {
  return isPlace(cut) ? Prisma.sql`LEFT JOIN "Institution" i ON i."id" = e."institutionId"` : Prisma.empty;
}

const isPlace = (cut: PersonCut) => cut === "nature" || cut === "region" || cut === "departement";

/** What each recipient `e`, of an institution `i`, is told apart by; '' where nothing is known. */
export const CUT_SQL: Record<PersonCut, Prisma.Sql> = {
  nature: Prisma.sql`coalesce(${place("kind")}, '')`,
  region: Prisma.sql`coalesce(${place("regionCode")}, '')`,
  departement: Prisma.sql`coalesce(${place("departementCode")}, '')`,
  fonction: Prisma.sql`coalesce(${POST}, '')`,
  boite: Prisma.sql`coalesce(${first(Prisma.sql`f."mailboxId"::text`)}, '')`,
  messagerie: Prisma.sql`coalesce(${DOMAIN}, '')`,
};

/** The recipients of one segment: what its figures open. */
export async function inSegment(scope: Scope, cut: PersonCut, key: string): Promise<Prisma.Sql> {
  if (cut !== "messagerie") return Prisma.sql`${CUT_SQL[cut]} = ${key}`;
  return Prisma.sql`${CUT_SQL.messagerie} = ANY(${await domainsOf(scope, key)}::text[])`;
}

async function domainsOf({ campaignId }: Scope, provider: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ domain: string }[]>`
    SELECT DISTINCT lower(split_part("email", '@', 2)) AS "domain" FROM "Message" WHERE "campaignId" = ${campaignId}::uuid`;
  return rows.map(({ domain }) => domain).filter((domain) => providerOf(domain) === provider);
}

/** How the keys of a cut are called. */
export async function namesOf(
  { productId }: Scope,
  cut: PersonCut,
  keys: string[],
): Promise<(key: string) => string> {
  if (cut === "nature")
    return (key) => (KINDS as Record<string, readonly string[]>)[key]?.[1] ?? "Sans institution";
  if (cut === "fonction")
    return (key) => (key ? key[0]!.toLocaleUpperCase("fr") + key.slice(1) : "Fonction inconnue");
  if (cut === "messagerie") return (key) => (PROVIDERS as Record<string, string>)[key] ?? key;
  if (cut === "boite") {
    const boxes = await db.mailbox.findMany({ where: { productId }, select: { id: true, name: true } });
    const names = new Map(boxes.map(({ id, name }) => [id, name]));
    return (key) => names.get(key) ?? "Boîte retirée";
  }
  const places = await db.territory.findMany({
    where: { code: { in: keys } },
    select: { code: true, name: true },
  });
  const names = new Map(places.map(({ code, name }) => [code, name]));
  return (key) => names.get(key) ?? "Sans territoire";
}
