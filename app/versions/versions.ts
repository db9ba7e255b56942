import { z } from "zod";

/** One field that two people wrote at once: what each says, and what it was before either did. */
export type Version = { field: string; mine: string | null; theirs: string | null; base: string | null };

/** What a refusal says of it, for one to choose. */
export type Versions = { versions: Version[]; by: string | null; at: string | null };

/** The values a form was drawn from, by field. */
export type Base = Record<string, string | null>;

const baseText = z
  .string()
  .max(100_000)
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: "custom", message: "Ce formulaire est abîmé : rechargez la page." });
      return z.NEVER;
    }
  })
  .pipe(z.record(z.string().max(40), z.string().max(20_000).nullable()));

/** What a form says it was drawn from; nothing when it does not, and then nothing is compared. */
export function readBase(sent: unknown): Base | undefined {
  return typeof sent === "string" && sent !== "" ? baseText.safeParse(sent).data : undefined;
}

/**
 * What of a change is written, and what two people wrote at once. What one has not touched is not sent, so that it
 * cannot put back what somebody else has changed; what both wrote alike is no conflict.
 */
export function compareVersions(
  change: Readonly<Record<string, unknown>>,
  base: Base | undefined,
  current: Readonly<Record<string, unknown>>,
): { untouched: string[]; versions: Version[] } {
  const untouched: string[] = [];
  const versions: Version[] = [];
  for (const [field, was] of Object.entries(base ?? {})) {
    if (change[field] === undefined) continue;
    const [mine, theirs] = [textOf(change[field]), textOf(current[field])];
    if (mine === textOf(was)) untouched.push(field);
    else if (theirs !== textOf(was) && theirs !== mine)
      versions.push({ field, mine, theirs, base: textOf(was) });
  }
  return { untouched, versions };
}

/** Browsers send lines in their own way; an empty field is an absent one. */
const textOf = (value: unknown): string | null =>
  value === null || value === undefined || value === ""
    ? null
    : String(value).replace(/\r\n?/g, "\n").trim() || null;
