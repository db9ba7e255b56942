import { fold } from "#app/search/query.ts";

/**
 * A name as it is compared: no case, accent, punctuation or article, and the long and short forms of EPCI alike, so
 * that « Communauté de communes du Pays de Nay » meets « CC du Pays de Nay ».
 */
export function nameKey(name: string): string {
  let text = ` ${fold(name.replace(/\([^)]*\)/g, " "))} `;
  for (const [long, short] of SHORT_FORMS) text = text.replaceAll(` ${long} `, ` ${short} `);
  return text
    .split(" ")
    .filter((word) => word && !ARTICLES.has(word))
    .join(" ");
}

/** The keys a record may be known by: its whole name, and the place after the dash (« Mairie - Lunel »). */
export function recordKeys(name: string): string[] {
  const tail = name.split(/ [-–—] /).at(-1)!;
  return [...new Set([nameKey(name), nameKey(tail)])].filter(Boolean);
}

/**
 * Whether a record is a part of an institution rather than the institution: a former commune's town hall, an annexe,
 * an agency. What reaches a part does not reach the whole.
 */
export const isPart = (name: string): boolean => PARTS.test(fold(name));

const PARTS = new RegExp(
  String.raw`\b(?:deleguee?|associee|annexes?|mobile|antennes?|agence|accueil|permanence|point|` +
    String.raw`delegation (?:territoriale|a la mer)|unite (?:departementale|territoriale)|site de|mairie de (?:quartier|secteur)|mairie d arrondissement|\d+ ?(?:er|e|eme) arrondissement)\b`,
);

const SHORT_FORMS = [
  ["communaute de communes", "cc"],
  ["communaute d agglomeration", "ca"],
  ["communaute urbaine", "cu"],
] as const;

const ARTICLES = new Set(["de", "du", "des", "d", "la", "le", "les", "l", "et", "au", "aux", "en"]);
