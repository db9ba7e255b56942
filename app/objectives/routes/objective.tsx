import { Form, href, Link } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { filterParam } from "#app/filters/filter-tree.ts";
import { handleForm } from "#app/form.server.ts";
import { useUndoToast } from "#app/history/use-undo-toast.ts";
import { readCountedRows } from "#app/objectives/counted-rows.server.ts";
import { CountedTable } from "#app/objectives/counted-table.tsx";
import { objectiveForm } from "#app/objectives/cycle.ts";
import { countedHow, objectiveLabel, provesByStage, provingStages } from "#app/objectives/metrics.ts";
import { ObjectiveBar } from "#app/objectives/objective-bar.tsx";
import { ObjectiveChart } from "#app/objectives/objective-chart.tsx";
import { ObjectiveFields } from "#app/objectives/objective-fields.tsx";
import { getObjective, updateObjective } from "#app/objectives/objectives.server.ts";
import { RemoveButton } from "#app/objectives/remove-button.tsx";
import { readTile } from "#app/objectives/tiles.server.ts";
import { listMetrics } from "#app/pipeline/usage.server.ts";
import { listStages } from "#app/pipeline/stages.server.ts";
import { FormErrors, refusal, SubmitButton } from "#app/ui/form.tsx";
import { dayNumber, isoDay } from "#app/ui/format.ts";
import { orOffline } from "#app/ui/or-offline.ts";
import { PageHead, Section } from "#app/ui/page.tsx";
import { withParams } from "#app/ui/url.ts";
import type { Route } from "./+types/objective";

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `${loaderData ? objectiveLabel(loaderData.objective) : "Objectif"} · Essaim` },
];

export async function loader({ context, params }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  const now = new Date();
  const objective = await getObjective(member, params.id);
  const { cycle, metric } = objective;
  const day = isoDay(now < cycle.endsOn ? now : cycle.endsOn);
  const [tile, counted, known, stages] = await Promise.all([
    readTile(member, objective, cycle, now),
    readCountedRows(member, objective, cycle, day),
    listMetrics(member),
    provesByStage(metric) ? listStages(member) : [],
  ]);
  const names = provesByStage(metric) ? provingStages(stages, metric).map(({ name }) => name) : [];
  return { objective, tile, counted, known, names, writes: member.role !== "reader" };
}

export const action = ({ request, context, params }: Route.ActionArgs) =>
  handleForm(request, objectiveForm, async (input) => {
    const setId = crypto.randomUUID();
    await updateObjective(context.get(memberContext), params.id, input, { setId });
    return { setId, message: `${objectiveLabel(input)}\u00A0: objectif enregistré.` };
  });

export const clientAction = ({ serverAction }: Route.ClientActionArgs) => orOffline(serverAction);

export default function Objective({ loaderData, actionData }: Route.ComponentProps) {
  const { objective, tile, counted, known, names, writes } = loaderData;
  const { cycle, metric } = objective;
  const refused = refusal(actionData);
  useUndoToast(actionData);
  const back = `${href("/objectifs")}?cycle=${cycle.id}`;
  const label = objectiveLabel(objective);
  const list = names.length > 0 && {
    all: [
      ...(metric === "penetration" ? [{ field: "inTarget", op: "is", value: true } as const] : []),
      { field: "stage", op: "is", value: names } as const,
    ],
  };
  return (
    <>
      <PageHead title={label} lead={countedHow(objective)} crumbs={[{ label: cycle.name, to: back }]}>
        {writes && (
          <RemoveButton
            action={href("/objectifs/:id/suppression", { id: objective.id })}
            label="Supprimer l’objectif"
            title={`Supprimer l’objectif « ${label} »\u00A0?`}
            words="Ce qu’il compte reste. L’objectif peut être remis tout de suite après."
            then={back}
          />
        )}
      </PageHead>
      <div className="page__body">
        <div className="objective-now">
          <ObjectiveBar tile={tile} ends={cycle.endsOn} />
        </div>
        <Section title="Semaine après semaine">
          <ObjectiveChart tile={tile} starts={dayNumber(cycle.startsOn)} ends={dayNumber(cycle.endsOn)} />
        </Section>
        <Section
          title="Ce qui est compté"
          count={counted.total}
          aside={
            list && (
              <Link
                className="link small"
                to={`${href("/institutions")}${withParams("", { filtre: filterParam(list) })}`}
              >
                Voir dans la liste
              </Link>
            )
          }
        >
          <CountedTable {...counted} usage={metric === "usage"} />
        </Section>
        {writes && (
          <Section title="Changer l’objectif">
            <Form
              method="post"
              className="stack stack--lg form"
              key={`${objective.metric} ${objective.target}`}
            >
              <FormErrors {...refused} />
              <ObjectiveFields refused={refused} objective={objective} known={known} />
              <p>
                <SubmitButton>Enregistrer l’objectif</SubmitButton>
              </p>
            </Form>
          </Section>
        )}
      </div>
    </>
  );
}
