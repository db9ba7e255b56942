import { unaccented } from "#app/words.ts";

/**
 * What is typed, as PostgreSQL's search reads it. Kept words are those of `f_fold` (see the migrations): no case, no
 * accent, no punctuation, « St » is « Saint ».
 */
export type SearchQuery = {
  /** The whole, folded: what an acronym is compared with. */
  folded: string;
  /** For `to_tsquery('simple', …)`: every word, each may be the beginning of a longer one. */
  prefixes: string;
  /** Any of the words, for a search over two rows that each hold some. */
  anyPrefix: string;
  /** Every word, whole: what ranks « Noyon » before « Noyonnais ». */
  words: string;
  /** The digits, when there are nothing but digits and separators: an identifier, a phone number. */
  digits: string | null;
};

/** @returns null when nothing is to be looked for: under two letters, every row would answer */
export function readSearch(q: string | null | undefined): SearchQuery | null {
  const folded = fold((q ?? "").slice(0, 200));
  if (folded.length < 2) return null;
  const all = folded.split(" ").slice(0, 12);
  const telling = all.filter((word) => !LITTLE_WORDS.has(word));
  const words = telling.length > 0 ? telling : all;
  const digits = folded.replaceAll(" ", "");
  const prefixes = words.map(prefixOf);
  return {
    folded,
    prefixes: prefixes.join(" & "),
    anyPrefix: prefixes.join(" | "),
    words: words.join(" & "),
    digits: /^\d+$/.test(digits) ? digits : null,
  };
}

/** A word as the beginning of longer ones, for `to_tsquery`. */
export const prefixOf = (word: string): string => (isCode(word) ? word : `${word}:*`);

/** As `f_fold` in the database. */
export function fold(text: string): string {
  return unaccented(text.toLowerCase().replace(/[œæßøłđ]/g, (letter) => LIGATURES[letter] ?? letter))
    .replace(/[^a-z0-9]+/g, " ")
    .trim()
    .replace(/\bste\b/g, "sainte")
    .replace(/\bst\b/g, "saint");
}

/** « 34 » is the département, not the beginning of 34 000 other numbers. */
const isCode = (word: string) => /^\d{1,3}$/.test(word);

/** Said or left out as one likes: « préfecture Hérault ». */
const LITTLE_WORDS = new Set("de du des d la le les l et en a au aux".split(" "));

const LIGATURES: Record<string, string> = { œ: "oe", æ: "ae", ß: "ss", ø: "o", ł: "l", đ: "d" };
