import type { Catalogue } from "#app/filters/catalogue.ts";
import { FilterBuilder } from "#app/filters/filter-builder.tsx";
import { SilenceMenu } from "#app/filters/silence-menu.tsx";
import { OtherChips } from "#app/filters/filter-chips.tsx";
import { withValues } from "#app/filters/filter-edit.ts";
import { FilterMenu, FilterToggle, valueOptions } from "#app/filters/filter-menu.tsx";
import { BulkActions } from "#app/bulk/bulk-actions.tsx";
import { ListSearch } from "#app/filters/list-search.tsx";
import { useFilter } from "#app/filters/use-filter.ts";
import { formatNumber } from "#app/ui/format.ts";
import { Toolbar } from "#app/ui/page.tsx";

/** Whose partnerships, and what is wrong with them. */
export function PipelineFilters({
  totals,
  owners,
  catalogue,
  found,
  stages,
}: {
  /** How many partnerships the filter finds, and where they may go; no stage for who only reads. */
  found: number;
  stages: { name: string; kind: string }[] | null;
  catalogue: Catalogue;
  totals: { lacking: number; late: number };
  owners: { id: string; name: string }[];
}) {
  const { filter } = useFilter();
  const choices = owners.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Toolbar label="Recherche et filtres">
      <ListSearch label="Rechercher un partenariat" placeholder="Nom de l’institution" />
      <FilterMenu
        label="Responsable"
        options={valueOptions(filter, "ownerId", choices)}
        lifted={withValues(filter, "ownerId", [])}
      />
      <FilterToggle label={`En retard ${formatNumber(totals.late)}`} field="late" />
      <FilterToggle label={`Sans prochaine action ${formatNumber(totals.lacking)}`} field="lacksNextAction" />
      <SilenceMenu field="lastInteractionAt" label="Sans échange" />
      <SilenceMenu field="lastInboundAt" label="Sans réponse" />
      <OtherChips catalogue={catalogue} except={["ownerId", "late", "lacksNextAction"]} />
      <FilterBuilder catalogue={catalogue} />
      {stages && found > 0 && (
        <BulkActions
          list="partnerships"
          whom={{ ids: [], all: true, count: found }}
          choices={{ owners: choices.map(({ value, label }) => ({ value, label })), stages }}
          button={`Agir sur les ${formatNumber(found)}`}
        />
      )}
    </Toolbar>
  );
}
