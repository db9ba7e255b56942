import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { db } from "#app/db/db.server.ts";
import { continueImports } from "#app/imports/continue.server.ts";
import { checkImport } from "#app/imports/imports.server.ts";
import { askUndo } from "#app/imports/undo.server.ts";
import { createActor, createInstitution } from "../../factories.ts";
import { prepare, reportOf } from "./bring-in.ts";

const ROWS = 12_000;
const never = new AbortController().signal;

test("an import killed in the middle goes on from its last lot, and ends as if nothing had happened", async () => {
  const actor = await createActor();
  await createInstitution(actor, { name: "Maison commune" });
  const lines = Array.from(
    { length: ROWS },
    (_, n) => `Nom ${n};p${n % (ROWS - 1000)}@x.example;Maison commune`,
  );
  const { id, mapping } = await prepare(actor, "contacts", `nom;courriel;institution\n${lines.join("\n")}\n`);
  await checkImport(actor, id, { mapping, options: {}, run: true });

  const program = new URL("./import-process.ts", import.meta.url).pathname;
  const child = spawn(process.execPath, [program, id], { stdio: "ignore" });
  for (let done = 0; done === 0;)
    ({ rowsDone: done } = await db.import.findUniqueOrThrow({ where: { id }, select: { rowsDone: true } }));
  child.kill("SIGKILL");
  await once(child, "exit");

  const left = await db.import.findUniqueOrThrow({ where: { id } });
  expect(left).toMatchObject({ state: "running" });
  expect(left.rowsDone).toBeLessThan(ROWS);
  expect(await db.contact.count()).toBe(left.created);

  // The server forgets a dead connection at once, but not within the same instant.
  for (let state = ""; state !== "finished";) {
    await continueImports(never);
    ({ state } = await db.import.findUniqueOrThrow({ where: { id }, select: { state: true } }));
  }
  const report = await reportOf(id);
  expect(report).toMatchObject({ state: "finished", created: ROWS - 1000, updated: 0, unchanged: 0 });
  expect(report.refused).toHaveLength(1000);
  expect(report.refused[0]).toEqual({ line: ROWS - 1000 + 2, reasons: ["déjà à la ligne 2"] });
  expect(await db.contact.count()).toBe(ROWS - 1000);

  await askUndo(actor, id);
  await continueImports(never);
  expect(await db.import.findUniqueOrThrow({ where: { id } })).toMatchObject({ undoneAt: expect.any(Date) });
  expect([await db.contact.count(), await db.position.count(), await db.address.count()]).toEqual([0, 0, 0]);
}, 300_000);
