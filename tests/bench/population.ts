import type pg from "pg";
import { DEFAULT_STAGES } from "#app/settings/default-stages.ts";
import type { Actor } from "#app/auth/actor.ts";

/** What a list must stay fast on. */
export const SIZES = {
  institutions: 100_000,
  contacts: 50_000,
  opportunities: 20_000,
  interactions: 200_000,
};

/** Fills an empty database that already holds the universe up to SIZES, for one product; answers its actor. */
export async function populate(pool: pg.Pool): Promise<Actor> {
  const client = await pool.connect();
  try {
    await client.query("SET essaim.log = 'off'");
    const { rows } = await client.query<{ id: string }>(
      `INSERT INTO "Product" ("name") VALUES ('Parcelle') RETURNING "id"`,
    );
    const productId = rows[0]!.id;
    await client.query(
      `INSERT INTO "User" ("id", "name", "email", "updatedAt") VALUES ('bench', 'Camille Roussel', 'c@essaim.example', now())`,
    );
    for (const { position, name, kind, milestone } of DEFAULT_STAGES)
      await client.query(
        `INSERT INTO "Stage" ("productId", "name", "kind", "milestone", "position") VALUES ($1, $2, $3, $4, $5)`,
        [productId, name, kind, milestone, position],
      );
    for (const [sql, count] of STATEMENTS) await client.query(sql, [productId, count]);
    await client.query("RESET essaim.log");
    await client.query("ANALYZE");
    return { userId: "bench", productId, role: "admin" };
  } finally {
    client.release();
  }
}

const STATEMENTS: [sql: string, count: number][] = [
  [
    `INSERT INTO "Institution" ("key", "name", "kind", "acronym", "departementCode", "regionCode", "population", "keywords", "weight", "source", "vintage")
     SELECT 'bench:' || n || $1::text, 'Association ' || n || ' de ' || t."name", 'association', 'A' || n, t."departementCode", t."regionCode",
       n % 5000, t."name" || ' ' || t."departementCode", n % 100, 'banc', '2026'
     FROM generate_series(1, greatest(0, $2 - (SELECT count(*)::int FROM "Institution"))) n
     JOIN (SELECT *, row_number() OVER (ORDER BY "code") AS row FROM "Territory" WHERE "kind" = 'commune') t
       ON t.row = 1 + n % 30000`,
    SIZES.institutions,
  ],
  [
    `INSERT INTO "Contact" ("id", "productId", "firstName", "lastName")
     SELECT md5('contact' || n)::uuid, $1::uuid, (ARRAY['Maud','Bruno','Hélène','Karim','Aïssatou'])[1 + n % 5],
       (ARRAY['Tessier','Lavergne','Castaing','Bensaïd','Diallo','Étienne'])[1 + n % 6] || ' ' || n
     FROM generate_series(1, $2::int) n`,
    SIZES.contacts,
  ],
  [
    `INSERT INTO "Position" ("productId", "contactId", "institutionId", "function")
     SELECT $1::uuid, md5('contact' || n)::uuid, i."id", 'Chargé de mission'
     FROM generate_series(1, $2::int) n
     JOIN (SELECT "id", row_number() OVER (ORDER BY "id") AS row FROM "Institution") i ON i.row = 1 + n % 60000`,
    SIZES.contacts,
  ],
  [
    `INSERT INTO "Address" ("productId", "contactId", "kind", "value", "normalized", "source", "collectedAt")
     SELECT $1::uuid, md5('contact' || n)::uuid, 'email', 'c' || n || '@mairie.example', 'c' || n || '@mairie.example', 'annuaire', now()
     FROM generate_series(1, $2::int) n`,
    SIZES.contacts,
  ],
  [
    `INSERT INTO "Opportunity" ("productId", "institutionId", "stageId", "ownerId", "reach", "stageSince")
     SELECT $1::uuid, i."id", s."id", 'bench', i.row % 9000, now() - i.row % 90 * interval '1 day'
     FROM (SELECT "id", row_number() OVER (ORDER BY "id") AS row FROM "Institution") i
     JOIN "Stage" s ON s."productId" = $1::uuid AND s."position" = 1 + i.row % 10
     WHERE i.row <= $2::int`,
    SIZES.opportunities,
  ],
  [
    `INSERT INTO "Task" ("productId", "institutionId", "opportunityId", "title", "dueOn")
     SELECT "productId", "institutionId", "id", 'Rappeler', current_date + ("reach" % 60 - 20)
     FROM "Opportunity" WHERE "productId" = $1::uuid AND "reach" % 10 < $2::int`,
    8,
  ],
  [
    `INSERT INTO "Interaction" ("productId", "institutionId", "kind", "direction", "happenedAt", "summary")
     SELECT $1::uuid, i."id", 'call', 'outbound', now() - n % 200 * interval '1 day', 'Appel'
     FROM generate_series(1, $2::int) n
     JOIN (SELECT "id", row_number() OVER (ORDER BY "id") AS row FROM "Institution") i ON i.row = 1 + n % 40000`,
    SIZES.interactions,
  ],
];
