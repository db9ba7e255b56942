import { memberContext } from "#app/auth/context.ts";
import { changeByForm } from "#app/pipeline/change-form.server.ts";
import { FormPage } from "#app/pipeline/form-page.tsx";
import { moveSchema } from "#app/pipeline/opportunity.ts";
import { getOpportunity } from "#app/pipeline/opportunities.server.ts";
import { sayMove } from "#app/pipeline/say.ts";
import { asks } from "#app/pipeline/stage.ts";
import { listStages } from "#app/pipeline/stages.server.ts";
import { isoDay } from "#app/ui/format.ts";
import { UsageFields } from "#app/pipeline/usage-fields.tsx";
import { refusal, SelectField, TextField } from "#app/ui/form.tsx";
import { orRefused } from "#app/pipeline/or-refused.ts";
import type { Route } from "./+types/stage";

export async function loader({ context, params }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  return {
    opportunity: await getOpportunity(member, params.id),
    stages: await listStages(member),
    now: new Date(),
  };
}

export const action = ({ request, context, params }: Route.ActionArgs) =>
  changeByForm(request, context.get(memberContext), params.id, moveSchema, sayMove);

export const clientAction = ({ serverAction }: Route.ClientActionArgs) => orRefused(serverAction);

export const meta: Route.MetaFunction = () => [{ title: "Déplacer un partenariat · Essaim" }];

/** Moves a partnership where there is no menu: before JavaScript has loaded, or without it. */
export default function Stage({ loaderData, actionData }: Route.ComponentProps) {
  const { opportunity, stages, now } = loaderData;
  const refused = refusal(actionData);
  // What a stage asks for and was not given at all is told on the first of its fields.
  const { usage: unproved, ...errors } = refused.errors ?? {};
  const usage = { ...refused, errors: unproved ? { ...errors, "usage.metric": unproved } : errors };
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
      <fieldset className="stack stack--lg">
        <legend className="fr-label">Un usage constaté, pour {named("usage")}</legend>
        <UsageFields {...usage} last={null} today={isoDay(now)} />
      </fieldset>
    </FormPage>
  );
}
