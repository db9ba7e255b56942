import type { ReactNode } from "react";
import type { Catalogue } from "#app/filters/catalogue.ts";
import { FilterBuilder } from "#app/filters/filter-builder.tsx";
import { OtherChips } from "#app/filters/filter-chips.tsx";
import { withValues } from "#app/filters/filter-edit.ts";
import { FilterMenu, FilterToggle, valueOptions } from "#app/filters/filter-menu.tsx";
import { SilenceMenu } from "#app/filters/silence-menu.tsx";
import { ListSearch } from "#app/filters/list-search.tsx";
import { useFilter } from "#app/filters/use-filter.ts";
import { KIND_NAMES, kindsLabel } from "#app/institutions/kinds.ts";
import type { Place } from "#app/institutions/places.server.ts";
import { Toolbar } from "#app/ui/page.tsx";

type Choices = { functions: string[]; stages: string[]; departements: Place[] };

/** The search and the filters of the contacts. */
export function ContactFilters({
  functions,
  stages,
  departements,
  catalogue,
  end,
}: Choices & { catalogue: Catalogue; end: ReactNode }) {
  const { filter } = useFilter();
  const menu = (label: string, field: string, choices: Place[]) => (
    <FilterMenu
      label={label}
      options={valueOptions(filter, field, choices)}
      lifted={withValues(filter, field, [])}
    />
  );
  return (
    <Toolbar label="Recherche et filtres" end={end}>
      <ListSearch label="Rechercher un contact" placeholder="Nom, courriel, téléphone, institution…" />
      {functions.length > 0 && menu("Fonction", "function", functions.map(same))}
      {menu("Type d’institution", "kind", kinds)}
      {menu("Département", "departement", departements)}
      {menu("Étape", "stage", stages.map(same))}
      <FilterToggle label="Opposition" field="opposed" />
      <SilenceMenu field="lastInteractionAt" label="Sans échange" />
      <SilenceMenu field="lastInboundAt" label="Sans réponse" />
      <OtherChips catalogue={catalogue} except={["function", "kind", "departement", "stage", "opposed"]} />
      <FilterBuilder catalogue={catalogue} />
    </Toolbar>
  );
}

const kinds = KIND_NAMES.map((value) => ({ value, label: kindsLabel(value) }));
const same = (value: string): Place => ({ value, label: value });
