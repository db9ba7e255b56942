import type { Catalogue } from "#app/filters/catalogue.ts";
import { FilterBuilder } from "#app/filters/filter-builder.tsx";
import { SilenceMenu } from "#app/filters/silence-menu.tsx";
import { OtherChips } from "#app/filters/filter-chips.tsx";
import { withValues } from "#app/filters/filter-edit.ts";
import { FilterMenu, FilterToggle, valueOptions } from "#app/filters/filter-menu.tsx";
import { ListSearch } from "#app/filters/list-search.tsx";
import { useFilter } from "#app/filters/use-filter.ts";
import { formatNumber } from "#app/ui/format.ts";
import { Toolbar } from "#app/ui/page.tsx";

/** Whose partnerships, and what is wrong with them. */
export function PipelineFilters({
  totals,
  owners,
  catalogue,
}: {
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
    </Toolbar>
  );
}
