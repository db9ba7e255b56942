import { Form, href, redirect } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { findCampaign } from "#app/campaigns/campaign-row.server.ts";
import { decisionSchema, VERDICTS } from "#app/experiments/experiment.ts";
import { DecisionFields } from "#app/experiments/experiment-panel.tsx";
import { decideExperiment, getExperiment } from "#app/experiments/experiments.server.ts";
import { handleForm } from "#app/form.server.ts";
import { PageHead } from "#app/ui/page.tsx";
import type { Route } from "./+types/verdict";

export const meta: Route.MetaFunction = () => [{ title: "Conclure l’échappée · Essaim" }];

export async function loader({ context, params }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  const { id, name } = await findCampaign(member, params.id);
  // Its page says that there is none.
  if (!(await getExperiment(member, id))) throw redirect(href("/campagnes/:id/echappee", { id }));
  return { id, name };
}

export const action = ({ request, context, params }: Route.ActionArgs) =>
  handleForm(request, decisionSchema, async (decision) => {
    await decideExperiment(context.get(memberContext), params.id, decision);
    return redirect(href("/campagnes/:id", { id: params.id }));
  });

/** The same form alone: where a refusal is shown, with what was typed. */
export default function Conclude({ loaderData: { id, name }, actionData }: Route.ComponentProps) {
  return (
    <>
      <PageHead title="Conclure l’échappée" crumbs={[{ label: name, to: href("/campagnes/:id", { id }) }]} />
      <div className="page__body">
        <Form method="post" className="form">
          <DecisionFields answer={actionData} />
          <p className="row row--wrap">
            {Object.entries(VERDICTS).map(([value, label]) => (
              <button
                key={value}
                type="submit"
                name="verdict"
                value={value}
                className="fr-btn fr-btn--sm fr-btn--secondary"
              >
                {label}
              </button>
            ))}
          </p>
        </Form>
      </div>
    </>
  );
}
