import type { ReactNode } from "react";
import { href, Link } from "react-router";
import { chosenValues, only, withValues } from "#app/filters/filter-edit.ts";
import { filterParam } from "#app/filters/filter-tree.ts";
import { useFilter } from "#app/filters/use-filter.ts";
import { MakeTarget } from "#app/target/make-target.tsx";
import type { Penetration } from "#app/target/penetration.server.ts";
import { formatNumber, formatShare } from "#app/ui/format.ts";
import { Icon } from "#app/ui/icon.tsx";
import { type Tab, Tabs } from "#app/ui/page.tsx";

/** The views of the list that need no choosing. */
export function InstitutionViews({
  all,
  pipeline,
  own,
  target,
  writes,
  saved,
  elsewhere,
}: {
  /** The views that were saved. */
  saved: ReactNode;
  /** Whether one of these is the list in sight. */
  elsewhere: boolean;
  all: number;
  pipeline: number;
  own: number;
  /** Null while no Cible is chosen. */
  target: Penetration | null;
  writes: boolean;
}) {
  const { filter } = useFilter();
  const asked = (field: string) => chosenValues(filter, field).includes(true);
  const [inPipeline, isOwn, inTarget] = [asked("inPipeline"), asked("own"), asked("inTarget")];
  const tabs: Tab[] = [
    { label: "Toutes", count: all, to: "?", current: !elsewhere && !inPipeline && !isOwn && !inTarget },
    ...(target ? [{ label: "Cible", count: target.target, to: view("inTarget"), current: inTarget }] : []),
    { label: "Dans le pipeline", count: pipeline, to: view("inPipeline"), current: inPipeline },
    { label: "Ajoutées par nous", count: own, to: view("own"), current: isOwn },
  ];
  return (
    <Tabs label="Vues" tabs={tabs}>
      <Link className="tabs__tab fr-raw-link" to={href("/grands-comptes")}>
        Grands comptes
      </Link>
      {saved}
      <span className="push row small muted">
        {target && inTarget && target.target > 0 && (
          <span title={`${formatNumber(target.won)} sur ${formatNumber(target.target)}`}>
            Pénétration{"\u00A0"}: {formatShare(target.won / target.target)}
          </span>
        )}
        {writes && <MakeTarget />}
      </span>
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
