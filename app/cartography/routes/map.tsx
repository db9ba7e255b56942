import { useMemo } from "react";
import { href, Outlet, type ShouldRevalidateFunctionArgs, useLocation, useNavigate } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { packCells } from "#app/cartography/cell-wire.ts";
import { readCoverage } from "#app/cartography/coverage.server.ts";
import { Lenses } from "#app/cartography/lenses.tsx";
import { levelWords } from "#app/cartography/levels.ts";
import { MapControls } from "#app/cartography/map-controls.tsx";
import { MapFigure } from "#app/cartography/map-figure.tsx";
import { MapFilters } from "#app/cartography/map-filters.tsx";
import { MAX_SELECTION, readMapState, writeMapState } from "#app/cartography/map-url.ts";
import type { MapOutlet } from "#app/cartography/selection-panel.tsx";
import { choose } from "#app/cartography/selection.ts";
import { TerritoryTable } from "#app/cartography/territory-table.tsx";
import { useCells } from "#app/cartography/use-cells.ts";
import { findWhiteSpots } from "#app/cartography/white-spots.ts";
import { readCatalogue } from "#app/filters/catalogue.server.ts";
import { institutionEntity } from "#app/filters/entities.server.ts";
import { readListParams } from "#app/filters/list-params.ts";
import { useListQuery } from "#app/filters/use-filter.ts";
import { listPlaces } from "#app/institutions/places.server.ts";
import { listStages } from "#app/pipeline/stages.server.ts";
import { shapeOf } from "#app/pipeline/stage.ts";
import { Empty } from "#app/ui/empty.tsx";
import { formatNumber, plural } from "#app/ui/format.ts";
import { useHotkey } from "#app/ui/hotkeys.ts";
import { PageHead } from "#app/ui/page.tsx";
import { useToast } from "#app/ui/toast.tsx";
import type { Route } from "./+types/map";

export const handle = { slim: true };

export const meta: Route.MetaFunction = () => [{ title: "Cartographie · Essaim" }];

export async function loader({ context, url }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  const { level, inTarget } = readMapState(url.searchParams);
  const { filter } = readListParams(url.searchParams);
  const [{ cells, ...coverage }, stages, places, catalogue] = await Promise.all([
    readCoverage(member, { level, filter, inTarget }),
    listStages(member),
    listPlaces(),
    readCatalogue(member, institutionEntity),
  ]);
  return {
    ...{ level, ...coverage, packed: packCells(cells), ...places, catalogue, today: new Date() },
    shapes: Object.fromEntries(stages.map((stage) => [stage.name, shapeOf(stage, stages)])),
    reader: { canWrite: member.role !== "reader", reachUnit: member.product.reachUnit },
  };
}

/** A selection, an order or another measure of the same figures asks nothing more of the server. */
export function shouldRevalidate(args: ShouldRevalidateFunctionArgs): boolean {
  const { currentUrl, nextUrl, formMethod, defaultShouldRevalidate } = args;
  if (formMethod || currentUrl.pathname !== nextUrl.pathname) return defaultShouldRevalidate;
  if (currentUrl.search === nextUrl.search) return defaultShouldRevalidate;
  return COUNTED.some((name) => currentUrl.searchParams.get(name) !== nextUrl.searchParams.get(name));
}

const COUNTED = ["niveau", "filtre", "cible"];

export default function Map({ loaderData }: Route.ComponentProps) {
  const { level, partnerships, elsewhere, hasTarget, shapes, catalogue, reader, today } = loaderData;
  const { departements, regions } = loaderData;
  const location = useLocation();
  const query = useListQuery();
  const asked = readMapState(new URLSearchParams(query));
  // What another level will be selected in is not here yet.
  const search = asked.level === level ? query : location.search;
  const state = { ...readMapState(new URLSearchParams(search)), level };
  const { within, sort } = state;
  const navigate = useNavigate();
  const toast = useToast();

  const { cells, selection } = useCells(loaderData.packed, state);
  const whiteSpots = useMemo(() => findWhiteSpots(cells), [cells]);

  const linkTo = (codes: string[]) => writeMapState(search, { selection: codes, whiteSpots: false }) || "?";
  function select(codes: string[]) {
    if (codes.length > MAX_SELECTION)
      toast({
        message: `Pas plus de ${MAX_SELECTION} territoires à la fois\u00A0: les ${MAX_SELECTION} premiers sont gardés.`,
      });
    void navigate(linkTo(codes.slice(0, MAX_SELECTION)), { preventScrollReset: true });
  }
  const onChoose = (codes: string[], adds: boolean) => select(choose(selection, codes, adds));
  useHotkey("Escape", () => selection.length > 0 && select([]));

  const params = new URLSearchParams(search);
  const image = `${href("/cartographie/carte.svg")}?${params}`;
  const outlet: MapOutlet = {
    ...{ cells, selection, state, search, shapes, reader, today },
    ...{ whiteSpots, places: [...departements, ...regions] },
  };
  return (
    <>
      <PageHead title="Cartographie" beside={<Lenses current="Territoire" />}>
        <MapControls {...{ search, state }} whiteSpots={whiteSpots.map(({ code }) => code)} />
      </PageHead>
      <MapFilters
        {...{ search, state, hasTarget, catalogue }}
        within={
          within && ([...departements, ...regions].find(({ value }) => value === within)?.label ?? within)
        }
      />
      <p className="fr-sr-only" aria-live="polite">
        {saySelection(cells, selection, level)}
      </p>
      <div className="carto">
        <MapFigure
          {...{ level, cells, elsewhere, selection, onChoose, today }}
          measure={state.measure}
          narrowed={within !== null}
          hrefFor={(code) => linkTo([code])}
          imageHref={image}
        />
        <div className="carto__side">
          <Outlet context={outlet} />
          {partnerships === 0 && (
            <Empty
              title="La carte attend vos premiers partenariats"
              ways={[
                {
                  icon: "government-line",
                  title: "Choisir des institutions",
                  hint: "Cochez celles que vous visez, puis « Ajouter au pipeline ».",
                  to: href("/institutions"),
                },
              ]}
            />
          )}
          <section className="carto__list" aria-labelledby="territories">
            <div className="row carto__head">
              <h2 id="territories">{levelWords[level].tab}</h2>
              <span className="muted">
                {hasTarget
                  ? `${formatNumber(cells.filter(({ target }) => target > 0).length)} dans la Cible`
                  : plural(cells.length, "territoire")}
              </span>
              <a
                className="chip chip--sm push fr-raw-link"
                href={`${href("/cartographie/tableau.csv")}?${params}`}
                download
              >
                CSV
              </a>
            </div>
            <TerritoryTable
              {...{ level, cells, shapes, sort, selection, onChoose, today }}
              measure={state.measure}
              sortLink={(next) => writeMapState(search, { sort: next }) || "?"}
              linkTo={(code) => linkTo([code])}
              onSelect={select}
            />
          </section>
        </div>
      </div>
    </>
  );
}

function saySelection(
  cells: { code: string; name: string }[],
  selection: string[],
  level: keyof typeof levelWords,
) {
  if (selection.length === 0) return "";
  const names = cells.filter(({ code }) => selection.includes(code)).map(({ name }) => name);
  const { one, many } = levelWords[level];
  return `${plural(selection.length, one, many)} en sélection\u00A0: ${names.slice(0, 5).join(", ")}${names.length > 5 ? "…" : ""}`;
}
