import type { ReactNode } from "react";
import type { Catalogue } from "#app/filters/catalogue.ts";
import { FilterBuilder } from "#app/filters/filter-builder.tsx";
import { OtherChips } from "#app/filters/filter-chips.tsx";
import { chosenValues, withValues } from "#app/filters/filter-edit.ts";
import { FilterMenu, type FilterOption, FilterToggle, valueOptions } from "#app/filters/filter-menu.tsx";
import type { Filter } from "#app/filters/filter-tree.ts";
import { SilenceMenu } from "#app/filters/silence-menu.tsx";
import { ListSearch } from "#app/filters/list-search.tsx";
import { useFilter } from "#app/filters/use-filter.ts";
import { Toolbar } from "#app/ui/page.tsx";
import { KIND_NAMES, kindsLabel } from "./kinds.ts";
import type { Place } from "./places.server.ts";

type Choices = { stages: string[]; departements: Place[]; regions: Place[] };

const own = ["kind", "departement", "region", "stage", "inPipeline", "lacksNextAction", "keyAccount", "own"];

/** The search and the filters of the institutions. */
export function InstitutionFilters({
  stages,
  departements,
  regions,
  catalogue,
  end,
}: Choices & { catalogue: Catalogue; end: ReactNode }) {
  const { filter } = useFilter();
  const lifted = (field: string) => withValues(filter, field, []);
  return (
    <Toolbar label="Recherche et filtres" end={end}>
      <ListSearch label="Rechercher une institution" placeholder="Nom, sigle, lieu, SIREN…" />
      <FilterMenu label="Type" options={valueOptions(filter, "kind", kinds)} lifted={lifted("kind")} />
      <FilterMenu
        label="Département"
        options={valueOptions(filter, "departement", departements)}
        lifted={lifted("departement")}
      />
      <FilterMenu
        label="Région"
        options={valueOptions(filter, "region", regions)}
        lifted={lifted("region")}
      />
      <FilterMenu
        label="Étape"
        options={stageOptions(filter, stages)}
        lifted={withValues(lifted("stage"), "inPipeline", [])}
      />
      <FilterToggle label="Sans prochaine action" field="lacksNextAction" />
      <FilterToggle label="Grands comptes" field="keyAccount" />
      <SilenceMenu field="lastInteractionAt" label="Sans échange" />
      <SilenceMenu field="lastInboundAt" label="Sans réponse" />
      <OtherChips catalogue={catalogue} except={own} />
      <FilterBuilder catalogue={catalogue} />
    </Toolbar>
  );
}

const kinds = KIND_NAMES.map((value) => ({ value, label: kindsLabel(value) }));

/** A stage is of the pipeline: being at one and being out of it exclude each other. */
function stageOptions(filter: Filter, stages: string[]): FilterOption[] {
  const outside = chosenValues(filter, "inPipeline").includes(false);
  const among = outside ? withValues(filter, "inPipeline", []) : filter;
  const choices = stages.map((stage) => ({ value: stage, label: stage }));
  const none = withValues(withValues(filter, "stage", []), "inPipeline", outside ? [] : [false]);
  return [...valueOptions(among, "stage", choices), { label: "Hors pipeline", checked: outside, next: none }];
}
