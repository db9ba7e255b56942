import { z } from "zod";
import { isoDay } from "#app/ui/format.ts";
import { nextActionFields, withDayRead } from "./action.ts";
import type { Day } from "./days.ts";
import { INTERACTION_KINDS, type InteractionKind } from "./kinds.ts";

export { INTERACTION_KINDS, type InteractionKind, KIND_ICONS, KIND_LABELS, kindOf } from "./kinds.ts";

/** How a call ended, in the order of its keys in call mode. */
export const CALL_OUTCOMES = [
  ...(["reached", "no_answer", "voicemail", "call_back", "wrong_number", "refused"] as const),
] as const;
export type CallOutcome = (typeof CALL_OUTCOMES)[number];
export const OUTCOME_LABELS: Record<CallOutcome, string> = {
  ...{ reached: "Joint", no_answer: "Pas de réponse", voicemail: "Message laissé" },
  ...{ call_back: "À rappeler", wrong_number: "Mauvais numéro", refused: "Refus" },
};

const absent = (value: unknown) => (value === "" || value === undefined ? null : value);
const id = z.preprocess(absent, z.string().max(100).nullable());

/** What an exchange is, whether it is noted or corrected. */
const facts = {
  kind: z.enum(INTERACTION_KINDS, "Choisissez un type d’échange."),
  /** A call that ended says enough by itself. */
  summary: z.string().trim().max(2000, "2 000 caractères au plus.").default(""),
  /** Who it is filed under, then who else was there. */
  contactId: id.optional(),
  participantIds: z.array(z.string().max(100)).max(50, "50 personnes au plus.").optional(),
  outcome: z.preprocess(absent, z.enum(CALL_OUTCOMES, "Choisissez un résultat.").nullable()).optional(),
  durationMinutes: z
    .preprocess(
      absent,
      z.coerce
        .number("Donnez des minutes.")
        .int("Des minutes entières.")
        .min(0, "Un nombre positif.")
        .max(1440, "Pas plus d’un jour.")
        .nullable(),
    )
    .optional(),
  direction: z.enum(["inbound", "outbound"]).nullable().optional(),
};
const when = z.union([z.iso.datetime({ offset: true }), z.iso.date()], "Donnez une date.").optional();

const saysSomething = ({ summary, outcome, kind }: { summary: string; outcome?: unknown; kind: string }) =>
  summary !== "" || (kind === "call" && Boolean(outcome));
const silent = { path: ["summary"], error: "Dites en une phrase ce qui s’est dit." };

const noted = z.object({
  /** Made by the browser, so that what is sent again after an outage is not noted twice. */
  id: z.preprocess(absent, z.uuid("Rechargez la page.").nullable()).optional(),
  ...facts,
  /** A moment (ISO), or a day. */
  happenedAt: when,
  ...nextActionFields(),
  /** The action this exchange was, which is then done. */
  doneTaskId: id.optional(),
});

export const newInteractionSchema = noted
  .extend({ institutionId: z.string("Choisissez une institution.").max(100) })
  .refine(saysSomething, silent);
export type NewInteraction = z.input<typeof newInteractionSchema>;
type Checked = z.output<typeof newInteractionSchema>;

export const interactionChangeSchema = z.object({ ...facts, happenedAt: when }).refine(saysSomething, silent);
export type InteractionChange = z.output<typeof interactionChangeSchema>;

/** What a form says of whose initiative it was: a box to tick, which a note has not. */
const theirs = z.literal("on").optional();
type Told = { theirs?: "on" | undefined; kind: InteractionKind };
const withDirection = <T extends Told>({ theirs: ticked, ...rest }: T) => ({
  ...rest,
  direction: ticked && rest.kind !== "note" ? ("inbound" as const) : undefined,
});

/** What the quick log sends: the institution is elsewhere, and the day of the next action is in words. */
export const quickLogSchema = (today: Day) =>
  z.preprocess(
    (fields) =>
      withDayRead({ ...(fields as object) }, { day: "nextActionAt", minute: "nextActionMinute" }, today),
    noted.omit({ direction: true }).extend({ theirs }).refine(saysSomething, silent).transform(withDirection),
  );

/** What the form of a correction sends. */
export const correctionSchema = z
  .object({ ...facts, happenedAt: when, theirs })
  .omit({ direction: true })
  .refine(saysSomething, silent)
  .transform(withDirection);

/** The sentence kept: for a call without a word, how it ended. */
export function summaryOf({ summary, outcome }: Pick<Checked, "outcome" | "summary">): string {
  return summary || `${OUTCOME_LABELS[outcome ?? "reached"]}.`;
}

/** Who spoke first: a call or an e-mail is ours unless said otherwise; a note, a meeting or a test is nobody's. */
export function directionOf({ kind, direction }: Pick<Checked, "kind" | "direction">) {
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
