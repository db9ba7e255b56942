import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { db, pool } from "#app/db/db.server.ts";
import { continueImports } from "#app/imports/continue.server.ts";
import { checkImport } from "#app/imports/imports.server.ts";
import { runImport } from "#app/imports/run.server.ts";
import { askUndo } from "#app/imports/undo.server.ts";
import { createActor, createInstitution } from "../../factories.ts";
import { prepare, reportOf } from "./bring-in.ts";

const [ROWS, AGAIN, LOT] = [600, 50, 100];

test("an import killed in the middle of a lot goes on from its last whole one, and ends as if nothing had happened", async () => {
  const actor = await createActor();
  await createInstitution(actor, { name: "Maison commune" });
  const other = await createInstitution(actor, { name: "Autre maison" });
  const lines = Array.from(
    { length: ROWS },
    (_, n) =>
      `Nom ${n};p${n % (ROWS - AGAIN)}@x.example;${n < 2.5 * LOT ? "Maison commune" : "Autre maison"}`,
  );
  const { id, mapping } = await prepare(actor, "contacts", `nom;courriel;institution\n${lines.join("\n")}\n`);
  await checkImport(actor, id, { mapping, options: {}, run: true });

  await killedInTheThirdLot(id, { productId: actor.productId, institutionId: other.id });
  expect(await reportOf(id)).toMatchObject({ state: "running", created: 2 * LOT });
  expect(await db.import.findUniqueOrThrow({ where: { id } })).toMatchObject({ rowsDone: 2 * LOT });
  expect(await db.contact.count()).toBe(2 * LOT);

  // The server forgets a dead connection at once, but not within the same instant.
  await runImport(id, { lot: LOT, wait: true });
  const report = await reportOf(id);
  expect(report).toMatchObject({ state: "finished", created: ROWS - AGAIN, updated: 0, unchanged: 0 });
  expect(report.refused).toHaveLength(AGAIN);
  expect(report.refused[0]).toEqual({ line: ROWS - AGAIN + 2, reasons: ["déjà à la ligne 2"] });
  expect(await db.contact.count()).toBe(ROWS - AGAIN);
  expect(await db.upload.count()).toBe(0);

  await askUndo(actor, id);
  await continueImports(new AbortController().signal);
  expect(await db.import.findUniqueOrThrow({ where: { id } })).toMatchObject({ undoneAt: expect.any(Date) });
  expect([await db.contact.count(), await db.position.count(), await db.address.count()]).toEqual([0, 0, 0]);
});

/** Held once the people of its third lot are written, by somebody who is about to follow their institution; then SIGKILL. */
async function killedInTheThirdLot(
  id: string,
  { productId, institutionId }: { productId: string; institutionId: string },
): Promise<void> {
  const holder = await pool.connect();
  await holder.query("BEGIN");
  await holder.query(`INSERT INTO "Account" ("productId", "institutionId") VALUES ($1, $2)`, [
    productId,
    institutionId,
  ]);
  const { pid } = (await holder.query<{ pid: number }>("SELECT pg_backend_pid() AS pid")).rows[0]!;
  const program = new URL("./import-process.ts", import.meta.url).pathname;
  const child = spawn(process.execPath, [program, id, String(LOT)], { stdio: "ignore" });
  for (let held = false; !held;) {
    expect(child.exitCode, "the import went by").toBeNull();
    const { rows } = await pool.query("SELECT FROM pg_stat_activity WHERE $1 = ANY (pg_blocking_pids(pid))", [
      pid,
    ]);
    held = rows.length > 0;
  }
  child.kill("SIGKILL");
  await once(child, "exit");
  await holder.query("ROLLBACK");
  holder.release();
}
