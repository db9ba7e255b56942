import { plain } from "#app/words.ts";

/** A merge field being typed just before the caret. */
export type Trigger = {
  /** Where its first brace is. */
  start: number;
  /** What was typed of its name. */
  typed: string;
};

/** « { », « {{ », « {{ contact.pr »: the caret is inside what will be a field. A closed one is none. */
export function findTrigger(text: string, caret: number): Trigger | null {
  const match = /\{\{? ?([\p{L}._]*)$/u.exec(text.slice(0, caret));
  return match ? { start: match.index, typed: match[1]! } : null;
}

/** « / », « /rdv »: the name of a snippet being typed just before the caret. A slash within a word or a link is none. */
export function findSnippetTrigger(text: string, caret: number): Trigger | null {
  const match = /(?:^|\s)\/([\p{L}\p{N}-]*)$/u.exec(text.slice(0, caret));
  return match ? { start: caret - match[1]!.length - 1, typed: match[1]! } : null;
}

/** The snippets one word of whose name begins with what was typed. */
export function matchingSnippets<S extends { name: string }>(snippets: S[], typed: string): S[] {
  const sought = plain(typed);
  return snippets.filter(({ name }) =>
    plain(name)
      .split(/[^\p{L}\p{N}]+/u)
      .some((word) => word.startsWith(sought)),
  );
}

/** The text once `inserted` stands in place of what was between `start` and `caret`. */
export function insertText(
  text: string,
  { start, caret, inserted }: { start: number; caret: number; inserted: string },
) {
  return { text: text.slice(0, start) + inserted + text.slice(caret), caret: start + inserted.length };
}

/** The fields whose name or label begins a word with what was typed. */
export function matchingFields<F extends { field: string; label: string }>(fields: F[], typed: string): F[] {
  const sought = plain(typed);
  return fields.filter(({ field, label }) =>
    [field, ...field.split(/[._]/), ...plain(label).split(" ")].some((word) =>
      plain(word).startsWith(sought),
    ),
  );
}

/** The text once a field stands in place of what was between `start` and `caret`, and where the caret then is. */
export function insertField(
  text: string,
  {
    start,
    caret,
    field,
    fallback = false,
  }: { start: number; caret: number; field: string; fallback?: boolean },
): { text: string; caret: number } {
  // Somebody has no value for it: what stands in its place is asked for at once, the caret between the quotes.
  const written = fallback ? `{{ ${field} | default: "" }}` : `{{ ${field} }}`;
  // Braces that an editor, or the hand, has closed already.
  const rest = text.slice(caret).replace(/^ ?\}\}?/, "");
  return { text: text.slice(0, start) + written + rest, caret: start + written.length - (fallback ? 4 : 0) };
}

/** The text in parts, each a field or not, for who paints them. */
export function splitFields(text: string): { text: string; field: boolean }[] {
  return text
    .split(/(\{\{[^{}]*\}\})/)
    .map((part, index) => ({ text: part, field: index % 2 === 1 }))
    .filter((part) => part.text !== "");
}
