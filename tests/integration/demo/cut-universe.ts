import { pool } from "#app/db/db.server.ts";
import { PLACE_KINDS } from "#app/demo/place.ts";
import { currentChecksum, planUniverse } from "#app/universe/plan.server.ts";
import { createStaging, INSTITUTION, TERRITORY, upsert } from "#app/universe/upsert.server.ts";

const plan = planUniverse();

/** The universe, cut down to what the story needs. */
export async function loadCutUniverse(): Promise<void> {
  await loadStateServices();
  await finishUniverse();
}

/** What a load brings for the story, while it is not over. */
export async function loadStateServices(): Promise<void> {
  const client = await pool.connect();
  await createStaging(client);
  for (const { key, lots } of await plan) {
    if (key !== "territories" && key !== "services") continue;
    for (const lot of lots) {
      const { territories = [], institutions = [] } = lot.rows();
      const chosen = institutions.filter(({ category }) => Object.hasOwn(PLACE_KINDS, category ?? ""));
      await client.query("BEGIN");
      await upsert(client, TERRITORY, territories);
      await upsert(client, INSTITUTION, chosen);
      await client.query("COMMIT");
    }
  }
  client.release(true);
}

/** Says that the load is over. */
export async function finishUniverse(): Promise<void> {
  for (const [position, { key, total, source, vintage }] of (await plan).entries())
    await pool.query(
      `INSERT INTO "UniverseStep" ("key", "position", "done", "total", "source", "vintage", "checksum", "finishedAt", "updatedAt")
       VALUES ($1, $2, $3, $3, $4, $5, $6, now(), now())`,
      [key, position, total, source, vintage, currentChecksum()],
    );
}
