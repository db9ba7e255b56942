import { z } from "zod";
import { daySchema, lineSchema } from "#app/pipeline/opportunity.ts";
import { type Day } from "./days.ts";
import { readDay } from "./day-words.ts";
import { INTERACTION_KINDS } from "./kinds.ts";

const absent = (value: unknown) => (value === "" || value === undefined ? null : value);
const kind = z.preprocess(absent, z.enum(INTERACTION_KINDS, "Choisissez un type d’action.").nullable());
const who = z.preprocess(absent, z.string().max(100).nullable());
const minute = z.preprocess(absent, z.coerce.number().int().min(0).max(1439).nullable());
const owner = z.enum(["us", "them"], "« us » (nous) ou « them » (eux).");

/** What is to be done after an exchange: what, when, who owes it, and how. */
export function nextActionFields() {
  return {
    nextAction: lineSchema(200).optional(),
    nextActionAt: daySchema.optional(),
    nextActionMinute: minute.optional(),
    nextActionOwner: owner.optional(),
    nextActionKind: kind.optional(),
    nextActionContactId: who.optional(),
    nextActionAssigneeId: who.optional(),
  };
}

/** An action by itself: « Action ». */
export const newTaskSchema = z.object({
  institutionId: z.string().max(100),
  title: z.string("Dites quoi faire.").trim().min(1, "Dites quoi faire.").max(200, "200 caractères au plus."),
  dueOn: daySchema.optional(),
  dueMinute: minute.optional(),
  owedBy: owner.optional(),
  kind: kind.optional(),
  contactId: who.optional(),
  assigneeId: who.optional(),
});
export type NewTask = z.input<typeof newTaskSchema>;

export const taskChangeSchema = newTaskSchema.omit({ institutionId: true }).partial();
export type TaskChange = z.output<typeof taskChangeSchema>;

/**
 * The fields of a form where the day was typed in words, with the day and the minute they mean.
 * @param names the field of the words, and those it becomes
 */
export function withDayRead(
  fields: Record<string, unknown>,
  names: { day: string; minute: string },
  today: Day,
): Record<string, unknown> {
  const typed = fields[names.day];
  if (typeof typed !== "string" || typed.trim() === "") return fields;
  const said = readDay(typed, today);
  // What is not understood is left for the schema to refuse.
  if (!said) return fields;
  return { ...fields, [names.day]: said.day, [names.minute]: said.minute };
}
