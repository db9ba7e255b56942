import { unaccented } from "#app/words.ts";

/**
 * French articles of place names, from Insee's « type de nom en clair » (TNCC): 0 none, 1 none but elided
 * (« d’Évreux »), 2 le, 3 la, 4 les, 5 l’, 6 aux, 7 las, 8 los. Insee writes a commune's article within its name
 * (« Le Havre »), and leaves a département's out of it (« Hérault », « de l’Hérault »).
 */
const ARTICLES = ["", "", "Le ", "La ", "Les ", "L’", "Aux ", "Las ", "Los "];

/** « de Rennes », « d’Évreux », « du Havre », « de La Rochelle », « des Sables-d’Olonne », « de l’Hérault ». */
export function of(name: string, article: number): string {
  if (article === 1) return `d’${name}`;
  const rest = afterArticle(name, article);
  if (article === 2) return `du ${rest ?? name}`;
  if (article === 4) return `des ${rest ?? name}`;
  if (article === 6) return `d’${name}`;
  if (rest !== undefined || article === 0) return `de ${name}`;
  return `de ${lower(article)}${name}`;
}

/** « à Rennes », « au Havre », « à La Rochelle », « aux Sables-d’Olonne » ; « dans l’Hérault » is not its concern. */
export function at(name: string, article: number): string {
  const rest = afterArticle(name, article);
  if (article === 2) return `au ${rest ?? name}`;
  if (article === 4) return `aux ${rest ?? name}`;
  if (rest !== undefined || article < 2) return `à ${name}`;
  return `à ${lower(article)}${name}`;
}

/** « Rennes », « Le Havre », « l’Hérault », « les Landes ». */
export function the(name: string, article: number): string {
  if (article < 2 || afterArticle(name, article) !== undefined) return name;
  return `${lower(article)}${name}`;
}

/** The article of a name whose own Insee does not give (overseas), or gives as none though the name begins with one. */
export function articleOf(name: string, given?: number): number {
  const written = ARTICLES.findIndex((article) => article !== "" && name.startsWith(article));
  if (written > 0) return written;
  return given ?? (/^(?:[aeiouœæ]|y[^aeiou])/i.test(unaccented(name)) ? 1 : 0);
}

/** The name without the article it begins with; undefined when it begins with none. */
function afterArticle(name: string, article: number): string | undefined {
  const written = ARTICLES[article] ?? "";
  return written !== "" && name.startsWith(written) ? name.slice(written.length) : undefined;
}

const lower = (article: number): string => (ARTICLES[article] ?? "").toLowerCase();
