import { z } from "zod";
import { normalizePhone } from "#app/contacts/address.ts";
import { normalizeEmail } from "#app/outbox/mailbox.ts";

/** An address as it is written, and as it is compared. */
export type Written = { value: string; normalized: string };

/** « Dupont, Jean », « M. Jean DUPONT », « DUPONT Jean », « Jean Dupont ». */
export function splitName(full: string): { firstName: string | null; lastName: string | null } {
  const name = full.replace(/^(?:m|mr|mme|mlle|monsieur|madame|mademoiselle|dr|me)\.?\s+/i, "").trim();
  const comma = /^([^,]+),\s*(.+)$/.exec(name);
  if (comma) return { lastName: comma[1]!.trim(), firstName: comma[2]!.trim() };
  const words = name.split(/\s+/).filter(Boolean);
  if (words.length < 2) return { firstName: null, lastName: name || null };
  const loud = words.filter((word) => word.length > 1 && word === word.toUpperCase() && /\p{L}/u.test(word));
  if (loud.length > 0 && loud.length < words.length) {
    const quiet = words.filter((word) => !loud.includes(word));
    return { firstName: quiet.join(" "), lastName: loud.join(" ") };
  }
  return { firstName: words[0]!, lastName: words.slice(1).join(" ") };
}

const isEmail = z.email();
// Most addresses are plain; the others ask the library.
const PLAIN = /^[a-z0-9](?:[a-z0-9_-]|\.(?!\.))*(?<!\.)@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/i;

/** The e-mails of a cell: one, or several between commas, semicolons, spaces or slashes; « Jean <j@a.fr> ». */
export function readEmails(cell: string): { emails: Written[]; faults: string[] } {
  const angled = [...cell.matchAll(/<([^<>]+)>/g)].map(([, inside]) => inside!);
  const parts = (angled.length > 0 ? angled.join(" ") : cell).split(/[\s,;/|]+/).filter(Boolean);
  const emails: Written[] = [];
  const faults: string[] = [];
  if (parts.length > 0 && !cell.includes("@"))
    faults.push(`« ${cell.slice(0, 80)} » n’a pas la forme d’un courriel`);
  else
    for (const part of parts) {
      const value = part.replace(/^mailto:/i, "").replace(/\.$/, "");
      if (value.length <= 254 && (PLAIN.test(value) || isEmail.safeParse(value).success)) {
        const normalized = normalizeEmail(value);
        if (!emails.some((email) => email.normalized === normalized)) emails.push({ value, normalized });
      } else faults.push(`« ${part.slice(0, 80)} » n’a pas la forme d’un courriel`);
    }
  return { emails, faults };
}

/** The phones of a cell. A number that has lost its zero finds it again. */
export function readPhones(cell: string): { phones: Written[]; faults: string[] } {
  const phones: Written[] = [];
  const faults: string[] = [];
  const parts = cell.split(/\s*(?:[,;|]|\bou\b|\bet\b)\s*/).flatMap(atSlashes);
  for (const part of parts) {
    if (!part) continue;
    const digits = part.replace(/\D/g, "");
    const value = /^[1-9]\d{8}$/.test(part.replace(/[\s.]/g, "")) ? `0${part}` : part;
    if (digits.length < 3 || part.length > 40 || /[a-z]{4}/i.test(part)) {
      faults.push(`« ${part.slice(0, 80)} » n’a pas la forme d’un téléphone`);
      continue;
    }
    const normalized = normalizePhone(value);
    if (!phones.some((phone) => phone.normalized === normalized)) phones.push({ value, normalized });
  }
  return { phones, faults };
}

/** « 04 67 87 83 00 / 06 12 34 56 78 » are two; « 04/67/87/83/00 » is one. */
function atSlashes(part: string): string[] {
  return part.replace(/\D/g, "").length > 15 ? part.split(/\s*\/\s*/) : [part];
}
