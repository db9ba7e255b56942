import type { Actor } from "#app/auth/actor.ts";
import { pool } from "#app/db/db.server.ts";
import { prefixOf, readSearch, type SearchQuery } from "./query.ts";
import { nearest } from "./spelling.ts";

/** As many ways to read one word. */
const READINGS = 4;

/**
 * The same search with the words that nothing has replaced by the nearest that exist: « prefecture heralut » is read
 * « préfecture Hérault ». Words of the shared reference data, and of the names of the product's own contacts.
 * @returns null when there is nothing to correct, or nothing near
 */
export async function correctSearch(
  { productId }: Pick<Actor, "productId">,
  query: SearchQuery,
): Promise<SearchQuery | null> {
  const words = query.words.split(" & ");
  const readings = await Promise.all(words.map((word) => readingsOf(productId, word)));
  if (readings.some((found) => found.length === 0)) return null;
  if (readings.every(([first], index) => first === words[index])) return null;
  const corrected = readSearch(readings.map(([best]) => best).join(" "));
  if (!corrected) return null;
  const either = readings.map((found) => `(${found.map(prefixOf).join(" | ")})`);
  return { ...corrected, prefixes: either.join(" & "), anyPrefix: either.join(" | ") };
}

/** The word itself when some word begins with it; otherwise the nearest. */
async function readingsOf(productId: string, word: string): Promise<string[]> {
  if (word.length < 4 || /\d/.test(word)) return [word];
  const [reference, names] = await Promise.all([
    pool.query<{ word: string }>({ name: "near-words", text: NEAR_WORDS, values: [word] }),
    pool.query<{ word: string }>(NAMES, [productId, `${word.slice(0, 2)}:*`, `${word.slice(0, 2)}%`]),
  ]);
  const known = [...reference.rows, ...names.rows].map((row) => row.word);
  return known.some((one) => one.startsWith(word)) ? [word] : nearest(word, known).slice(0, READINGS);
}

/** One that begins with it, and those whose letters resemble. */
const NEAR_WORDS = `
  (SELECT word FROM "SearchWord" WHERE word >= $1 AND word < $1 || '{' LIMIT 1)
  UNION ALL (SELECT word FROM "SearchWord" WHERE word % $1 AND length(word) BETWEEN length($1) - 2 AND length($1) + 2
    ORDER BY similarity(word, $1) DESC, ndoc DESC LIMIT 40)`;

/** The words of names that begin with the same two letters, in at most so many contacts. */
const NAMES = `
  SELECT DISTINCT w.word FROM (
    SELECT c."search" FROM "Contact" c WHERE c."productId" = $1 AND c."mergedIntoId" IS NULL
      AND c."search" @@ to_tsquery('simple', $2) LIMIT 2000) n, unnest(tsvector_to_array(n."search")) w(word)
  WHERE w.word LIKE $3`;
