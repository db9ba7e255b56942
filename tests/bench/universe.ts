import pg from "pg";
import { loadUniverse } from "#app/universe/load.server.ts";
import { planUniverse } from "#app/universe/plan.server.ts";
import type { InstitutionRow, RelationRow, TerritoryRow } from "#app/universe/rows.ts";
import { copyText, INSTITUTION, RELATION, sendCopy, TERRITORY } from "#app/universe/upsert.server.ts";

/** `limit` is the reference measured beside ours; `ratio` is ours over it, and must stay under `target`. */
export type BenchRow = {
  name: string;
  ours: number;
  limit: number;
  unit: "ms" | "MB";
  ratio: number;
  target: number;
};

const ROUNDS = 5;

/**
 * The universe's load, from the packages on disk to the last commit, against a raw COPY of the same rows, already
 * derived and written out, into the same tables with their indexes and triggers. Empties those tables.
 */
export async function benchUniverse({ pool, url }: { pool: pg.Pool; url: string }): Promise<BenchRow[]> {
  const texts = await copyTexts();
  const ours: number[] = [];
  const raw: number[] = [];
  // Turn by turn, so that a slower moment of the machine weighs on both.
  for (let round = 0; round < ROUNDS; round++) {
    await empty(pool);
    raw.push(await timed(() => rawCopy(url, texts)));
    await empty(pool);
    ours.push(await timed(() => loadUniverse(undefined, { pool })));
  }
  await empty(pool);
  const [load, limit] = [median(ours), median(raw)];
  return [
    {
      name: "universe load, against a raw COPY",
      ours: load,
      limit,
      unit: "ms",
      ratio: load / limit,
      target: 5,
    },
  ];
}

type Texts = { target: string; text: string }[];

async function copyTexts(): Promise<Texts> {
  const lots = (await planUniverse()).flatMap((step) => step.lots.map((lot) => lot.rows()));
  const territories: TerritoryRow[] = lots.flatMap((lot) => lot.territories ?? []);
  const institutions: InstitutionRow[] = lots.flatMap((lot) => lot.institutions ?? []);
  const relations: RelationRow[] = lots.flatMap((lot) => lot.relations ?? []);
  return [
    { target: TERRITORY.name, columns: TERRITORY.columns, text: copyText(TERRITORY, territories) },
    { target: INSTITUTION.name, columns: INSTITUTION.columns, text: copyText(INSTITUTION, institutions) },
    { target: RELATION.name, columns: RELATION.columns, text: copyText(RELATION, relations) },
  ].map(({ target, columns, text }) => ({
    ...{ target: `"${target}" (${columns.map((column) => `"${column}"`).join(", ")})`, text },
  }));
}

async function rawCopy(url: string, texts: Texts): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`SELECT set_config('essaim.log', 'off', false)`);
  for (const { target, text } of texts) await sendCopy(client, target, text);
  await client.end();
}

async function empty(pool: pg.Pool): Promise<void> {
  await pool.query(`TRUNCATE "Territory", "Institution", "Relation", "UniverseStep" CASCADE`);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
