import { execFile } from "node:child_process";
import type pg from "pg";
import type { Actor } from "#app/auth/actor.ts";
import { exportList } from "#app/exports/export.server.ts";
import { checkImport, createImport } from "#app/imports/imports.server.ts";
import { runImport } from "#app/imports/run.server.ts";
import { askUndo, runUndo } from "#app/imports/undo.server.ts";
import { keepUpload } from "#app/imports/uploads.server.ts";
import { copyText, sendCopy } from "#app/universe/upsert.server.ts";
import { median } from "./measure.ts";
import type { BenchRow } from "./universe.ts";

const ROWS = 100_000;
const ROUNDS = 3;

/**
 * A file of a hundred thousand people against COPY of the same rows into the same tables, with the same indexes and
 * triggers.
 */
export async function benchImports(pool: pg.Pool): Promise<BenchRow[]> {
  const times = { ours: [] as number[], undo: [] as number[], limit: [] as number[] };
  const places = await readPlaces(pool);
  for (let round = 0; round < ROUNDS; round++) {
    const raw = await createProduct(pool);
    times.limit.push(await timed(() => copyRaw(pool, raw, places)));
    await forget(pool, raw);
    const actor = await createProduct(pool);
    let id = "";
    times.ours.push(await timed(async () => (id = await bring(actor, places, ROWS))));
    times.undo.push(
      await timed(async () => {
        await askUndo(actor, id);
        await runUndo(id);
      }),
    );
    await forget(pool, actor);
  }
  const [ours, undo, limit] = [median(times.ours), median(times.undo), median(times.limit)];
  return [
    { name: "import of 100 000 contacts", ours, limit, unit: "ms", ratio: ours / limit, target: 6 },
    {
      ...{ name: "import of 100 000 contacts, and its undo", ours: ours + undo, limit, unit: "ms" },
      ...{ ratio: (ours + undo) / limit, target: 6 },
    },
  ];
}

/** The most memory a process of its own ever holds, ten times as many rows later. */
export async function benchImportMemory(): Promise<BenchRow[]> {
  const [few, many] = [await memoryOf(10_000), await memoryOf(ROWS)];
  return [
    {
      ...{ name: "memory of an import of 100 000 rows, of 10 000", unit: "MB" },
      ...{ ours: many, limit: few, ratio: many / few, target: 1.2 },
    },
  ];
}

/** A whole list as a file against COPY TO of the same cells. */
export async function benchExports(pool: pg.Pool, actor: Actor): Promise<BenchRow[]> {
  const times = { ours: [] as number[], limit: [] as number[] };
  const ours = async () => {
    const { body } = await exportList(actor, "contacts", new URLSearchParams());
    for await (const _ of body as unknown as AsyncIterable<Uint8Array>);
  };
  const limit = async () => {
    const { to } = await import("pg-copy-streams");
    const client = await pool.connect();
    const stream = client.query(to(COPY_CONTACTS(actor.productId)));
    for await (const _ of stream);
    client.release();
  };
  await ours();
  await limit();
  for (let round = 0; round < 5; round++) {
    times.limit.push(await timed(limit));
    times.ours.push(await timed(ours));
  }
  const [mine, least] = [median(times.ours), median(times.limit)];
  return [
    {
      ...{ name: "export of 50 000 contacts", ours: mine, limit: least, unit: "ms" },
      ...{ ratio: mine / least, target: 2 },
    },
  ];
}

const COPY_CONTACTS = (productId: string) => `COPY (
  SELECT c."firstName", c."lastName", p."function", e."value",
    (SELECT string_agg(x."value", ', ') FROM "Address" x WHERE x."contactId" = c."id" AND x."kind" = 'email'
      AND NOT x."primary" AND x."validTo" IS NULL),
    h."value",
    (SELECT string_agg(x."value", ', ') FROM "Address" x WHERE x."contactId" = c."id" AND x."kind" = 'phone'
      AND NOT x."primary" AND x."validTo" IS NULL),
    i."name", i."siren", i."siret", i."territoryCode", d."name" || ' (' || d."code" || ')', c."note", e."source",
    to_char(e."collectedAt", 'DD/MM/YYYY'), to_char(c."opposedAt", 'DD/MM/YYYY')
  FROM "Contact" c
    LEFT JOIN "Position" p ON p."contactId" = c."id" AND p."primary" AND p."validTo" IS NULL
    LEFT JOIN "Institution" i ON i."id" = p."institutionId"
    LEFT JOIN "Territory" d ON d."code" = i."departementCode"
    LEFT JOIN "Address" e ON e."contactId" = c."id" AND e."kind" = 'email' AND e."primary" AND e."validTo" IS NULL
    LEFT JOIN "Address" h ON h."contactId" = c."id" AND h."kind" = 'phone' AND h."primary" AND h."validTo" IS NULL
  WHERE c."productId" = '${productId}' ORDER BY c."lastName", c."firstName", c."id"
) TO STDOUT (FORMAT csv, DELIMITER ';')`;

type Place = { id: string; siren: string | null; name: string };

async function readPlaces(pool: pg.Pool): Promise<Place[]> {
  const { rows } = await pool.query<Place>(
    `SELECT "id", "siren", "name" FROM "Institution" WHERE "siren" IS NOT NULL AND "productId" IS NULL ORDER BY "id" LIMIT 30000`,
  );
  return rows;
}

async function createProduct(pool: pg.Pool): Promise<Actor> {
  const { rows } = await pool.query<{ id: string }>(
    `INSERT INTO "Product" ("name") VALUES ('Import') RETURNING "id"`,
  );
  return { userId: "bench-imports", productId: rows[0]!.id, role: "admin" };
}

async function forget(pool: pg.Pool, { productId }: Actor): Promise<void> {
  const client = await pool.connect();
  await client.query(`SET essaim.log = 'off'`);
  await client.query(`DELETE FROM "Contact" WHERE "productId" = $1`, [productId]);
  await client.query(`DELETE FROM "Product" WHERE "id" = $1`, [productId]);
  await client.query(`DELETE FROM "Change" WHERE "productId" = $1`, [productId]);
  await client.query(`RESET essaim.log`);
  await client.query(`VACUUM ANALYZE "Contact", "Position", "Address", "Account", "Change"`);
  client.release();
}

const person = (n: number) => ({
  ...{
    firstName: FIRST[n % FIRST.length]!,
    lastName: `${LAST[n % LAST.length]!} ${n}`,
    email: `p${n}@mairie${n % 997}.example`,
  },
  ...{ phone: `04${String(10_000_000 + n)}`, function: "Chargée de mission" },
});
const FIRST = ["Maud", "Bruno", "Hélène", "Karim", "Aïssatou"];
const LAST = ["Tessier", "Lavergne", "Castaing", "Bensaïd", "Diallo", "Étienne"];

/** The same rows, made ready beforehand: nothing but PostgreSQL's own work is counted. */
async function copyRaw(pool: pg.Pool, { productId, userId }: Actor, places: Place[]): Promise<void> {
  const client = await pool.connect();
  const people = Array.from({ length: ROWS }, (_, n) => ({
    ...person(n),
    id: crypto.randomUUID(),
    at: places[n % places.length]!,
  }));
  const at = new Date().toISOString();
  const common = { productId, source: "salon", collectedAt: at };
  const copy = <Row>(table: string, columns: (keyof Row & string)[], rows: Row[]) =>
    sendCopy(
      client,
      `"${table}" (${columns.map((column) => `"${column}"`).join(", ")})`,
      copyText({ columns }, rows),
    );
  await client.query("BEGIN");
  await copy(
    "Contact",
    ["id", "productId", "firstName", "lastName", "createdById"],
    people.map(({ id, firstName, lastName }) => ({
      id,
      productId,
      firstName,
      lastName,
      createdById: userId,
    })),
  );
  await copy(
    "Position",
    ["productId", "contactId", "institutionId", "function"],
    people.map(({ id, at: place, function: post }) => ({
      productId,
      contactId: id,
      institutionId: place.id,
      function: post,
    })),
  );
  await copy(
    "Address",
    ["productId", "contactId", "kind", "value", "normalized", "source", "collectedAt"],
    people.flatMap(({ id, email, phone }) => [
      { ...common, contactId: id, kind: "email", value: email, normalized: email },
      { ...common, contactId: id, kind: "phone", value: phone, normalized: phone },
    ]),
  );
  await client.query(
    `INSERT INTO "Account" ("productId", "institutionId") SELECT $1, unnest($2::uuid[]) ON CONFLICT DO NOTHING`,
    [productId, places.map(({ id }) => id)],
  );
  await client.query("COMMIT");
  client.release();
}

/** A file as a spreadsheet writes it, said by SIREN with its spaces. */
export async function* fileOf(places: Place[], rows: number): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  yield encoder.encode("\ufeffPrénom;Nom;Fonction;Courriel;Téléphone;SIREN\r\n");
  for (let from = 0; from < rows; from += 1000) {
    let text = "";
    for (let n = from; n < Math.min(rows, from + 1000); n++) {
      const { firstName, lastName, email, phone, function: post } = person(n);
      const siren = places[n % places.length]!.siren!.replace(/(\d{3})(?=\d)/g, "$1 ");
      text += `${firstName};${lastName};${post};${email};${phone};${siren}\r\n`;
    }
    yield encoder.encode(text);
  }
}

export async function bring(actor: Actor, places: Place[], rows: number): Promise<string> {
  const uploadId = await keepUpload(actor, "banc.csv", fileOf(places, rows));
  const { id, mapping } = await createImport(actor, { kind: "contacts", uploadId });
  await checkImport(actor, id, { mapping, options: { source: "salon" }, run: true });
  await runImport(id);
  return id;
}

/** In a process of its own, that does nothing else, under the flags of this one; in MB. */
function memoryOf(rows: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const program = new URL("./import-memory.ts", import.meta.url).pathname;
    const env = { ...process.env, BENCH_ROWS: String(rows) };
    execFile(process.execPath, [...process.execArgv, program], { env }, (error, stdout, stderr) =>
      error ? reject(new Error(stderr)) : resolve(Number(stdout.trim().split("\n").at(-1))),
    );
  });
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
