/** As much of a message's text as is kept beside it. */
export const TEXT_KEPT = 100_000;

/** What PostgreSQL can keep of a text that comes from anywhere. */
export function storable(text: string, most = TEXT_KEPT): string {
  return text.replaceAll("\0", "").slice(0, most).toWellFormed();
}
