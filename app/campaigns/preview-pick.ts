import { contactName } from "#app/contacts/contact.ts";
import { checkTemplate, MERGE_FIELDS, type MergeField } from "#app/outbox/merge.ts";
import type { LetterPart } from "./letter-faults.ts";
import type { Recipient } from "./recipients.ts";

export type Pick = { index: number; found: boolean };

/** Which of the people is shown: the one asked for, the next one that matches what is looked for, or the first. */
export function pickRecipient(people: Recipient[], wanted: string | null, sought: string | null): Pick {
  const at = people.findIndex(({ contactId }) => contactId === wanted);
  const start = Math.max(at, 0);
  if (!sought?.trim()) return { index: start, found: true };
  const words = fold(sought).split(" ");
  const order = people.map((_, i) => (start + 1 + i) % people.length);
  const match = order.find((i) => {
    const text = fold(`${contactName(people[i]!)} ${people[i]!.institution ?? ""} ${people[i]!.email}`);
    return words.every((word) => text.includes(word));
  });
  return { index: match ?? start, found: match !== undefined };
}

/** Stands for a contact's id where the worst case is asked for. */
export const WORST = "difficile";

/**
 * Nobody in particular: of each field, the longest value that anyone of the audience has, and nothing where the message
 * says what stands in its place. What reads well for them reads well for all.
 */
export function worstCase(people: Recipient[], { subject, text, followUp }: LetterPart): Recipient | null {
  const [first] = people;
  if (!first) return null;
  const checks = (followUp ? [text] : [subject, text]).map(checkTemplate);
  const required = new Set(checks.flatMap((check) => check.required));
  const asked = new Set(checks.flatMap((check) => check.fields));
  const fields = Object.keys(MERGE_FIELDS) as MergeField[];
  const values = fields.map((field) => {
    const optional = asked.has(field) && !required.has(field);
    return [field, optional ? null : longest(people.map((person) => person.values[field]))] as const;
  });
  return {
    ...first,
    ...{ contactId: WORST, firstName: null, lastName: null, institutionId: null, institution: null },
    email: longest(people.map(({ email }) => email)) ?? first.email,
    source: longest(people.map(({ source }) => source)),
    values: Object.fromEntries(values),
  };
}

function longest(texts: (string | null | undefined)[]): string | null {
  let found = "";
  for (const text of texts) if (text && text.trim().length > found.length) found = text.trim();
  return found || null;
}

function fold(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9@.]+/g, " ")
    .trim();
}
