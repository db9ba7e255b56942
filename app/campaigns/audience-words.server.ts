import { contactFields } from "#app/contacts/contact-fields.server.ts";
import type { Field } from "#app/filters/compile.server.ts";
import { type Condition, conditionsOf, type Value } from "#app/filters/filter.ts";
import type { InstitutionKind } from "#app/db/generated/enums.ts";
import { kindLabel } from "#app/institutions/institution.ts";
import { plural } from "#app/ui/format.ts";
import type { Audience } from "./campaign.ts";

/** An audience as chips: how many were chosen, or each condition of the filter. */
export function describeAudience(audience: Audience): string[] {
  if ("contactIds" in audience)
    return [`${plural(audience.contactIds.length, "contact choisi", "contacts choisis")}`];
  const conditions = conditionsOf(audience.filter).map(describeCondition);
  return conditions.length > 0 ? conditions : ["Tous les contacts"];
}

function describeCondition({ field, op, value }: Condition): string {
  const label = (contactFields as Record<string, Field>)[field]?.label ?? field;
  const values = [value ?? []]
    .flat()
    .map((one) => (field === "kind" ? kindLabel(one as InstitutionKind) : shown(one)))
    .join(", ");
  if (op === "is") return `${label}\u00A0: ${values}`;
  return values ? `${label} ${OP_WORDS[op]} « ${values} »` : `${label} ${OP_WORDS[op]}`;
}

const OP_WORDS = {
  ...{ is: "est", isNot: "n’est pas", contains: "contient", empty: "vide", filled: "rempli" },
  ...{ before: "avant", after: "après", atLeast: "au moins", atMost: "au plus" },
};

function shown(value: Value): string {
  if (typeof value === "object") return `${value.days} jours`;
  return typeof value === "boolean" ? (value ? "oui" : "non") : String(value);
}
