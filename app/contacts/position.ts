import { z } from "zod";
import type { DecisionRole } from "#app/db/generated/enums.ts";

/** « Poste »: a dated function of somebody at an institution. */
export type Post = {
  id: string;
  function: string | null;
  institution: { id: string; name: string };
  primary: boolean;
  decisionRole: DecisionRole | null;
  influence: number | null;
  interest: number | null;
  validFrom: Date | null;
  validTo: Date | null;
};

const line = z
  .string()
  .trim()
  .max(200, "Au plus 200 caractères.")
  .transform((text) => text || null)
  .nullable();

/** « 2026-09-01 », or nothing. Between 1950 and today: a move that is to come is an action to plan. */
const day = z
  .union([z.literal("").transform(() => null), z.iso.date("Écrivez la date ainsi : 2026-09-01."), z.null()])
  .refine((text) => !text || text >= "1950-01-01", "Cette date est trop ancienne.")
  .transform((text) => (text ? new Date(`${text}T00:00:00Z`) : null));

const institutionId = z.string("Choisissez une institution.").min(1, "Choisissez une institution.").max(100);
const box = z
  .union([z.literal("on").transform(() => true), z.boolean()])
  .optional()
  .default(false);

export const positionInput = z.object({
  institutionId,
  function: line.optional().default(null),
  validFrom: day.optional().default(null),
  primary: box,
});
export type PositionInput = z.output<typeof positionInput>;

/** A change of a post where it is: what is absent stays. Elsewhere is another post. */
export const positionChange = z.object({
  function: line.optional(),
  validFrom: day.optional(),
  validTo: day.optional(),
  primary: z.literal("on").optional(),
});
export type PositionChange = z.output<typeof positionChange>;

export const positionEnd = z.object({
  date: day.refine((date) => date !== null, "Donnez la date du départ."),
});

const address = (max: number) => line.pipe(z.string().max(max).nullable()).optional().default(null);

/** « A changé de poste »: where to, when, and how to reach them there. */
export const postMove = z.object({
  positionId: z.string().max(100).optional(),
  institutionId,
  function: line.optional().default(null),
  date: day.refine((date) => date !== null, "Donnez la date du changement."),
  email: address(254).refine(
    (text) => text === null || z.email().safeParse(text).success,
    "Cette adresse n’a pas la forme d’un courriel.",
  ),
  phone: address(40).refine(
    (text) => text === null || /\d.*\d.*\d/.test(text),
    "Ce numéro n’a pas la forme d’un téléphone.",
  ),
  source: line.optional().default(null),
});
export type PostMove = z.output<typeof postMove>;

export const DECISION_ROLES = ["decides", "prescribes", "influences", "uses", "blocks"] as const;

/** As a chip beside a name: « Décide ». */
export const ROLE_LABELS: Record<DecisionRole, string> = {
  ...{ decides: "Décide", prescribes: "Prescrit", influences: "Influence", uses: "Utilise" },
  blocks: "Bloque",
};

const scale = z
  .union([
    z.literal("").transform(() => null),
    z.coerce.number("Un chiffre de 1 à 5.").int().min(1, "De 1 à 5.").max(5, "De 1 à 5."),
  ])
  .nullable()
  .optional();

/** What somebody is to a decision; what is absent stays, what is empty is emptied. */
export const weightChange = z.object({
  decisionRole: z
    .union([z.literal("").transform(() => null), z.enum(DECISION_ROLES, "Choisissez un rôle.")])
    .nullable()
    .optional(),
  influence: scale,
  interest: scale,
});
export type WeightChange = z.output<typeof weightChange>;
