import { href } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { sortRows, SORTS } from "#app/cartography/coverage.ts";
import { readCoverage } from "#app/cartography/coverage.server.ts";
import { CoverageTable } from "#app/cartography/coverage-table.tsx";
import { DepartementDetail } from "#app/cartography/departement-detail.tsx";
import { FranceMap } from "#app/cartography/france-map.tsx";
import { listOpportunities } from "#app/pipeline/opportunities.server.ts";
import { plural } from "#app/ui/format.ts";
import { Empty } from "#app/ui/empty.tsx";
import { PageHead } from "#app/ui/page.tsx";
import { withParams } from "#app/ui/url.ts";
import type { Route } from "./+types/map";

const SHOWN = 20;

export const handle = { slim: true };

export const meta: Route.MetaFunction = () => [{ title: "Cartographie · Essaim" }];

export async function loader({ context, url }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  const coverage = await readCoverage(member);
  const sort = SORTS.find((name) => name === url.searchParams.get("tri")) ?? "stage";
  const selected = coverage.rows.find(({ code }) => code === url.searchParams.get("departement")) ?? null;
  const filter = { field: "departement", op: "is", value: selected?.code ?? "" } as const;
  const here =
    selected && selected.count > 0 ? await listOpportunities(member, { filter, limit: SHOWN }) : null;
  return {
    choropleth: coverage.choropleth,
    opportunities: coverage.opportunities,
    rows: sortRows(coverage.rows, sort),
    ...{ sort, selected, here: here?.items ?? [], today: new Date() },
  };
}

export default function Map({ loaderData }: Route.ComponentProps) {
  const { choropleth, opportunities, rows, sort, selected, here, today } = loaderData;
  const linkTo = (code: string) => withParams(sort === "stage" ? "" : `?tri=${sort}`, { departement: code });
  return (
    <>
      <PageHead
        title="Cartographie"
        lead={`${plural(opportunities, "partenariat")}, selon l’étape la plus avancée de chaque département`}
      />
      <div className="carto">
        <FranceMap choropleth={choropleth} hrefFor={linkTo} selected={selected?.code ?? null} />
        <div className="carto__side">
          {selected && <DepartementDetail departement={selected} opportunities={here} today={today} />}
          {opportunities === 0 && (
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
          <CoverageTable
            rows={rows}
            sort={sort}
            selected={selected?.code ?? null}
            linkTo={linkTo}
            today={today}
          />
        </div>
      </div>
    </>
  );
}
