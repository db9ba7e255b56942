import type { z } from "zod";
import { AppError } from "./errors.ts";
import { isStorable } from "./storable.ts";

/** The fields of a form as text, the first value of each name; a password is never sent back, not even in an URL. */
export function typedValues(form: FormData): Record<string, string> {
  const entries = [...form.entries()].filter(
    (entry): entry is [string, string] =>
      typeof entry[1] === "string" && !/password/i.test(entry[0]) && !WITH_PASSWORD.test(entry[1]),
  );
  return Object.fromEntries(entries.reverse());
}

const WITH_PASSWORD = /^\s*\w+:\/\/[^\s/]*:[^\s/]*@/;

/** @throws {AppError} invalid, with the first sentence of each faulty field (`form`: the whole) */
export function parseOrThrow<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  if (!isStorable(input))
    throw new AppError("invalid", "Cet envoi contient des caractères que rien ne peut garder ni afficher.");
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const fields: Record<string, string> = {};
  for (const issue of result.error.issues.flatMap(told))
    fields[issue.path.join(".") || "form"] ??= issue.message;
  throw new AppError("invalid", "Certains champs sont à corriger.", { fields });
}

/** Of what may be written in several ways, what is wrong with the way that was followed: it says a field. */
function told(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== "invalid_union") return [issue];
  const followed = issue.errors.find((issues) => issues.every(({ path }) => path.length > 0));
  return (
    followed?.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }) as typeof inner) ?? [issue]
  );
}
