import type pg from "pg";
import type { Actor } from "#app/auth/actor.ts";
import { listPairs } from "#app/duplicates/candidates.server.ts";
import { compare } from "./measure.ts";
import type { BenchRow } from "./universe.ts";

const CONTACTS = 50_000;
/** What the queue may take to open, in ms: no hand-written SQL finds them for less to be put beside. */
const AWAITED = 1_000;

/** The queue of a product whose people share places, names and addresses: five to an institution, one in ten twice. */
export async function benchDuplicates(pool: pg.Pool, { userId }: Actor): Promise<BenchRow[]> {
  const { rows } = await pool.query<{ id: string }>(
    `INSERT INTO "Product" ("name") VALUES ('Doublons') RETURNING "id"`,
  );
  const productId = rows[0]!.id;
  const client = await pool.connect();
  await client.query("SET essaim.log = 'off'");
  for (const sql of PEOPLE) await client.query(sql, [productId, CONTACTS]);
  await client.query("RESET essaim.log");
  await client.query("ANALYZE");
  client.release();
  const actor: Actor = { userId, productId, role: "admin" };
  const row = await compare(
    "duplicates among 50 000 contacts",
    1,
    () => listPairs(actor),
    async () => {},
  );
  return [{ ...row, limit: AWAITED, ratio: row.ours / AWAITED }];
}

const PEOPLE = [
  `INSERT INTO "Contact" ("id", "productId", "firstName", "lastName")
   SELECT md5($1::text || n)::uuid, $1::uuid, (ARRAY['Maud','Bruno','Hélène','Karim','Aïssatou','Jean','Anne'])[1 + who % 7],
     (ARRAY['Tessier','Lavergne','Castaing','Bensaïd','Diallo','Étienne','Robert','Marchand','Faure','Garnier','Roux'])[1 + who % 11]
       || (ARRAY['', 'eau', 'in', ' Duval', 'ier'])[1 + who % 5] || translate((who % 997)::text, '0123456789', 'abcdefghij')
   FROM (SELECT n, CASE WHEN n % 10 = 4 THEN n - 4 ELSE n END AS who FROM generate_series(1, $2::int) n) p`,
  `INSERT INTO "Position" ("productId", "contactId", "institutionId", "function")
   SELECT $1::uuid, md5($1::text || n)::uuid, i."id", 'Chargé de mission' FROM generate_series(1, $2::int) n
   JOIN (SELECT "id", row_number() OVER (ORDER BY "id") AS row FROM "Institution") i ON i.row = 1 + n / 10 * 2 + n % 2`,
  `INSERT INTO "Address" ("productId", "contactId", "kind", "value", "normalized", "source", "collectedAt")
   SELECT $1::uuid, md5($1::text || n)::uuid, 'email', mail, mail, 'annuaire', now()
   FROM (SELECT n, 'c' || (CASE WHEN n % 20 = 4 THEN n - 4 ELSE n END) || '@lieu' || n / 10 || '.example' AS mail
     FROM generate_series(1, $2::int) n) a`,
];
