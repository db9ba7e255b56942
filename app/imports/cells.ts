/** More than this in one cell is no name, no address and no note. */
export const CELL_MAX = 5_000;

/**
 * A cell as it is kept. What cannot be seen (direction marks, zero-width spaces) goes away; spaces are one space.
 * The apostrophe by which an export neutralises a formula is not part of the text.
 */
export function cleanCell(text: string): string {
  return tidy(text.replace(NEUTRALISED, ""));
}

/** The same over several lines, for a note. */
export function cleanText(text: string): string {
  return tidyText(text.replace(NEUTRALISED, ""));
}

/** A text as a cell would hold it, its apostrophe apart: what a kept value is compared by. */
export function tidy(text: string): string {
  // Most cells have nothing to clean.
  const seen = NEEDS_CARE.test(text) ? text.replace(INVISIBLE, "").normalize("NFC") : text;
  return (SPACES.test(seen) ? seen.replace(/[\s\u00a0\u202f]+/g, " ") : seen).trim();
}

export function tidyText(text: string): string {
  return text.replace(INVISIBLE, "").normalize("NFC").replace(/\r\n?/g, "\n").trim();
}

/** Why a cell cannot be kept, in French; null when it can. */
export function refuseCell(text: string): string | null {
  if (text.length > CELL_MAX) return `plus de ${CELL_MAX} caractères dans une cellule`;
  if (!UNREADABLE.test(text)) return text.startsWith("=") ? "une formule à la place d’une valeur" : null;
  if (text.includes("\ufffd"))
    return "des caractères illisibles : cette ligne n’est pas encodée comme le reste du fichier";
  return "des caractères de contrôle, que rien ne peut afficher";
}

// « '=A1 », and « ''=A1 » for a text that has an apostrophe of its own.
const NEUTRALISED = /^'(?='*[=+\-@\t\r])/;
const NEEDS_CARE = /[^\x20-\x7e]/;
const SPACES = /[\s\u00a0\u202f]{2}|[\t\n\r\v\f\u00a0\u202f]/;
// Marks of direction and of nothing: they make one text look like another.
const INVISIBLE = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
// oxlint-disable-next-line no-control-regex
const UNREADABLE = /[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd]|\p{Surrogate}/u;
