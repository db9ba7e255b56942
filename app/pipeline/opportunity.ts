import { z } from "zod";
import { AppError } from "#app/errors.ts";
import type { MoveCause } from "./moves.ts";
import { asks, type PipelineStage, wantsNextAction } from "./stage.ts";
import { type UsageFigure, usageSchema } from "./usage.ts";

/** « Partenariat », as the API, the pages and the command line see it. Days are « YYYY-MM-DD », moments ISO. */
export type Opportunity = {
  id: string;
  institutionId: string;
  institutionName: string;
  /** « Hérault (34) » */
  territory: string | null;
  departementCode: string | null;
  /** The stage's name. */
  stage: string;
  stageId: string;
  stageKind: PipelineStage["kind"];
  stageSince: string;
  nextAction: string | null;
  nextActionAt: string | null;
  nextActionOwner: Owes | null;
  reach: number | null;
  ownerId: string | null;
  ownerName: string | null;
  wakeOn: string | null;
  lostReason: string | null;
  /** The day it last woke up by itself. */
  wokeOn: string | null;
  /** What brought it to this stage by itself; null: somebody did. */
  movedBy: MovedBy | null;
  /** The latest figure that proves use. */
  usage: UsageFigure | null;
  createdAt: string;
  version: number;
};

/** The campaign is null once it is deleted. */
export type MovedBy = { cause: MoveCause; campaign: { id: string; name: string } | null };
export type Owes = "us" | "them";
export type NextAction = { title: string; dueOn: string | null; owedBy: Owes };

const nothingTyped = (value: unknown) => (value === "" ? null : value);
const digits = (value: unknown) =>
  typeof value === "string" && /^[\d\s]+$/.test(value)
    ? Number(value.replace(/\s/g, ""))
    : nothingTyped(value);

/** A line of text; an empty field of a form is null. */
export const lineSchema = (max: number) =>
  z.preprocess(
    nothingTyped,
    z
      .string("Écrivez un texte.")
      .trim()
      .max(max, `${max} caractères au plus.`)
      .transform((text) => text || null)
      .nullable(),
  );

/** A day, « 2026-10-09 »; an empty field of a form is null. */
export const daySchema = z.preprocess(
  nothingTyped,
  z.iso
    .date("Donnez une date : « vendredi », « dans 3 jours » ou 2026-10-09.")
    .refine((day) => day >= "1900" && day < "2200", "Cette date est hors du siècle.")
    .nullable(),
);

const reach = z.preprocess(
  digits,
  z
    .int("Donnez un nombre entier.")
    .min(0, "Un nombre positif.")
    .max(2_000_000_000, "Ce nombre est trop grand.")
    .nullable(),
);

const details = {
  nextAction: lineSchema(200).optional(),
  nextActionAt: daySchema.optional(),
  nextActionOwner: z.enum(["us", "them"], "« us » (nous) ou « them » (eux).").optional(),
  reach: reach.optional(),
  ownerId: lineSchema(100).optional(),
  wakeOn: daySchema.optional(),
  lostReason: lineSchema(500).optional(),
  usage: usageSchema.optional().meta({ description: "L’usage constaté, qu’une étape « Actif » demande." }),
};
const stage = z.string().trim().min(1, "Choisissez une étape.").max(200).optional();

export const newOpportunitySchema = z.object({ institutionId: z.string().max(100), stage, ...details });
export const opportunityChangeSchema = z.object({
  stage,
  ...details,
  /** The version the change was drawn from: a stale one is refused, and nothing is overwritten. */
  version: z.coerce.number().int().positive().optional(),
});

/** A move, as a form sends it: the figure of usage in three fields, of which an empty one is nothing said. */
export const moveSchema = z.preprocess(
  (form) => {
    const {
      "usage.metric": metric,
      "usage.date": date,
      "usage.value": value,
      ...rest
    } = { ...(form as object) } as Record<string, unknown>;
    return metric || value ? { ...rest, usage: { metric, date, value } } : rest;
  },
  opportunityChangeSchema.pick({ stage: true, wakeOn: true, lostReason: true, usage: true, version: true }),
);

/** What was to be done, as whoever says it is done saw it. */
export const doneSchema = z.object({ title: z.string().max(200).default("L’action") });

export type NewOpportunity = z.output<typeof newOpportunitySchema>;
export type OpportunityChange = z.output<typeof opportunityChangeSchema>;

/** « Sans prochaine action »: nobody is to do anything by any day, on a stage where that is due. */
export function lacksNextAction(
  stageOf: Pick<PipelineStage, "kind" | "milestone">,
  action: Pick<NextAction, "dueOn"> | null,
): boolean {
  return wantsNextAction(stageOf) && !action?.dueOn;
}

type Asked = { wakeOn?: string | null | undefined; lostReason?: string | null | undefined };

/**
 * What a partnership at `stage` holds of the two answers a stage may ask for. One that is not asked for is dropped.
 * @param before what it held there, null when it just arrives
 * @throws {AppError} invalid, on the answer that is missing, or on a day that has passed
 */
export function answersAt(stageOf: PipelineStage, given: Asked, before: Asked | null, today: string) {
  const asked = asks(stageOf);
  const wakeOn = given.wakeOn === undefined ? before?.wakeOn : given.wakeOn;
  const lostReason = given.lostReason === undefined ? before?.lostReason : given.lostReason;
  if (asked === "wakeOn" && !wakeOn)
    throw refused("wakeOn", `« ${stageOf.name} » demande la date d’un retour.`);
  if (asked === "wakeOn" && given.wakeOn && given.wakeOn < today)
    throw refused("wakeOn", "Cette date est passée : choisissez quand revenir.");
  if (asked === "lostReason" && !lostReason)
    throw refused("lostReason", `« ${stageOf.name} » demande un motif.`);
  return {
    wakeOn: asked === "wakeOn" ? (wakeOn ?? null) : null,
    lostReason: asked === "lostReason" ? (lostReason ?? null) : null,
  };
}

/**
 * A stage that says « active » rests on a figure: the one given, or one seen lately.
 * @throws {AppError} invalid, when there is neither
 */
export function refuseUnproved(
  stageOf: PipelineStage,
  given: UsageFigure | undefined,
  seenLately: boolean,
): void {
  if (asks(stageOf) !== "usage" || given || seenLately) return;
  throw refused(
    "usage",
    `« ${stageOf.name} » demande un usage constaté : ce qui est compté, le jour et le nombre.`,
  );
}

/** A partnership that has just come to a stage. */
export function movedTo(row: Opportunity, { id, name, kind }: PipelineStage, now: Date): Opportunity {
  return { ...row, stageId: id, stage: name, stageKind: kind, stageSince: now.toISOString(), movedBy: null };
}

type ActionChange = Pick<OpportunityChange, "nextAction" | "nextActionAt" | "nextActionOwner">;

/**
 * The next action once changed; null: none any more.
 * @throws {AppError} invalid, for a date that goes with no action
 */
export function nextActionAfter(before: NextAction | null, change: ActionChange): NextAction | null {
  const title = change.nextAction === undefined ? before?.title : change.nextAction;
  if (!title) {
    if (change.nextActionAt) throw refused("nextAction", "Dites aussi ce qu’il y a à faire ce jour-là.");
    return null;
  }
  return {
    title,
    dueOn: change.nextActionAt === undefined ? (before?.dueOn ?? null) : change.nextActionAt,
    owedBy: change.nextActionOwner ?? before?.owedBy ?? "us",
  };
}

/** A day as the database's driver takes it. */
export function asDate(day: string | null): Date | null {
  return day === null ? null : new Date(day);
}

function refused(field: string, message: string): AppError {
  return new AppError("invalid", message, { fields: { [field]: message } });
}
