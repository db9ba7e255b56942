import { expect, test } from "vitest";
import { db, pool } from "#app/db/db.server.ts";
import { seedDemo } from "#app/demo/seed.server.ts";
import { isFirstRun } from "#app/settings/first-run.server.ts";
import { deleteProduct } from "#app/settings/product-settings.server.ts";
import { createActor, createContact } from "../../factories.ts";
import { loadCutUniverse } from "./cut-universe.ts";

test("deleting the demonstration removes all it owns, and nothing else", async () => {
  const other = await createActor();
  await createContact(other);
  await db.suppression.create({ data: { addressHash: "kept", source: "désinscription" } });
  await loadCutUniverse();
  const before = await rowsByTable();

  const { productId, userId } = await seedDemo();
  expect((await rowsByTable()).Interaction).toBeGreaterThan(100);
  await deleteProduct({ productId, userId, role: "admin" }, "Parcelle");

  expect(await rowsByTable()).toEqual(before);
});

test("once the demonstration is deleted, an instance with nothing else offers the first run again", async () => {
  await loadCutUniverse();
  const { productId, userId } = await seedDemo();
  expect(await isFirstRun()).toBe(false);
  await deleteProduct({ productId, userId, role: "admin" }, "Parcelle");
  expect(await isFirstRun()).toBe(true);
  expect((await seedDemo()).productId).not.toBe(productId);
});

test("its user stays where another product counts on them", async () => {
  const other = await createActor();
  await loadCutUniverse();
  const { productId, userId } = await seedDemo();
  await db.membership.create({ data: { userId, productId: other.productId, role: "reader" } });
  await deleteProduct({ productId, userId, role: "admin" }, "Parcelle");
  expect(await db.user.count({ where: { id: userId } })).toBe(1);
});

/** How many rows each table holds, but for the change log, which outlives what it tells of. */
async function rowsByTable(): Promise<Record<string, number>> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'Change' ORDER BY 1`,
  );
  const counts: Record<string, number> = {};
  for (const { name } of rows) {
    const { rows: counted } = await pool.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM "${name}"`,
    );
    counts[name] = counted[0]!.count;
  }
  return counts;
}
