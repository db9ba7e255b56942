import type pg from "pg";
import type { Actor } from "#app/auth/actor.ts";
import { findCampaign } from "#app/campaigns/campaign-row.server.ts";
import { readResults } from "#app/results/page.server.ts";
import { addProduct } from "#app/settings/set-up.server.ts";
import { compare } from "./measure.ts";
import type { BenchRow } from "./universe.ts";

const RECIPIENTS = 100_000;
const ACCOUNT = {
  ...{ name: "Camille Roussel", email: "results@essaim.example", password: "une phrase assez longue" },
};

/** The page of results of a campaign of 100 000 messages, against the same figures in SQL written by hand. */
export async function benchResults(pool: pg.Pool): Promise<BenchRow[]> {
  const actor: Actor = { role: "admin", ...(await addProduct({ product: "Résultats", ...ACCOUNT })) };
  const campaignId = await seed(pool, actor);
  const row = await findCampaign(actor, campaignId);
  const page = (params: string) => readResults(actor, row, new URLSearchParams(params));
  return [
    await compare(
      `results of ${RECIPIENTS} messages`,
      2,
      () => page(""),
      () => handWritten(pool, campaignId),
    ),
    await compare(
      "the same, cut by département",
      2,
      () => page("par=departement"),
      () => handWritten(pool, campaignId, true),
    ),
  ];
}

async function seed(pool: pg.Pool, { productId }: Actor): Promise<string> {
  const client = await pool.connect();
  const one = async (sql: string, values: unknown[]) =>
    (await client.query<{ id: string }>(`${sql} RETURNING "id"`, values)).rows.map(({ id }) => id);
  await client.query("SET essaim.log = 'off'");
  const [mailboxId] = await one(
    `INSERT INTO "Mailbox" ("productId", "name", "fromAddress") VALUES ($1, 'Camille', 'c@parcelle.example')`,
    [productId],
  );
  const [campaignId] = await one(
    `INSERT INTO "Campaign" ("productId", "name", "state", "mailboxId", "audience", "launchedAt")
     VALUES ($1, 'Découverte', 'done', $2, '{"contactIds":[]}', now() - interval '20 days')`,
    [productId, mailboxId],
  );
  const [stepId] = await one(
    `INSERT INTO "Step" ("productId", "campaignId", "position") VALUES ($1, $2, 1)`,
    [...[productId, campaignId]],
  );
  const variants = await one(
    `INSERT INTO "Variant" ("productId", "stepId", "label", "subject", "text")
     VALUES ($1, $2, 'A', 'Vingt minutes ?', 'Bonjour'), ($1, $2, 'B', 'Parcelle', 'Bonjour')`,
    [productId, stepId],
  );
  await client.query(
    `INSERT INTO "Institution" ("productId", "name", "kind", "departementCode", "source", "vintage")
     SELECT $1::uuid, 'Mairie ' || n, 'commune', d."code", 'banc', '2026' FROM generate_series(1, 20000) n
     LEFT JOIN (SELECT "code", row_number() OVER () AS row FROM "Territory" WHERE "kind" = 'departement') d
       ON d.row = 1 + n % 100`,
    [productId],
  );
  await client.query(
    `INSERT INTO "Enrollment" ("id", "productId", "campaignId", "institutionId", "repliedAt", "sentiment")
     SELECT md5('e' || n)::uuid, $1::uuid, $2::uuid, i."id",
       CASE WHEN n % 12 = 0 THEN now() - (n % 19) * interval '1 day' END,
       CASE WHEN n % 24 = 0 THEN 'positive'::"Sentiment" END
     FROM generate_series(1, $3::int) n
     JOIN (SELECT "id", row_number() OVER () AS row FROM "Institution" WHERE "productId" = $1::uuid) i
       ON i.row = 1 + n % 20000`,
    [productId, campaignId, RECIPIENTS],
  );
  await client.query(
    `INSERT INTO "Message" ("productId", "campaignId", "enrollmentId", "stepId", "variantId", "mailboxId", "state", "email",
       "addressHash", "subject", "text", "html", "contentHash", "rfcMessageId", "dueAt", "sentAt", "reply")
     SELECT $1::uuid, $2::uuid, md5('e' || n)::uuid, $3::uuid, ($4::uuid[])[1 + n % 2], $5::uuid,
       CASE WHEN n % 50 = 0 THEN 'bounced' ELSE 'sent' END::"MessageState", 'p' || n || '@mairie.example', md5(n::text),
       'Vingt minutes ?', repeat('Bonjour, ', 60), repeat('<p>Bonjour</p>', 60), md5(n::text), n || '@parcelle.example',
       now() - interval '20 days', now() - interval '20 days', '250 2.0.0 OK'
     FROM generate_series(1, $6::int) n`,
    [productId, campaignId, stepId, variants, mailboxId, RECIPIENTS],
  );
  await client.query("RESET essaim.log");
  await client.query("ANALYZE");
  client.release();
  return campaignId!;
}

/** As one would write it by hand: the funnel, the letters, the delays, the states, and a page of the ledger with its total. */
async function handWritten(pool: pg.Pool, campaignId: string, cut = false): Promise<void> {
  const facts = `SELECT e."id", e."institutionId", e."repliedAt", e."sentiment", e."metAt", e."volunteeredAt",
      bool_or(m."state" IN ('sent', 'bounced')) AS "sent", bool_or(m."state" = 'sent') AS "kept", min(m."sentAt") AS "firstAt"
    FROM "Enrollment" e LEFT JOIN "Message" m ON m."enrollmentId" = e."id" AND m."campaignId" = $1
    WHERE e."campaignId" = $1 GROUP BY e."id"`;
  const figures = `count(*), count(*) FILTER (WHERE f."sent"), count(*) FILTER (WHERE f."kept" OR f."repliedAt" IS NOT NULL),
    count(f."repliedAt"), count(*) FILTER (WHERE f."sentiment" IN ('positive', 'meeting')), count(f."metAt"), count(f."volunteeredAt")`;
  await Promise.all([
    pool.query(
      `WITH f AS MATERIALIZED (${facts}) SELECT ${
        cut
          ? `(SELECT json_agg(c) FROM (SELECT i."departementCode", ${figures}
           FROM f JOIN "Institution" i ON i."id" = f."institutionId" GROUP BY 1) c),`
          : ""
      }
         (SELECT json_agg(d) FROM (SELECT date_trunc('day', f."repliedAt" - f."firstAt"), count(*) FROM f GROUP BY 1) d),
         (SELECT json_agg(w) FROM (SELECT ${figures} FROM f) w)`,
      [campaignId],
    ),
    pool.query(
      `SELECT m."variantId", count(*), count(*) FILTER (WHERE m."state" = 'sent'), count(e."repliedAt")
       FROM "Message" m JOIN "Enrollment" e ON e."id" = m."enrollmentId" WHERE m."campaignId" = $1 GROUP BY 1`,
      [campaignId],
    ),
    pool.query(`SELECT "state", count(*) FROM "Message" WHERE "campaignId" = $1 GROUP BY 1`, [campaignId]),
    pool.query(`SELECT count(*) FROM "Enrollment" WHERE "campaignId" = $1`, [campaignId]),
    pool.query(
      `SELECT e.*, i."name", c."firstName", c."lastName", m."state", m."sentAt", m."reply", v."label"
       FROM (SELECT * FROM "Enrollment" WHERE "campaignId" = $1 ORDER BY "id" LIMIT 51) e
       LEFT JOIN "Institution" i ON i."id" = e."institutionId" LEFT JOIN "Contact" c ON c."id" = e."contactId"
       LEFT JOIN "Message" m ON m."enrollmentId" = e."id" LEFT JOIN "Variant" v ON v."id" = m."variantId" ORDER BY e."id"`,
      [campaignId],
    ),
  ]);
}
