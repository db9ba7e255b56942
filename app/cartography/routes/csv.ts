import { memberContext } from "#app/auth/context.ts";
import { readCoverage } from "#app/cartography/coverage.server.ts";
import { csvOf } from "#app/cartography/cells-csv.ts";
import { readMapState } from "#app/cartography/map-url.ts";
import { sortCells } from "#app/cartography/sort-cells.ts";
import { insideOf } from "#app/cartography/use-cells.ts";
import { fileHeaders } from "#app/exports/csv.ts";
import { readListParams } from "#app/filters/list-params.ts";
import type { Route } from "./+types/csv";

/** The table of the map, for a spreadsheet. */
export async function loader({ context, url }: Route.LoaderArgs) {
  const { level, inTarget, sort, within } = readMapState(url.searchParams);
  const { filter } = readListParams(url.searchParams);
  const { cells } = await readCoverage(context.get(memberContext), { level, filter, inTarget });
  return new Response(csvOf(sortCells(insideOf(cells, within), sort)), {
    headers: { ...fileHeaders(`essaim-carte-${level}.csv`), "Cache-Control": "private, no-store" },
  });
}
