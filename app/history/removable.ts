import type { KeptReason } from "./undoable.ts";

/** A row that the set made, and the rows it refers to, as « Table id ». */
export type Made = { key: string; parents: string[] };

/**
 * Which of the rows a set made can be removed, and why the others stay. A row something else has come to lean on
 * stays; what was made with a row that stays, stays with it: half of a contact is worse than a contact too many.
 * @param asLeft the keys of the rows that nobody has changed since
 * @param leaning the rows that refer to those, by the key of the row they refer to
 */
export function removable(
  made: Made[],
  asLeft: ReadonlySet<string>,
  leaning: ReadonlyMap<string, string[]>,
): Map<string, KeptReason | null> {
  const stays = new Map<string, KeptReason>();
  for (const { key } of made) if (!asLeft.has(key)) stays.set(key, "changed");
  const known = new Set(made.map(({ key }) => key));
  for (let before = -1; before !== stays.size;) {
    before = stays.size;
    for (const { key, parents } of made) {
      if (stays.has(key)) continue;
      const held = (leaning.get(key) ?? []).some((other) => !known.has(other) || stays.has(other));
      const withParent = parents.some((parent) => stays.has(parent));
      if (held || withParent) stays.set(key, "used");
    }
  }
  return new Map(made.map(({ key }) => [key, stays.get(key) ?? null]));
}
