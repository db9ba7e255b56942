import { href, Link } from "react-router";
import type { Catalogue } from "#app/filters/catalogue.ts";
import { FilterBuilder } from "#app/filters/filter-builder.tsx";
import { OtherChips } from "#app/filters/filter-chips.tsx";
import { withValues } from "#app/filters/filter-edit.ts";
import { FilterMenu, valueOptions } from "#app/filters/filter-menu.tsx";
import { useFilter } from "#app/filters/use-filter.ts";
import { KIND_NAMES, kindsLabel } from "#app/institutions/kinds.ts";
import { Icon } from "#app/ui/icon.tsx";
import { Toolbar } from "#app/ui/page.tsx";
import { type MapState, writeMapState } from "./map-url.ts";

const kinds = KIND_NAMES.map((value) => ({ value, label: kindsLabel(value) }));

type Props = {
  search: string;
  state: MapState;
  hasTarget: boolean;
  catalogue: Catalogue;
  /** The territory to which the map is narrowed, by its name. */
  within: string | null;
};

/** Which institutions the map counts: the same filter as the list's, and the Cible. */
export function MapFilters({ search, state, hasTarget, catalogue, within }: Props) {
  const { filter } = useFilter();
  return (
    <Toolbar label="Institutions comptées">
      {hasTarget ? (
        <Link
          className="chip fr-raw-link"
          to={writeMapState(search, { inTarget: !state.inTarget }) || "?"}
          preventScrollReset
          discover="none"
          aria-current={state.inTarget || undefined}
        >
          {state.inTarget && <Icon name="check-line" />}
          Dans la Cible seulement
        </Link>
      ) : (
        state.measure === "penetration" && (
          <Link className="small" to={href("/reglages/cible")}>
            Définir la Cible, pour en voir la pénétration
          </Link>
        )
      )}
      <FilterMenu
        label="Type"
        options={valueOptions(filter, "kind", kinds)}
        lifted={withValues(filter, "kind", [])}
      />
      <OtherChips catalogue={catalogue} except={["kind"]} />
      <FilterBuilder catalogue={catalogue} />
      {within && (
        <span className="chip-group">
          <span className="chip">
            Dans&nbsp;: <span className="strong">{within}</span>
          </span>
          <Link
            className="chip fr-raw-link"
            to={writeMapState(search, { within: null, selection: [] }) || "?"}
            aria-label={`Ne plus se limiter à ${within}`}
            title={`Ne plus se limiter à ${within}`}
            preventScrollReset
            discover="none"
          >
            <Icon name="close-line" />
          </Link>
        </span>
      )}
      <Link
        className="push small"
        to={`${href("/institutions")}${search.includes("filtre=") ? `?${only(search)}` : ""}`}
      >
        Voir la liste
      </Link>
    </Toolbar>
  );
}

function only(search: string): string {
  return new URLSearchParams({ filtre: new URLSearchParams(search).get("filtre")! }).toString();
}
