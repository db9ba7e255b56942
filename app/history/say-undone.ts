import { plural } from "#app/ui/format.ts";
import { KEPT, type KeptReason } from "./undoable.ts";

/** What an undoing did, in a sentence that hides nothing it could not do. */
export function sayUndone({ reverted, kept }: { reverted: number; kept: { reason: KeptReason }[] }): string {
  if (kept.length === 0) return "Annulé.";
  const reasons = [...new Set(kept.map(({ reason }) => KEPT[reason]))].join(", ");
  const left = `${plural(kept.length, "élément")} laissé${kept.length > 1 ? "s" : ""} en l’état (${reasons})`;
  return reverted === 0 ? `Rien n’a été annulé\u00A0: ${left}.` : `Annulé, sauf ${left}.`;
}
