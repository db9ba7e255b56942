import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";
import { pool } from "#app/db/db.server.ts";
import { databaseUrl } from "#app/runtime.server.ts";
import {
  loadUniverse,
  resumeUniverseIfNeeded,
  universeProgress,
  universeReady,
} from "#app/universe/load.server.ts";
import type { UniverseProgress } from "#app/universe/steps.ts";
import { createActor } from "../../factories.ts";

const TIMEOUT = 180_000;

test(
  "two loads at once make one; the whole is there and found; loading again writes nothing",
  { timeout: TIMEOUT },
  async () => {
    const calls = [0, 0];
    const [first, second] = await Promise.all(calls.map((_, i) => loadUniverse(() => calls[i]!++)));
    expect(Math.min(...calls)).toBe(0);
    expect(Math.max(...calls)).toBeGreaterThan(20);
    expect(first).toEqual(second);
    expect(first).toMatchObject({ state: "done", percent: 100 });
    expect(await universeReady()).toBe(true);

    expect(await scalar(`SELECT count(*)::int FROM "Institution"`)).toBe(first!.institutions.total);
    expect(first!.institutions.total).toBeGreaterThan(36_000);
    expect(await scalar(`SELECT count(*)::int FROM "Territory" WHERE "kind" = 'commune'`)).toBe(34_969);
    expect(await scalar(`SELECT count(*)::int FROM "Institution" WHERE "category" = 'prefecture'`)).toBe(101);
    expect(await scalar(`SELECT count(*)::int FROM "Institution" WHERE "category" = 'sous-prefecture'`)).toBe(
      233,
    );
    expect(
      await scalar(`SELECT count(*)::int FROM "Relation" WHERE "kind" = 'membership' AND "confidence" = 100`),
    ).toBe(34_871 + 129 + 11);
    expect(await scalar(`SELECT count(*)::int FROM "Change"`)).toBe(0);

    for (const [typed, name] of FOUND) expect([typed, await search(typed)]).toEqual([typed, name]);

    const before = await versions();
    await loadUniverse();
    await pool.query(`DELETE FROM "UniverseStep"`);
    await loadUniverse();
    expect(await versions()).toEqual(before);

    // A later vintage: what differs is brought up to date, what it lacks stays, what came from elsewhere is kept.
    await pool.query(`UPDATE "UniverseStep" SET "checksum" = 'of last year'`);
    await pool.query(`UPDATE "Institution" SET "name" = 'Ancien nom' WHERE "key" = 'commune:34172'`);
    await pool.query(`UPDATE "Institution" SET "website" = 'https://herault.example', "provenance" = "provenance" ||
    '{"website": {"source": "annuaire", "vintage": "2026"}}' WHERE "key" = 'prefecture:34'`);
    await pool.query(`INSERT INTO "Institution" ("key", "name", "kind", "source", "vintage")
    VALUES ('commune:99999', 'Mairie disparue', 'commune', 'Code officiel géographique', '2025')`);
    expect(await resumeUniverseIfNeeded()).toBe(true);
    expect(await nameOf("commune:34172")).toBe("Mairie de Montpellier");
    expect(await nameOf("commune:99999")).toBe("Mairie disparue");
    expect(await scalar(`SELECT "website" FROM "Institution" WHERE "key" = 'prefecture:34'`)).toBe(
      "https://herault.example",
    );
    expect(await resumeUniverseIfNeeded()).toBe(false);
  },
);

test(
  "a load killed among the communes is interrupted, and the next boot finishes it without starting over",
  { timeout: TIMEOUT },
  async () => {
    const child = spawn(process.execPath, ["--input-type=module", "--eval", CHILD, databaseUrl()], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    for await (const line of createInterface(child.stdout)) {
      const { steps } = JSON.parse(line) as UniverseProgress;
      if (steps.find((step) => step.key === "communes")!.done > 0) break;
    }
    child.kill("SIGKILL");
    // PostgreSQL gives the lock back once it has noticed; to hold it is to know.
    await pool.query(`SELECT pg_advisory_xact_lock(7262839)`);

    const interrupted = await universeProgress();
    expect(interrupted.state).toBe("interrupted");
    expect(interrupted.steps.map((step) => step.state)).toEqual([
      ...["done", "done", "running", "waiting", "waiting", "waiting"],
    ]);
    expect(interrupted.steps[2]!.done).toBeLessThan(interrupted.steps[2]!.total);
    expect(await scalar(`SELECT count(*)::int FROM "Institution"`)).toBe(interrupted.institutions.done);

    const before = await versions();
    const seen: number[] = [];
    const finished = await loadUniverse((progress) => seen.push(progress.done));
    expect(Math.min(...seen)).toBeGreaterThan(interrupted.done);
    expect(finished.state).toBe("done");
    expect(await scalar(`SELECT count(*)::int FROM "Institution"`)).toBe(finished.institutions.total);
    expect(await versions(before.lastTransaction)).toEqual(before);
  },
);

test("a load told to stop does so between two lots, and leaves the lock to others", async () => {
  const stop = new AbortController();
  const load = loadUniverse(() => stop.abort(new Error("the server stops")), { signal: stop.signal });
  await expect(load).rejects.toThrow("the server stops");
  expect(await universeProgress()).toMatchObject({ state: "interrupted" });
  // Asked for and not finished, though no product exists: the next boot goes on with it.
  await expect(resumeUniverseIfNeeded({ signal: stop.signal })).rejects.toThrow("the server stops");
});

test("nothing is loaded that nobody has asked for; a product asks for it", async () => {
  expect(await resumeUniverseIfNeeded()).toBe(false);
  expect(await universeProgress()).toMatchObject({ state: "none", institutions: { done: 0, total: 0 } });
  await createActor();
  const stopped = AbortSignal.abort(new Error("asked for"));
  await expect(resumeUniverseIfNeeded({ signal: stopped })).rejects.toThrow("asked for");
});

/** A process apart, to be killed: it says how far it is, one line a committed lot. */
const CHILD = `
  const { setRuntime } = await import("#app/runtime.server.ts");
  setRuntime({ databaseUrl: process.argv[1] });
  const { loadUniverse } = await import("#app/universe/load.server.ts");
  await loadUniverse((progress) => process.stdout.write(JSON.stringify(progress) + "\\n"));
`;

/** What people type, and what must come first. */
const FOUND: [typed: string, name: string][] = [
  ["prefecture herault", "Préfecture de l’Hérault"],
  ["ddtm 34", "DDTM de l’Hérault"],
  ["saint etienne metropole", "Saint-Étienne Métropole"],
  ["st etienne", "Saint-Étienne Métropole"],
  ["noyon", "Mairie de Noyon"],
  ["200023778", "CA du Pays de Saint-Gilles-Croix-de-Vie"],
  ["cnaf", "Caisse nationale des allocations familiales"],
  ["amf", "Association des maires de France et des présidents d’intercommunalité"],
  ["dgfip", "Direction générale des finances publiques"],
  ["caf herault", "CAF de l’Hérault"],
  ["chambre agriculture finistere", "Chambre d’agriculture du Finistère"],
  ["metropole de lyon", "Métropole de Lyon"],
  ["corse", "Collectivité de Corse"],
  ["mairie privas", "Mairie de Privas"],
  ["35000", "Mairie de Rennes"],
];

/** Every word the beginning of one: whole words first, then the weight. */
async function search(typed: string): Promise<unknown> {
  return scalar(
    `SELECT "name" FROM "Institution", f_fold($1) AS folded
     WHERE "search" @@ to_tsquery('simple', replace(folded, ' ', ':* & ') || ':*')
     ORDER BY "search" @@ to_tsquery('simple', replace(folded, ' ', ' & ')) DESC, "weight" DESC, "id" LIMIT 1`,
    [typed],
  );
}

const nameOf = (key: string) => scalar(`SELECT "name" FROM "Institution" WHERE "key" = $1`, [key]);

/** Which transactions wrote the rows (up to a given one): equal when none was written since. */
async function versions(upTo = 2 ** 40) {
  const { rows } = await pool.query<{ count: number; lastTransaction: number; sum: string }>(
    `SELECT count(*)::int, max(version)::int AS "lastTransaction", sum(version)::text FROM (
       SELECT xmin::text::bigint AS version FROM "Territory"
       UNION ALL SELECT xmin::text::bigint FROM "Institution"
       UNION ALL SELECT xmin::text::bigint FROM "Relation") AS written WHERE version <= $1`,
    [upTo],
  );
  return rows[0]!;
}

async function scalar(sql: string, values: unknown[] = []): Promise<unknown> {
  const { rows } = await pool.query<Record<string, unknown>>(sql, values);
  return Object.values(rows[0]!)[0];
}
