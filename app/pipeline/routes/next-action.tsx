import { memberContext } from "#app/auth/context.ts";
import { changeByForm } from "#app/pipeline/change-form.server.ts";
import { FormPage } from "#app/pipeline/form-page.tsx";
import { NextActionFields } from "#app/pipeline/next-action-fields.tsx";
import { opportunityChangeSchema } from "#app/pipeline/opportunity.ts";
import { getOpportunity } from "#app/pipeline/opportunities.server.ts";
import { sayNextAction } from "#app/pipeline/say.ts";
import { refusal } from "#app/ui/form.tsx";
import { orRefused } from "#app/pipeline/or-refused.ts";
import type { Route } from "./+types/next-action";

const form = opportunityChangeSchema.pick({
  ...({ nextAction: true, nextActionAt: true, nextActionOwner: true, version: true } as const),
});

export async function loader({ context, params }: Route.LoaderArgs) {
  return { opportunity: await getOpportunity(context.get(memberContext), params.id), now: new Date() };
}

export const action = ({ request, context, params }: Route.ActionArgs) =>
  changeByForm(request, context.get(memberContext), params.id, form, (opportunity) =>
    sayNextAction(opportunity, new Date()),
  );

export const clientAction = ({ serverAction }: Route.ClientActionArgs) => orRefused(serverAction);

export const meta: Route.MetaFunction = () => [{ title: "Prochaine action · Essaim" }];

/** Plans the next action where it cannot be edited in place: before JavaScript has loaded, or without it. */
export default function NextAction({ loaderData, actionData }: Route.ComponentProps) {
  const { opportunity, now } = loaderData;
  const refused = refusal(actionData);
  return (
    <FormPage
      opportunity={opportunity}
      title="Prochaine action"
      submit="Enregistrer l’action"
      refused={refused}
    >
      <NextActionFields {...refused} opportunity={opportunity} now={now} />
    </FormPage>
  );
}
