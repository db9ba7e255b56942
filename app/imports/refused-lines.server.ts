import type { Actor } from "#app/auth/actor.ts";
import { pool } from "#app/db/db.server.ts";
import { csvLine, csvStream } from "#app/exports/csv.ts";
import { getImport } from "./read-imports.server.ts";

const LOT = 1_000;

/** The refused lines of an import as a CSV to mend and bring in again: its own columns, then the reason. */
export async function refusedLines(
  actor: Actor,
  id: string,
): Promise<{ name: string; body: ReadableStream }> {
  const { layout, fileName } = await getImport(actor, id);
  async function* lines() {
    yield csvLine([...layout.columns, "Motif du refus", "Ligne"]);
    for (let after = -1; ;) {
      const { rows } = await pool.query<{ line: number; cells: string[]; reasons: string[] }>(
        `SELECT "line", "cells", "reasons" FROM "ImportRefusal" WHERE "importId" = $1 AND "line" > $2
         ORDER BY "line" LIMIT ${LOT}`,
        [id, after],
      );
      if (rows.length === 0) return;
      yield rows
        .map(({ line, cells, reasons }) =>
          csvLine([
            ...layout.columns.map((_, index) => cells[index] ?? ""),
            reasons.join(" ; "),
            String(line),
          ]),
        )
        .join("");
      after = rows.at(-1)!.line;
    }
  }
  return { name: `refus-${fileName.replace(/\.[^.]*$/, "")}.csv`, body: csvStream(lines()) };
}
