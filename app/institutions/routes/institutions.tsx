import { useMemo } from "react";
import { href, useLocation } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { readCatalogue } from "#app/filters/catalogue.server.ts";
import { institutionEntity } from "#app/filters/entities.server.ts";
import { ExportLink } from "#app/exports/export-link.tsx";
import { readListParams } from "#app/filters/list-params.ts";
import { findWayOut } from "#app/filters/way-out.server.ts";
import { institutionColumns, institutionHref } from "#app/institutions/institution-columns.tsx";
import { InstitutionFilters } from "#app/institutions/institution-filters.tsx";
import { InstitutionSelection } from "#app/institutions/institution-selection.tsx";
import { countInstitutions, listInstitutions } from "#app/institutions/institutions.server.ts";
import { countToDo, countViews } from "#app/institutions/institutions-summary.server.ts";
import { NoInstitution } from "#app/institutions/no-institution.tsx";
import { InstitutionsToDo, InstitutionViews } from "#app/institutions/institution-views.tsx";
import { listPlaces } from "#app/institutions/places.server.ts";
import { listStages } from "#app/pipeline/stages.server.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { isoDay } from "#app/ui/format.ts";
import { useKeysetRows } from "#app/ui/keyset.ts";
import { PageHead } from "#app/ui/page.tsx";
import type { Selection } from "#app/ui/selection.tsx";
import { ColumnsMenu } from "#app/ui/table-columns.tsx";
import { keptSearch } from "#app/views/view.ts";
import { ViewTabs } from "#app/views/view-tabs.tsx";
import { listViews } from "#app/views/views.server.ts";
import type { Route } from "./+types/institutions";

export const meta: Route.MetaFunction = () => [{ title: "Institutions · Essaim" }];

const PAGE = 100;

export async function loader({ context, url }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  const { userId, role, product } = member;
  const asked = readListParams(url.searchParams);
  const now = new Date();
  const [page, total, views, toDo, stages, places, catalogue, saved] = await Promise.all([
    listInstitutions(member, { ...asked, limit: PAGE }),
    asked.cursor ? countInstitutions(member, asked) : undefined,
    countViews(member),
    countToDo(member, asked, isoDay(now)),
    listStages(member),
    listPlaces(),
    readCatalogue(member, institutionEntity),
    listViews(member, "institutions"),
  ]);
  const found = page.total ?? total ?? 0;
  return {
    ...{ rows: page.items, nextCursor: page.nextCursor, total: found, views, toDo, ...places, now },
    stages: stages.map(({ name }) => name),
    ...{ catalogue, saved },
    wayOut: found === 0 ? await findWayOut((query) => countInstitutions(member, query), asked) : null,
    reader: { userId, reachUnit: product.reachUnit, canWrite: role !== "reader" },
  };
}

export default function Institutions({ loaderData }: Route.ComponentProps) {
  const { views, toDo, stages, departements, regions, catalogue, saved, wayOut, reader, now } = loaderData;
  const page = useKeysetRows(loaderData);
  const columns = useMemo(() => institutionColumns({ ...reader, now }), [reader, now]);
  const { search } = useLocation();
  const params = new URLSearchParams(search);
  const choices = useMemo(
    () => ({ owners: catalogue.lists.member!.slice(1), tags: catalogue.lists.tag! }),
    [catalogue],
  );
  const selectionActions = (selection: Selection) => (
    <InstitutionSelection selection={selection} choices={choices} />
  );
  return (
    <>
      <PageHead title="Institutions">
        {reader.canWrite && (
          <ButtonLink look="ghost" icon="upload-2-line" to={`${href("/imports/nouveau")}?type=institutions`}>
            Importer
          </ButtonLink>
        )}
        <ExportLink list="institutions" />
        {reader.canWrite && (
          <ButtonLink icon="add-line" to={href("/institutions/nouvelle")}>
            Ajouter une institution
          </ButtonLink>
        )}
      </PageHead>
      <InstitutionViews
        {...views}
        writes={reader.canWrite}
        elsewhere={saved.some((view) => view.search === keptSearch(search))}
        saved={<ViewTabs list="institutions" views={saved} canShare={reader.canWrite} />}
      />
      <InstitutionFilters
        {...{ stages, departements, regions, catalogue }}
        end={<ColumnsMenu columns={columns} />}
      />
      {page.total === 0 ? (
        <NoInstitution wayOut={wayOut} catalogue={catalogue} known={views.all} />
      ) : (
        <DataTable
          caption="Institutions"
          noun={{ one: "institution", many: "institutions", feminine: true }}
          columns={columns}
          page={page}
          defaultSort={params.get("q") ? "" : "name"}
          rowName={(row) => row.name}
          rowHref={institutionHref}
          selectionActions={reader.canWrite ? selectionActions : undefined}
          foot={<InstitutionsToDo {...toDo} />}
        />
      )}
    </>
  );
}
