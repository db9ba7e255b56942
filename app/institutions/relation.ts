import { z } from "zod";
import type { RelationKind } from "#app/db/generated/enums.ts";

/**
 * How a link reads from each end. It goes from the child, the member, the covered, the funded, towards the other;
 * partners are equal.
 */
export const RELATION_WORDS: Record<RelationKind, { outgoing: string; incoming: string }> = {
  oversight: { outgoing: "Sous la tutelle de", incoming: "A la tutelle de" },
  membership: { outgoing: "Membre de", incoming: "A pour membres" },
  covers: { outgoing: "Dans le ressort de", incoming: "Couvre" },
  funds: { outgoing: "Financée par", incoming: "Finance" },
  prescribes: { outgoing: "A pour prescripteur", incoming: "Prescrit auprès de" },
  partners: { outgoing: "Partenaire de", incoming: "Partenaire de" },
};

export const RELATION_KINDS = Object.keys(RELATION_WORDS) as [RelationKind, ...RelationKind[]];
const WAYS = ["outgoing", "incoming"] as const;
export type Way = (typeof WAYS)[number];

/** « oversight outgoing »: the kind and the way, which a form says as one choice. */
const choices = RELATION_KINDS.flatMap((kind) =>
  kind === "partners" ? [`${kind} outgoing`] : WAYS.map((way) => `${kind} ${way}`),
);

export const RELATION_CHOICES = choices.map((value) => {
  const { kind, way } = readChoice(value);
  return { value, label: RELATION_WORDS[kind][way] };
});

const day = z
  .union([
    z.literal("").transform(() => null),
    z.iso.date("Cette date n’existe pas.").transform((text) => new Date(text)),
    z.null(),
  ])
  .optional();

/** From when, until when; an absent end is a link that lasts. */
const dates = { validFrom: day, validTo: day };
const ORDER = { path: ["validTo"], error: "La fin vient après le début." };
const inOrder = ({
  validFrom,
  validTo,
}: {
  validFrom?: Date | null | undefined;
  validTo?: Date | null | undefined;
}) => !validFrom || !validTo || validFrom <= validTo;

export const relationInput = z
  .object({
    otherId: z.string("Choisissez l’autre institution.").min(1, "Choisissez l’autre institution.").max(100),
    link: z.enum(choices as [string, ...string[]], "Dites quel est ce lien.").transform(readChoice),
    ...dates,
  })
  .refine(inOrder, ORDER);
export type RelationInput = z.output<typeof relationInput>;

/** A change of dates: what is absent stays, what is empty is emptied. */
export const relationDates = z.object(dates).refine(inOrder, ORDER);
export type RelationDates = z.output<typeof relationDates>;

function readChoice(value: string): { kind: RelationKind; way: Way } {
  const [kind, way] = value.split(" ") as [RelationKind, Way];
  return { kind, way };
}
