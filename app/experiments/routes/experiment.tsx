import { Form, href, Link, redirect } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { findCampaign } from "#app/campaigns/campaign-row.server.ts";
import { experimentSchema } from "#app/experiments/experiment.ts";
import { ExperimentFields } from "#app/experiments/experiment-fields.tsx";
import { ExperimentPanel } from "#app/experiments/experiment-panel.tsx";
import { getExperiment, saveExperiment } from "#app/experiments/experiments.server.ts";
import { handleForm } from "#app/form.server.ts";
import { Button } from "#app/ui/button.tsx";
import { FormErrors, refusal, SubmitButton } from "#app/ui/form.tsx";
import { PageHead } from "#app/ui/page.tsx";
import type { Route } from "./+types/experiment";

export const meta: Route.MetaFunction = () => [{ title: "Échappée · Essaim" }];

export async function loader({ context, params }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  const { id, name, state } = await findCampaign(member, params.id);
  const experiment = await getExperiment(member, id);
  return { campaign: { id, name, state }, experiment, writes: member.role !== "reader", now: new Date() };
}

export const action = ({ request, context, params }: Route.ActionArgs) =>
  handleForm(request, experimentSchema, async (input) => {
    await saveExperiment(context.get(memberContext), params.id, input);
    return redirect(href("/campagnes/:id", { id: params.id }));
  });

/** What a campaign is meant to show: written on its draft, read ever after. */
export default function ExperimentPage({ loaderData, actionData }: Route.ComponentProps) {
  const { campaign, experiment, writes, now } = loaderData;
  const { id, name, state } = campaign;
  const refused = refusal(actionData);
  return (
    <>
      <PageHead
        title="Échappée"
        lead="Ce qu’on attend de la campagne, écrit avant son lancement ; ensuite, cela ne change plus."
        crumbs={[
          { label: "Campagnes", to: href("/campagnes") },
          { label: name, to: href("/campagnes/:id", { id }) },
        ]}
      />
      <div className="page__body">
        {state !== "draft" || !writes ? (
          experiment ? (
            <ExperimentPanel experiment={experiment} writes={writes && state !== "draft"} now={now} />
          ) : (
            <p className="muted">
              {state === "draft"
                ? "Rien n’est encore attendu de cette campagne."
                : "Cette campagne est partie sans échappée : une hypothèse s’écrit avant le lancement."}{" "}
              <Link to={href("/echappees")}>Journal des échappées</Link>
            </p>
          )
        ) : (
          <>
            <Form method="post" className="form">
              <FormErrors {...refused} />
              <ExperimentFields refused={refused} experiment={experiment} />
              <p>
                <SubmitButton>{experiment ? "Enregistrer" : "Écrire l’échappée"}</SubmitButton>
              </p>
            </Form>
            {experiment && (
              <Form method="post" action={href("/campagnes/:id/echappee/retrait", { id })}>
                <Button type="submit" look="ghost" icon="delete-bin-line">
                  Retirer l’échappée
                </Button>
              </Form>
            )}
          </>
        )}
        <p className="small results__note">
          <Link to={href("/campagnes/:id/volontaires", { id })}>
            Page « Je suis volontaire » de cette campagne
          </Link>
        </p>
      </div>
    </>
  );
}
