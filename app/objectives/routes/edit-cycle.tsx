import { Form, href } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { handleForm } from "#app/form.server.ts";
import { useUndoToast } from "#app/history/use-undo-toast.ts";
import { cycleForm } from "#app/objectives/cycle.ts";
import { CycleFields } from "#app/objectives/cycle-fields.tsx";
import { getCycle, updateCycle } from "#app/objectives/cycles.server.ts";
import { RemoveButton } from "#app/objectives/remove-button.tsx";
import { FormErrors, refusal, SubmitButton } from "#app/ui/form.tsx";
import { isoDay, plural } from "#app/ui/format.ts";
import { PageHead } from "#app/ui/page.tsx";
import { orOffline } from "#app/ui/or-offline.ts";
import type { Route } from "./+types/edit-cycle";

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `${loaderData?.cycle.name ?? "Cycle"} · Objectifs · Essaim` },
];

export async function loader({ context, params }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  return { cycle: await getCycle(member, params.id), writes: member.role !== "reader" };
}

export const action = ({ request, context, params }: Route.ActionArgs) =>
  handleForm(request, cycleForm, async (input) => {
    const setId = crypto.randomUUID();
    await updateCycle(context.get(memberContext), params.id, input, { setId });
    return { setId, message: `${input.name}\u00A0: cycle enregistré.` };
  });

export const clientAction = ({ serverAction }: Route.ClientActionArgs) => orOffline(serverAction);

export default function EditCycle({ loaderData: { cycle, writes }, actionData }: Route.ComponentProps) {
  const refused = refusal(actionData);
  useUndoToast(actionData);
  const back = `${href("/objectifs")}?cycle=${cycle.id}`;
  const dates = { name: cycle.name, startsOn: isoDay(cycle.startsOn), endsOn: isoDay(cycle.endsOn) };
  return (
    <>
      <PageHead title={cycle.name} crumbs={[{ label: "Objectifs", to: back }]}>
        {writes && (
          <RemoveButton
            action={href("/objectifs/cycles/:id/suppression", { id: cycle.id })}
            label="Supprimer le cycle"
            title={`Supprimer « ${cycle.name} »\u00A0?`}
            words={
              cycle.objectives.length > 0
                ? `${plural(cycle.objectives.length, "objectif part", "objectifs partent")} avec lui. Les partenariats, échanges et usages comptés restent.`
                : "Il n’a pas d’objectif. Les partenariats, échanges et usages restent."
            }
            then={href("/objectifs")}
          />
        )}
      </PageHead>
      <div className="page__body">
        <Form method="post" className="form" key={JSON.stringify(dates)}>
          <FormErrors {...refused} />
          <CycleFields refused={refused} cycle={dates} />
          {writes && (
            <p>
              <SubmitButton>Enregistrer le cycle</SubmitButton>
            </p>
          )}
        </Form>
      </div>
    </>
  );
}
