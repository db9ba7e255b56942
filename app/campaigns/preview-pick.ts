import { contactName } from "#app/contacts/contact.ts";
import { checkTemplate } from "#app/outbox/merge.ts";
import type { Letter, Recipient } from "./recipients.ts";

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

/** The one whose message has most chances to read badly: most fields without value, then the longest values. */
export function hardestCase(people: Recipient[], { subject, text }: Letter): string | null {
  const fields = [...new Set([subject, text].flatMap((template) => checkTemplate(template).fields))];
  let hardest: { contactId: string; score: number } | null = null;
  for (const { contactId, values } of people) {
    const empty = fields.filter((field) => !values[field]?.trim()).length;
    const length = fields.reduce((sum, field) => sum + (values[field]?.length ?? 0), 0);
    const score = empty * 10_000 + length;
    if (!hardest || score > hardest.score) hardest = { contactId, score };
  }
  return hardest?.contactId ?? null;
}

function fold(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9@.]+/g, " ")
    .trim();
}
