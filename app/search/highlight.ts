import { fold } from "./query.ts";

export type Piece = { text: string; hit: boolean };

/** A text in pieces, those that begin as a typed word does marked: « [DDTM] de l’Hérault ». Accents do not count. */
export function highlight(text: string, q: string): Piece[] {
  const typed = fold(q).split(" ").filter(Boolean);
  const pieces: Piece[] = [];
  const add = (part: string, hit: boolean) => {
    const last = pieces.at(-1);
    if (last && last.hit === hit) last.text += part;
    else if (part) pieces.push({ text: part, hit });
  };
  for (const part of text.split(/([\p{L}\p{N}]+)/u)) {
    const length = marked(part, typed);
    add(part.slice(0, length), true);
    add(part.slice(length), false);
  }
  return pieces.filter(({ text: shown }) => shown !== "");
}

/** How many letters of this word are what was typed: 0, or those of the longest typed word that begins it. */
function marked(word: string, typed: string[]): number {
  const letters = [...word];
  for (const start of typed.toSorted((one, other) => other.length - one.length)) {
    for (let length = 1; length <= letters.length; length++) {
      const begun = letters.slice(0, length).join("");
      if (fold(begun) === start) return begun.length;
    }
  }
  return 0;
}
