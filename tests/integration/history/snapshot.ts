import { pool } from "#app/db/db.server.ts";

/** Every row of the database, the log aside. Versions only ever rise, and are left out. */
export async function snapshot(): Promise<Record<string, unknown[]>> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables
     WHERE schemaname = 'public' AND tablename NOT IN ('_prisma_migrations', 'Change') ORDER BY 1`,
  );
  const all: Record<string, unknown[]> = {};
  for (const { name } of tables) {
    const { rows } = await pool.query(
      `SELECT to_jsonb(t) - 'version' AS row FROM "${name}" t ORDER BY to_jsonb(t)::text`,
    );
    all[name] = rows.map(({ row }) => row as unknown);
  }
  return all;
}

/** The change set of the last write. */
export async function lastSet(): Promise<string> {
  const { rows } = await pool.query<{ setId: string }>(
    `SELECT "setId" FROM "Change" ORDER BY "id" DESC LIMIT 1`,
  );
  return rows[0]!.setId;
}
