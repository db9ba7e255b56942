import { useMemo } from "react";
import { href } from "react-router";
import { z } from "zod";
import { answerForm } from "#app/answer-form.server.ts";
import { CallLink } from "#app/calls/call-link.tsx";
import type { Actor } from "#app/auth/actor.ts";
import { memberContext } from "#app/auth/context.ts";
import { handleForm } from "#app/form.server.ts";
import { readCatalogue } from "#app/filters/catalogue.server.ts";
import { partnershipEntity } from "#app/filters/entities.server.ts";
import type { Filter } from "#app/filters/filter.ts";
import { readListParams } from "#app/filters/list-params.ts";
import { findWayOut } from "#app/filters/way-out.server.ts";
import { useAddedToast } from "#app/pipeline/add-to-pipeline.tsx";
import { Board } from "#app/pipeline/board.tsx";
import { GestureCode } from "#app/pipeline/gesture-code.tsx";
import { ClashDialog } from "#app/pipeline/clash-dialog.tsx";
import { countByStage, createOpportunities } from "#app/pipeline/opportunities.server.ts";
import { PipelineEmpty } from "#app/pipeline/pipeline-empty.tsx";
import { PipelineFilters } from "#app/pipeline/pipeline-filters.tsx";
import { PipelineList } from "#app/pipeline/pipeline-list.tsx";
import { readPipeline, readStagePage } from "#app/pipeline/pipeline-page.server.ts";
import { sayAdded } from "#app/pipeline/say.ts";
import { selectedInstitutions } from "#app/pipeline/selected-institutions.server.ts";
import { listOwners } from "#app/pipeline/stages.server.ts";
import { useChanges } from "#app/pipeline/use-changes.ts";
import { useMoves } from "#app/pipeline/use-moves.ts";
import { useRowShortcuts } from "#app/pipeline/use-row-shortcuts.ts";
import { ViewSwitch } from "#app/pipeline/view-switch.tsx";
import { ButtonLink } from "#app/ui/button.tsx";
import { FormErrors, refusal } from "#app/ui/form.tsx";
import { plural } from "#app/ui/format.ts";
import { ExportLink } from "#app/exports/export-link.tsx";
import { PageHead } from "#app/ui/page.tsx";
import { orOffline } from "#app/ui/or-offline.ts";
import { ViewTabs } from "#app/views/view-tabs.tsx";
import { listViews } from "#app/views/views.server.ts";
import type { Route } from "./+types/partnerships";

export const meta: Route.MetaFunction = () => [{ title: "Pipeline · Essaim" }];

export async function loader({ context, url }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  const { filter, q, cursor } = readListParams(url.searchParams);
  const narrowing = { filter, q: q ?? undefined };
  const stage = url.searchParams.get("etape");
  const { userId, role, product } = member;
  const [{ groups, totals }, owners, following, catalogue, saved] = await Promise.all([
    readPipeline(member, narrowing),
    listOwners(member),
    stage ? readStagePage(member, stage, narrowing, cursor) : null,
    readCatalogue(member, partnershipEntity),
    listViews(member, "partnerships"),
  ]);
  const found = groups.reduce((sum, { page }) => sum + page.total, 0);
  return {
    // What follows in one stage, for « Afficher n autres »; where there is no JavaScript, that stage alone.
    ...(following ?? { rows: [], total: 0, nextCursor: null }),
    groups: stage
      ? groups.filter(({ id }) => id === stage).map((group) => ({ ...group, page: following! }))
      : groups,
    ...{ totals, owners, catalogue, saved, now: new Date() },
    wayOut: found === 0 && totals.all > 0 ? await findWayOut(countFound(member), narrowing) : null,
    view: url.searchParams.get("vue") === "liste" ? "liste" : "tableau",
    reader: { userId, reachUnit: product.reachUnit, canWrite: role !== "reader" },
  };
}

const countFound =
  (actor: Actor) =>
  async ({ q, filter }: { q?: string | null | undefined; filter?: Filter | undefined }) =>
    (await countByStage(actor, { q: q ?? undefined, filter })).reduce((sum, { count }) => sum + count, 0);

/** « Ajouter au pipeline », from a row, a selection, a whole filter or a file. */
export const action = ({ request, context }: Route.ActionArgs) =>
  handleForm(request, z.object({}), async (_, form) => {
    const member = context.get(memberContext);
    const setId = crypto.randomUUID();
    const counts = await createOpportunities(member, await selectedInstitutions(member, form), { setId });
    return answerForm(request, { ...counts, setId, message: sayAdded(counts) }, href("/partenariats"));
  });

export const clientAction = ({ serverAction }: Route.ClientActionArgs) => orOffline(serverAction);

/** The board needs the width. */
export const handle = { slim: true };

export default function Partnerships({ loaderData, actionData }: Route.ComponentProps) {
  const { groups, totals, owners, catalogue, saved, now, view, wayOut } = loaderData;
  const reader = useMemo(() => ({ ...loaderData.reader, now, stages: groups }), [loaderData, now, groups]);
  const { moves, begin, settle } = useMoves(loaderData);
  const { hear, clash, forget } = useChanges();
  useAddedToast(actionData);
  const isList = view === "liste";
  useRowShortcuts(isList);
  const found = groups.reduce((sum, { page }) => sum + page.total, 0);
  // Every stage is a place to move to; under a filter, an empty one is only in the way.
  const shown = groups.filter(
    ({ id, page }) =>
      found === totals.all || page.total > 0 || Object.values(moves).some(({ row }) => row.stageId === id),
  );
  const firstId = groups.find(({ page }) => page.rows.length > 0)?.page.rows[0]?.id;
  const won = groups.filter(({ kind }) => kind === "won").reduce((sum, { page }) => sum + page.total, 0);
  return (
    <>
      <PageHead
        title="Pipeline"
        lead={`${plural(found, "partenariat")} · ${plural(won, "volontaire ou plus", "volontaires ou plus")}`}
      >
        {totals.all > 0 && <ViewTabs list="partnerships" views={saved} canShare={reader.canWrite} />}
        <ViewSwitch list={isList} />
        <ExportLink list="partenariats" />
        {reader.canWrite && found > 0 && <CallLink />}
        {reader.canWrite && (
          <ButtonLink icon="add-line" to={href("/institutions")}>
            Ajouter
          </ButtonLink>
        )}
      </PageHead>
      <FormErrors {...refusal(actionData)} />
      {totals.all > 0 && (
        <PipelineFilters {...{ totals, owners, catalogue, found }} stages={reader.canWrite ? groups : null} />
      )}
      {found === 0 ? (
        <PipelineEmpty all={totals.all} {...{ wayOut, catalogue }} />
      ) : !isList ? (
        <Board {...{ groups, reader, hear }} seen={loaderData} />
      ) : (
        <PipelineList
          {...{ groups: shown, reader, moves, found, owners }}
          stages={groups}
          onMove={begin}
          onAnswer={(row, answer) => settle(row.id, hear(row, answer))}
        />
      )}
      {firstId && reader.canWrite && <GestureCode id={firstId} />}
      <ClashDialog
        clash={clash}
        names={{ stages: groups, owners }}
        onClose={forget}
        onAnswer={(row, answer) => settle(row.id, hear(row, answer))}
      />
    </>
  );
}
