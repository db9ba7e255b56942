import { type Catalogue, readRoot } from "#app/filters/catalogue.ts";
import { describePart } from "#app/filters/describe-filter.ts";
import { partsOf } from "#app/filters/filter-edit.ts";
import { plural } from "#app/ui/format.ts";
import type { Audience } from "./campaign.ts";

/**
 * An audience as chips: how many were chosen, or each thing its filter asks, in the words of the lists.
 * @param catalogue of the contacts
 */
export function describeAudience(audience: Audience, catalogue: Catalogue): string[] {
  const restraint = [
    audience.perInstitution &&
      (audience.perInstitution === 1 ? "Une par institution" : `${audience.perInstitution} par institution`),
    audience.restDays && `Rien reçu depuis ${audience.restDays} jours`,
  ].filter((chip) => typeof chip === "string");
  if ("contactIds" in audience)
    return [plural(audience.contactIds.length, "contact choisi", "contacts choisis"), ...restraint];
  const parts = partsOf(audience.filter).map((part) => {
    const { label, value } = describePart(part, readRoot(catalogue));
    return `${label}\u00A0: ${value}`;
  });
  return [...(parts.length > 0 ? parts : ["Tous les contacts"]), ...restraint];
}
