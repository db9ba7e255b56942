import type { LoggedRow, NetChange } from "#app/history/net-changes.ts";
import { plural } from "#app/ui/format.ts";

export type Piece = { table: string; rowId: string };

const COLUMN_WORDS: Record<string, string> = {
  ...{ firstName: "le prénom", lastName: "le nom", note: "la note", opposedAt: "l’opposition" },
};

/**
 * What goes back in the survivor, column by column: what the merge changed, and nobody since. An opposition that has
 * come since to one of the survivor's own addresses is kept, for it cannot be unsaid.
 */
export function survivorPatch(
  merged: NetChange | undefined,
  since: NetChange | undefined,
  opposedSince: boolean,
): { patch: LoggedRow; kept: string[] } {
  if (merged?.op !== "update") return { patch: {}, kept: [] };
  const changed = since?.op === "update" ? since.after : {};
  const stays = (column: string) => column in changed || (column === "opposedAt" && opposedSince);
  const columns = Object.entries(merged.before);
  return {
    patch: Object.fromEntries(columns.filter(([column]) => !stays(column))),
    kept: columns.flatMap(([column]) => (stays(column) ? (COLUMN_WORDS[column] ?? []) : [])),
  };
}

const PIECE_WORDS: Record<string, string> = {
  ...{ Position: "poste", Address: "adresse", Interaction: "échange", Task: "action" },
  Participant: "participation",
};

/** « 2 échanges », « 1 adresse » */
export function keptWords(pieces: Piece[]): string[] {
  const tables = Map.groupBy(pieces, ({ table }) => table);
  return [...tables].map(([table, some]) => plural(some.length, PIECE_WORDS[table] ?? "élément"));
}

export function separationMessage(kept: string[]): string {
  if (kept.length === 0) return "Les deux fiches sont de nouveau séparées, comme avant.";
  return `Les deux fiches sont séparées. Modifié depuis, reste sur la première\u00A0: ${kept.join(", ")}.`;
}
