import { memberContext } from "#app/auth/context.ts";
import { changeByForm } from "#app/pipeline/change-form.server.ts";
import { FormPage } from "#app/pipeline/form-page.tsx";
import { opportunityChangeSchema } from "#app/pipeline/opportunity.ts";
import { getOpportunity } from "#app/pipeline/opportunities.server.ts";
import { sayMove } from "#app/pipeline/say.ts";
import { asks } from "#app/pipeline/stage.ts";
import { listStages } from "#app/pipeline/stages.server.ts";
import { refusal, SelectField, TextField } from "#app/ui/form.tsx";
import { orOffline } from "#app/ui/or-offline.ts";
import type { Route } from "./+types/stage";

const form = opportunityChangeSchema.pick({ stage: true, wakeOn: true, lostReason: true, version: true });

export async function loader({ context, params }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  return { opportunity: await getOpportunity(member, params.id), stages: await listStages(member) };
}

export const action = ({ request, context, params }: Route.ActionArgs) =>
  changeByForm(request, context.get(memberContext), params.id, form, sayMove);

export const clientAction = ({ serverAction }: Route.ClientActionArgs) => orOffline(serverAction);

export const meta: Route.MetaFunction = () => [{ title: "Déplacer un partenariat · Essaim" }];

/** Moves a partnership where there is no menu: before JavaScript has loaded, or without it. */
export default function Stage({ loaderData, actionData }: Route.ComponentProps) {
  const { opportunity, stages } = loaderData;
  const refused = refusal(actionData);
  const options = stages.map((stage) => ({ value: stage.id, label: stage.name }));
  const named = (asked: ReturnType<typeof asks>) =>
    stages
      .filter((stage) => asks(stage) === asked)
      .map(({ name }) => `«\u00A0${name}\u00A0»`)
      .join(", ");
  return (
    <FormPage opportunity={opportunity} title="Déplacer le partenariat" submit="Déplacer" refused={refused}>
      <SelectField
        {...refused}
        name="stage"
        label="Étape"
        options={options}
        defaultValue={opportunity.stageId}
      />
      <TextField
        {...refused}
        name="wakeOn"
        type="date"
        label={`Revenir le, pour ${named("wakeOn")}`}
        defaultValue={opportunity.wakeOn}
      />
      <TextField
        {...refused}
        name="lostReason"
        label={`Motif, pour ${named("lostReason")}`}
        defaultValue={opportunity.lostReason}
      />
    </FormPage>
  );
}
