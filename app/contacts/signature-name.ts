import { isOrganisation, saysFunction } from "./signature-words.ts";
import { plain } from "#app/words.ts";

export type PersonName = { firstName: string | null; lastName: string | null };
type Found = {
  name: PersonName;
  /** Where it was, and what else that line says. */
  line: string | null;
  rest: string[];
};

const NOBODY: Found = { name: { firstName: null, lastName: null }, line: null, rest: [] };
const PARTICLES = /^(de|du|des|d['’]|la|le|les|el|al|ben|van|von|da|dos|di|o['’]|n['’])$/i;
const WORD = /^\p{L}[\p{L}’'.-]*$/u;

/**
 * The name of who signs: two to five words, the first of which are first names; what is in capitals is the last name,
 * and the address « prenom.nom@ » settles the rest.
 */
export function nameIn(lines: string[], emails: string[]): Found {
  const locals = emails.map((email) => partsOf(email.split("@")[0]!));
  const candidates = lines.slice(0, 12).flatMap((line, index) => {
    const [person = "", ...more] = line.split(/,\s+|\s*\(/);
    const words = withoutCivility(person).split(" ").filter(Boolean);
    const score = scoreOf(words, locals) - index;
    return score > 0 ? [{ line, words, rest: more.map((one) => one.replace(/\)$/, "")), score }] : [];
  });
  const [best] = candidates.toSorted((one, other) => other.score - one.score);
  if (!best) return NOBODY;
  const pronoun = (text: string) => /^(elle|il|iel)([/ ]\w+)?$/i.test(text.trim());
  return { name: split(best.words, locals), line: best.line, rest: best.rest.filter((one) => !pronoun(one)) };
}

/** 0: no name; what an address confirms is worth the most. */
function scoreOf(words: string[], locals: string[][]): number {
  const text = words.join(" ");
  if (words.length < 2 || words.length > 5 || text.length > 50) return 0;
  if (!words.every((word) => WORD.test(word)) || isOrganisation(text) || saysFunction(text)) return 0;
  const capital = words.filter((word) => /^\p{Lu}/u.test(word) || PARTICLES.test(word)).length;
  if (capital < words.length) return 0;
  const known = locals.some((parts) =>
    parts.some((part) => part.length > 2 && words.some((word) => sameWord(word, part))),
  );
  const loud = words.some((word) => isLoud(word)) && !words.every((word) => isLoud(word));
  return 20 + (known ? 40 : 0) + (loud ? 20 : 0);
}

function split(words: string[], locals: string[][]): PersonName {
  const loud = words.map(isLoud);
  const mixed = loud.includes(true) && loud.includes(false);
  if (mixed) {
    const first = words.filter((word, i) => !loud[i] && !(PARTICLES.test(word) && i > 0));
    const last = words.filter((word) => !first.includes(word));
    return { firstName: written(first), lastName: written(last) };
  }
  const cut = cutByAddress(words, locals) ?? 1;
  return cut < 0
    ? { firstName: written(words.slice(-1)), lastName: written(words.slice(0, -1)) }
    : { firstName: written(words.slice(0, cut)), lastName: written(words.slice(cut)) };
}

/** Where « prenom.nom » says the first name ends; -1: the last name comes first. */
function cutByAddress(words: string[], locals: string[][]): number | null {
  for (const parts of locals) {
    const at = words.findIndex((word) => sameWord(word, parts.at(-1) ?? "") && parts.length > 1);
    if (at > 0 && !sameWord(words[0]!, parts[0]!) && sameWord(words.at(-1)!, parts[0]!)) return -1;
  }
  return null;
}

function partsOf(local: string): string[] {
  return local.split(/[._-]/).filter(Boolean);
}

function withoutCivility(text: string): string {
  return text.replace(/^(m\.|mr|mme|mlle|monsieur|madame|docteur|dr|pr|professeur)\.? +/i, "");
}

const isLoud = (word: string) => /\p{Lu}.*\p{Lu}/u.test(word) && word === word.toLocaleUpperCase("fr-FR");

/** « CASTAING » is « Castaing »; « N'GUESSAN » « N'Guessan »; a particle stays as it is. */
function written(words: string[]): string | null {
  if (words.length === 0) return null;
  return words.map((word, i) => (isLoud(word) ? quiet(word, i) : word)).join(" ");
}

function quiet(word: string, index: number): string {
  const lower = word.toLocaleLowerCase("fr-FR");
  if (index > 0 && /^(de|du|des)$/.test(lower)) return lower;
  return lower.replace(/(^|[-’'])\p{Ll}/gu, (start) => start.toLocaleUpperCase("fr-FR"));
}

function sameWord(one: string, other: string): boolean {
  return fold(one) === fold(other);
}

/** Letters and digits alone, so that « DREAL-Occitanie » is « Dréal Occitanie ». */
export function fold(text: string): string {
  return plain(text).replace(/[^\p{L}\p{N}]/gu, "");
}
