import { Form, href } from "react-router";
import { answerForm } from "#app/answer-form.server.ts";
import { memberContext } from "#app/auth/context.ts";
import { handleForm } from "#app/form.server.ts";
import { getInstitution } from "#app/institutions/institutions.server.ts";
import { sayUsage } from "#app/pipeline/say.ts";
import { usageSchema } from "#app/pipeline/usage.ts";
import { UsageFields } from "#app/pipeline/usage-fields.tsx";
import { putUsage } from "#app/pipeline/usage.server.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { FormErrors, refusal, SubmitButton } from "#app/ui/form.tsx";
import { isoDay } from "#app/ui/format.ts";
import { orOffline } from "#app/ui/or-offline.ts";
import { PageHead } from "#app/ui/page.tsx";
import type { Route } from "./+types/usage";

export async function loader({ context, params }: Route.LoaderArgs) {
  const { id, name } = await getInstitution(context.get(memberContext), params.id);
  return { id, name, today: isoDay(new Date()) };
}

/** A figure more, or the one of that day said otherwise. */
export const action = ({ request, context, params }: Route.ActionArgs) =>
  handleForm(request, usageSchema, async (figure) => {
    const setId = crypto.randomUUID();
    const fact = await putUsage(
      context.get(memberContext),
      { ...figure, institutionId: params.id },
      { setId },
    );
    return answerForm(
      request,
      { setId, message: sayUsage(fact) },
      href("/institutions/:id", { id: params.id }),
    );
  });

export const clientAction = ({ serverAction }: Route.ClientActionArgs) => orOffline(serverAction);

export const meta: Route.MetaFunction = () => [{ title: "Usage · Essaim" }];

/** Notes a figure where there is no dialog. */
export default function Usage({ loaderData: { id, name, today }, actionData }: Route.ComponentProps) {
  const refused = refusal(actionData);
  return (
    <>
      <PageHead
        title="Noter un usage constaté"
        crumbs={[{ label: name, to: href("/institutions/:id", { id }) }]}
      />
      <div className="page__body">
        <Form method="post" className="form">
          <FormErrors {...refused} />
          <UsageFields {...refused} prefix="" last={null} today={today} required />
          <div className="row">
            <SubmitButton>Noter l’usage</SubmitButton>
            <ButtonLink look="ghost" to={href("/institutions/:id", { id })}>
              Annuler
            </ButtonLink>
          </div>
        </Form>
      </div>
    </>
  );
}
