import { href, Link } from "react-router";
import { chosenValues, only, withValues } from "#app/filters/filter-edit.ts";
import { filterParam } from "#app/filters/filter-tree.ts";
import { useFilter } from "#app/filters/use-filter.ts";
import { formatNumber } from "#app/ui/format.ts";
import { Icon } from "#app/ui/icon.tsx";
import { type Tab, Tabs } from "#app/ui/page.tsx";

/** The views of the list that need no choosing. */
export function InstitutionViews({ all, pipeline, own }: { all: number; pipeline: number; own: number }) {
  const { filter } = useFilter();
  const asked = (field: string) => chosenValues(filter, field).includes(true);
  const [inPipeline, isOwn] = [asked("inPipeline"), asked("own")];
  const tabs: Tab[] = [
    { label: "Toutes", count: all, to: "?", current: !inPipeline && !isOwn },
    { label: "Dans le pipeline", count: pipeline, to: view("inPipeline"), current: inPipeline },
    { label: "Ajoutées par nous", count: own, to: view("own"), current: isOwn },
  ];
  return (
    <Tabs label="Vues" tabs={tabs}>
      <Link className="tabs__tab fr-raw-link" to={href("/grands-comptes")}>
        Grands comptes
      </Link>
    </Tabs>
  );
}

/** What is to be done among the institutions in sight. */
export function InstitutionsToDo({ late, lacking }: { late: number; lacking: number }) {
  const { filter, to } = useFilter();
  return (
    <>
      {late > 0 && <span>{formatNumber(late)} en retard</span>}
      {lacking > 0 && (
        <Link
          className="due due--none fr-raw-link"
          to={to(withValues(filter, "lacksNextAction", [true]))}
          preventScrollReset
        >
          <Icon name="error-warning-line" />
          {formatNumber(lacking)} sans prochaine action
        </Link>
      )}
    </>
  );
}

const view = (field: string) => `?${new URLSearchParams({ filtre: filterParam(only(field, true)) ?? "" })}`;
