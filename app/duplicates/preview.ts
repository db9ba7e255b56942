import { formatDate, formatPhone } from "#app/ui/format.ts";
import type { AddressToMerge, PostToMerge } from "./merge.ts";

/** « Cheffe de service, DDTM de l’Hérault » */
export function tellPost(post: PostToMerge, institutions: ReadonlyMap<string, string>): string {
  const until = post.validTo && `jusqu’au ${formatDate(post.validTo)}`;
  return [post.function, institutions.get(post.institutionId), until].filter(Boolean).join(", ");
}

export function tellAddress({ kind, value, validTo }: AddressToMerge): string {
  const shown = kind === "phone" ? formatPhone(value) : value;
  return validTo ? `${shown}, plus utilisée` : shown;
}

export type ChoiceField = "lastName" | "firstName" | "post" | "email" | "phone" | "note";

/** The fields one chooses between, in the order of the form. */
export const CHOICE_LABELS: Record<ChoiceField, string> = {
  ...{ firstName: "Prénom", lastName: "Nom", post: "Poste principal", email: "Courriel", phone: "Téléphone" },
  note: "Note",
};

/** Those that are to be chosen: both say something, and not the same. */
export function toChoose(
  one: Record<ChoiceField, string | null>,
  other: Record<ChoiceField, string | null>,
): ChoiceField[] {
  return (Object.keys(CHOICE_LABELS) as ChoiceField[]).filter(
    (field) => one[field] && other[field] && one[field] !== other[field],
  );
}
