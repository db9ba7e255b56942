import { z } from "zod";
import { daySchema, lineSchema } from "#app/pipeline/opportunity.ts";
import { isoDay } from "#app/ui/format.ts";
import type { IconName } from "#app/ui/icons.ts";

export const INTERACTION_KINDS = ["call", "meeting", "email", "user_test", "note", "event"] as const;
export type InteractionKind = (typeof INTERACTION_KINDS)[number];

/** What each kind is called, on a button and in a sentence. */
export const KIND_LABELS: Record<InteractionKind, string> = {
  ...{
    call: "Appel",
    meeting: "Réunion",
    email: "Courriel",
    user_test: "Test",
    note: "Note",
    event: "Événement",
  },
};
export const KIND_ICONS: Record<InteractionKind, IconName> = {
  ...{ call: "phone-line", meeting: "team-line", email: "mail-line" },
  ...{ user_test: "user-search-line", note: "draft-line", event: "calendar-line" },
};

const contact = z.preprocess((value) => value || null, z.string().max(100).nullable());

export const newInteractionSchema = z.object({
  institutionId: z.string().max(100),
  contactId: contact.optional(),
  kind: z.enum(INTERACTION_KINDS, "Choisissez un type d’échange."),
  summary: z
    .string()
    .trim()
    .min(1, "Dites en une phrase ce qui s’est dit.")
    .max(2000, "2 000 caractères au plus."),
  /** A moment (ISO), or a day. */
  happenedAt: z.union([z.iso.datetime({ offset: true }), z.iso.date()], "Donnez une date.").optional(),
  direction: z.enum(["inbound", "outbound"]).nullable().optional(),
  nextAction: lineSchema(200).optional(),
  nextActionAt: daySchema.optional(),
  nextActionOwner: z.enum(["us", "them"]).optional(),
});
export type NewInteraction = z.output<typeof newInteractionSchema>;

/** What the quick log sends: the institution is in its URL, and whose initiative it was is a box to tick. */
export const quickLogSchema = newInteractionSchema
  .omit({ institutionId: true, direction: true })
  .extend({ theirs: z.literal("on").optional() });

/** Who spoke first: a call or an e-mail is ours unless said otherwise; a note, a meeting or a test is nobody's. */
export function directionOf({ kind, direction }: Pick<NewInteraction, "kind" | "direction">) {
  if (direction !== undefined) return direction;
  return kind === "call" || kind === "email" ? ("outbound" as const) : null;
}

/**
 * When it happened. A day alone is now when it is today, its noon otherwise: the timeline keeps its order.
 * @returns null for a moment to come
 */
export function momentOf(happenedAt: string | undefined, now: Date): Date | null {
  if (happenedAt === undefined || happenedAt === isoDay(now)) return now;
  const moment = new Date(happenedAt.length === 10 ? `${happenedAt}T11:00:00Z` : happenedAt);
  return moment > now || moment.getUTCFullYear() < 1970 ? null : moment;
}
