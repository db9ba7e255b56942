import { OtherChips } from "#app/filters/filter-chips.tsx";
import { withValues } from "#app/filters/filter-edit.ts";
import { FilterMenu, FilterToggle, valueOptions } from "#app/filters/filter-menu.tsx";
import { ListSearch } from "#app/filters/list-search.tsx";
import { useFilter } from "#app/filters/use-filter.ts";
import { formatNumber } from "#app/ui/format.ts";
import { Toolbar } from "#app/ui/page.tsx";

const WORDS = {
  ...{ departement: { label: "Département" }, region: { label: "Région" }, stage: { label: "Étape" } },
  ...{ kind: { label: "Type" }, reach: { label: "Portée" }, lastInteractionAt: { label: "Dernier échange" } },
};

/** Whose partnerships, and what is wrong with them. */
export function PipelineFilters({
  totals,
  owners,
}: {
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
      <OtherChips words={WORDS} except={["ownerId", "late", "lacksNextAction"]} />
    </Toolbar>
  );
}
