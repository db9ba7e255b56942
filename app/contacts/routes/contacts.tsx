import { useMemo } from "react";
import { href, useLocation } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { contactColumns, contactHref } from "#app/contacts/contact-columns.tsx";
import { ContactFilters } from "#app/contacts/contact-filters.tsx";
import { contactName } from "#app/contacts/contact-name.ts";
import { ContactSelection } from "#app/contacts/contact-selection.tsx";
import { countContacts, listContacts } from "#app/contacts/contacts.server.ts";
import { countWaiting, listFunctions } from "#app/contacts/contacts-summary.server.ts";
import { NobodyFound, NoContact } from "#app/contacts/no-contact.tsx";
import { readCatalogue } from "#app/filters/catalogue.server.ts";
import { contactEntity } from "#app/filters/entities.server.ts";
import { leavesOf } from "#app/filters/filter.ts";
import { readListParams } from "#app/filters/list-params.ts";
import { findWayOut } from "#app/filters/way-out.server.ts";
import { listPlaces } from "#app/institutions/places.server.ts";
import { listStages } from "#app/pipeline/stages.server.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { useKeysetRows } from "#app/ui/keyset.ts";
import { ExportLink } from "#app/exports/export-link.tsx";
import { PageHead, Tabs } from "#app/ui/page.tsx";
import type { Selection } from "#app/ui/selection.tsx";
import { ColumnsMenu } from "#app/ui/table-columns.tsx";
import { keptSearch } from "#app/views/view.ts";
import { ViewTabs } from "#app/views/view-tabs.tsx";
import { listViews } from "#app/views/views.server.ts";
import type { Route } from "./+types/contacts";

export const meta: Route.MetaFunction = () => [{ title: "Contacts · Essaim" }];

const PAGE = 100;

export async function loader({ context, url }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  const asked = readListParams(url.searchParams);
  const [page, total, functions, stages, places, catalogue, saved] = await Promise.all([
    listContacts(member, { ...asked, limit: PAGE }),
    asked.cursor ? countContacts(member, asked) : undefined,
    listFunctions(member),
    listStages(member),
    listPlaces(),
    readCatalogue(member, contactEntity),
    listViews(member, "contacts"),
  ]);
  const found = page.total ?? total ?? 0;
  const narrowed = Boolean(asked.q) || leavesOf(asked.filter).length > 0;
  const known = narrowed ? await countContacts(member, {}) : found;
  return {
    ...{ rows: page.items, nextCursor: page.nextCursor, total: found, functions, ...places },
    stages: stages.map(({ name }) => name),
    ...{ catalogue, saved, known },
    wayOut: found === 0 ? await findWayOut((query) => countContacts(member, query), asked) : null,
    waiting: known === 0 ? await countWaiting(member) : null,
    ...{ canWrite: member.role !== "reader", now: new Date() },
  };
}

export default function Contacts({ loaderData }: Route.ComponentProps) {
  const { functions, stages, departements, catalogue, saved, known, wayOut, waiting, canWrite, now } =
    loaderData;
  const page = useKeysetRows(loaderData);
  const columns = useMemo(() => contactColumns(now), [now]);
  const { search } = useLocation();
  const [q, here] = [new URLSearchParams(search).get("q"), keptSearch(search)];
  const head = (
    <PageHead title="Contacts">
      <ButtonLink look="ghost" icon="user-search-line" to={href("/contacts/doublons")}>
        Doublons
      </ButtonLink>
      {canWrite && (
        <ButtonLink look="ghost" icon="upload-2-line" to={href("/imports/nouveau")}>
          Importer
        </ButtonLink>
      )}
      <ExportLink list="contacts" />
      {canWrite && (
        <ButtonLink icon="user-add-line" to={href("/contacts/nouveau")}>
          Ajouter un contact
        </ButtonLink>
      )}
    </PageHead>
  );
  if (waiting) {
    return (
      <>
        {head}
        <NoContact {...waiting} />
      </>
    );
  }
  return (
    <>
      {head}
      <Tabs label="Vues" tabs={[{ label: "Tous", count: known, to: "?", current: here === "" }]}>
        <ViewTabs list="contacts" views={saved} canShare={canWrite} />
      </Tabs>
      <ContactFilters
        {...{ functions, stages, departements, catalogue }}
        end={<ColumnsMenu columns={columns} />}
      />
      {page.total === 0 ? (
        <NobodyFound {...{ wayOut, catalogue }} />
      ) : (
        <DataTable
          caption="Contacts"
          noun={{ one: "contact", many: "contacts" }}
          columns={columns}
          page={page}
          defaultSort={q ? "" : "lastName"}
          rowName={contactName}
          rowHref={contactHref}
          selectionActions={canWrite ? selectionActions : undefined}
        />
      )}
    </>
  );
}

const selectionActions = (selection: Selection) => <ContactSelection selection={selection} />;
