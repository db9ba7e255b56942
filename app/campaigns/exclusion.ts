/** Why someone of the audience is not written to. The order is that of the questions asked. */
export const EXCLUSION_REASONS = [
  ...(["deleted", "no_address", "opposed", "duplicate"] as const),
  ...(["in_sequence", "stage_reached", "pressure", "recently_solicited", "colleague_chosen"] as const),
  "missing_field",
] as const;
export type ExclusionReason = (typeof EXCLUSION_REASONS)[number];

/** How many of the people left out are read at a time, after the first. */
export const PEOPLE_A_PAGE = 100;

/** As kept in `Campaign.excluded`. `detail` names the fields, when the reason is one; `place`, which of the messages. */
export type Exclusion = {
  contactId: string;
  email: string | null;
  reason: ExclusionReason;
  detail?: string;
  place?: string;
};

export const EXCLUSION_LABELS: Record<ExclusionReason, string> = {
  deleted: "Contact supprimé",
  no_address: "Sans adresse électronique",
  opposed: "Opposition",
  duplicate: "Adresse déjà dans la liste",
  in_sequence: "Déjà dans une campagne en cours",
  stage_reached: "Étape d’arrêt déjà atteinte",
  pressure: "Institution assez sollicitée",
  recently_solicited: "Institution sollicitée récemment",
  colleague_chosen: "Collègue déjà choisi",
  missing_field: "Champ sans valeur",
};

export type ExclusionGroup = Pick<Exclusion, "reason" | "detail" | "place"> & { contactIds: string[] };

/** « Qui n’y est pas, et pourquoi »: one line a reason, field and message, in the order of the reasons. */
export function groupExclusions(excluded: Exclusion[]): ExclusionGroup[] {
  const groups = new Map<string, ExclusionGroup>();
  for (const { reason, detail, place, contactId } of excluded) {
    const key = `${String(EXCLUSION_REASONS.indexOf(reason)).padStart(2, "0")} ${detail ?? ""} ${place ?? ""}`;
    const said = { reason, ...(detail && { detail }), ...(place && { place }) };
    const group = groups.get(key) ?? { ...said, contactIds: [] };
    group.contactIds.push(contactId);
    groups.set(key, group);
  }
  return [...groups].sort(([a], [b]) => a.localeCompare(b)).map(([, group]) => group);
}
