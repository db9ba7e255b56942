import type pg from "pg";
import { createToken } from "#app/api/tokens.server.ts";
import type { Actor } from "#app/auth/actor.ts";
import { createCampaign } from "#app/campaigns/campaigns.server.ts";
import { createMailbox } from "#app/outbox/mailboxes.server.ts";
import { addProduct } from "#app/settings/set-up.server.ts";
import { newDataDir, startEssaim } from "../e2e/essaim.ts";
import { median } from "./measure.ts";
import type { BenchRow } from "./universe.ts";

const PEOPLE = 100_000;
const ROUNDS = 3;
const ACCOUNT = {
  ...{ name: "Camille Roussel", email: "planning@essaim.example", password: "une phrase assez longue" },
};
const LETTER = {
  subject: "Un essai {{ institution.au }} ?",
  text: "Bonjour {{ contact.prenom }},\n\nPlusieurs directions l’essaient déjà. Auriez-vous vingt minutes ?\n\nBien à vous,\n{{ expediteur.signature }}",
};

/**
 * A launch to a hundred thousand people (audience, check, merge, freeze, enrollments and messages) against one raw
 * insert of the very rows it wrote, in the same tables, with their indexes and triggers.
 */
export async function benchPlanning(pool: pg.Pool, url: string, secret: string): Promise<BenchRow[]> {
  const actor: Actor = { role: "admin", ...(await addProduct({ product: "Lancement", ...ACCOUNT })) };
  await fill(pool, actor);
  const mailbox = { name: "Camille Roussel", fromAddress: "camille@parcelle.example" };
  const { id: mailboxId } = await createMailbox(actor, {
    ...{ ...mailbox, smtpUrl: "smtp://127.0.0.1:9", dailyCap: null, window: null },
  });
  const { token } = await createToken(actor, "Banc");
  const essaim = await startEssaim({ DATABASE_URL: url, APP_SECRET: secret, WORKER: "off" }, newDataDir());
  const launch = async (id: string) => {
    const headers = { Authorization: `Bearer ${token}` };
    const answer = await fetch(`${essaim.baseUrl}/api/v1/campaigns/${id}/launch`, {
      method: "POST",
      headers,
    });
    const said = await answer.text();
    if (JSON.parse(said).enrolled !== PEOPLE) throw new Error(`${PEOPLE} people: ${said.slice(0, 500)}`);
  };
  const times = { ours: [] as number[], limit: [] as number[] };
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const draft = { ...LETTER, name: `Banc ${round}`, mailboxId, filter: { all: [] } };
      const { id } = await createCampaign(actor, draft);
      times.ours.push(await timed(() => launch(id)));
      times.limit.push(await insertAgain(pool, actor, id));
      await forget(pool, id);
    }
  } finally {
    await essaim.stop();
  }
  const [ours, limit] = [median(times.ours), median(times.limit)];
  const name = `launch to ${PEOPLE} people`;
  return [{ name, ours, limit, unit: "ms", ratio: ours / limit, target: 6 }];
}

/** The rows of a launch, taken away and put back by hand; in ms, of the putting back alone. */
async function insertAgain(pool: pg.Pool, { userId, productId }: Actor, id: string): Promise<number> {
  const client = await pool.connect();
  try {
    await client.query(`
      SET essaim.log = 'off';
      CREATE TEMP TABLE enrolled AS SELECT * FROM "Enrollment" WHERE "campaignId" = '${id}';
      CREATE TEMP TABLE written AS SELECT * FROM "Message" WHERE "campaignId" = '${id}';
      DELETE FROM "Enrollment" WHERE "campaignId" = '${id}';
      RESET essaim.log`);
    await client.query(`VACUUM ANALYZE "Enrollment", "Message"`);
    return await timed(async () => {
      await client.query("BEGIN");
      await client.query(
        `SELECT set_config('essaim.actor', $1, true), set_config('essaim.product', $2, true),
           set_config('essaim.set', gen_random_uuid()::text, true), set_config('essaim.action', 'banc', true)`,
        [userId, productId],
      );
      await client.query(`INSERT INTO "Enrollment" SELECT * FROM enrolled`);
      await client.query(`INSERT INTO "Message" SELECT * FROM written`);
      await client.query("COMMIT");
    });
  } finally {
    await client.query(`DROP TABLE IF EXISTS enrolled, written`);
    client.release();
  }
}

async function forget(pool: pg.Pool, id: string): Promise<void> {
  await pool.query(`SET essaim.log = 'off'; DELETE FROM "Campaign" WHERE "id" = '${id}'; RESET essaim.log`);
  await pool.query(`VACUUM ANALYZE "Enrollment", "Message", "Change"`);
}

async function fill(pool: pg.Pool, { productId }: Actor): Promise<void> {
  const client = await pool.connect();
  await client.query("SET essaim.log = 'off'");
  for (const sql of STATEMENTS) await client.query(sql, [productId, PEOPLE]);
  await client.query("RESET essaim.log");
  await client.query("ANALYZE");
  client.release();
}

/** Always the same for a number, and a UUID as the product draws them. */
const id = (kind: string, number: string) =>
  `overlay(overlay(md5('lancement ${kind}' || ${number}) placing '4' from 13) placing '8' from 17)::uuid`;

const STATEMENTS = [
  `INSERT INTO "Institution" ("id", "productId", "name", "kind", "source", "vintage")
   SELECT ${id("i", "n")}, $1::uuid, 'Mairie ' || n, 'commune', 'banc', '2026' FROM generate_series(1, $2::int / 2) n`,
  `INSERT INTO "Contact" ("id", "productId", "firstName", "lastName")
   SELECT ${id("c", "n")}, $1::uuid, 'Maud', 'Tessier ' || n FROM generate_series(1, $2::int) n`,
  `INSERT INTO "Position" ("productId", "contactId", "institutionId", "function")
   SELECT $1::uuid, ${id("c", "n")}, ${id("i", "1 + n / 2 % ($2::int / 2)")}, 'Chargé de mission'
   FROM generate_series(1, $2::int) n`,
  `INSERT INTO "Address" ("productId", "contactId", "kind", "value", "normalized", "source", "collectedAt")
   SELECT $1::uuid, ${id("c", "n")}, 'email', 'l' || n || '@mairie.example', 'l' || n || '@mairie.example',
     'annuaire', now() FROM generate_series(1, $2::int) n`,
];

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
