/** Deeper than anything we read, shallower than any stack. */
const MAX_DEPTH = 32;

/** What PostgreSQL can keep: no NUL character, no half of a surrogate pair; and nothing nested without end. */
export function isStorable(value: unknown, depth = 0): boolean {
  if (typeof value === "string") return !value.includes("\0") && value.isWellFormed();
  if (typeof value !== "object" || value === null) return true;
  return (
    depth < MAX_DEPTH &&
    Object.entries(value)
      .flat()
      .every((part) => isStorable(part, depth + 1))
  );
}
