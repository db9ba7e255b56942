import { href } from "react-router";
import { answerForm } from "#app/answer-form.server.ts";
import { memberContext } from "#app/auth/context.ts";
import { FormPage } from "#app/pipeline/form-page.tsx";
import { deleteOpportunity, getOpportunity } from "#app/pipeline/opportunities.server.ts";
import { RemovalWords } from "#app/pipeline/removal-words.tsx";
import type { Route } from "./+types/removal";

export async function loader({ context, params }: Route.LoaderArgs) {
  return { opportunity: await getOpportunity(context.get(memberContext), params.id) };
}

export async function action({ request, context, params }: Route.ActionArgs) {
  const member = context.get(memberContext);
  const { institutionName } = await getOpportunity(member, params.id);
  const setId = crypto.randomUUID();
  await deleteOpportunity(member, params.id, { setId });
  const message = `${institutionName} n’est plus dans le pipeline.`;
  return answerForm(request, { setId, message }, href("/partenariats"));
}

export const meta: Route.MetaFunction = () => [{ title: "Retirer du pipeline · Essaim" }];

/** Asks before a partnership is removed, where there is no dialog. */
export default function Removal({ loaderData: { opportunity } }: Route.ComponentProps) {
  return (
    <FormPage opportunity={opportunity} title="Retirer du pipeline" submit="Retirer du pipeline" refused={{}}>
      <RemovalWords name={opportunity.institutionName} />
    </FormPage>
  );
}
