/** A reader of screens takes in about 200 words a minute. */
const WORDS_A_MINUTE = 200;

/** The words of a text, a merge field counting for one. */
export function countWords(text: string): number {
  return text.replace(/\{\{[^}]*\}\}/g, "champ").match(/[\p{L}\p{N}]+(?:[’'-][\p{L}\p{N}]+)*/gu)?.length ?? 0;
}

/** « lu en 30 secondes », to the next ten seconds; « lu en 2 minutes » beyond one and a half. */
export function readingTime(words: number): string {
  const seconds = Math.max(10, Math.ceil((words * 60) / WORDS_A_MINUTE / 10) * 10);
  if (seconds <= 90) return `lu en ${seconds}\u00A0secondes`;
  return `lu en ${Math.round(seconds / 60)}\u00A0minutes`;
}
