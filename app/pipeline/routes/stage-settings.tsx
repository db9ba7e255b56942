import { Form, href, Link, redirect } from "react-router";
import { requireRole } from "#app/auth/actor.ts";
import { memberContext } from "#app/auth/context.ts";
import { notFound } from "#app/errors.ts";
import { handleForm } from "#app/form.server.ts";
import { uuidOr404 } from "#app/ids.ts";
import { MilestoneField } from "#app/pipeline/milestone-field.tsx";
import { listCountedStages, updateStage } from "#app/pipeline/stage-settings.server.ts";
import { destinationsFor, KIND_WORDS, stageChangeSchema } from "#app/pipeline/stage-settings.ts";
import { FormErrors, refusal, SelectField, SubmitButton, TextField } from "#app/ui/form.tsx";
import { plural } from "#app/ui/format.ts";
import { orOffline } from "#app/ui/or-offline.ts";
import { Section } from "#app/ui/page.tsx";
import type { Route } from "./+types/stage-settings";

export async function loader({ context, params }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  const id = uuidOr404(params.id, "Cette étape");
  const stages = await listCountedStages(member);
  const stage = stages.find((one) => one.id === id);
  if (!stage) throw notFound("Cette étape");
  requireRole(member, "admin");
  return { stage, destinations: destinationsFor(stages, stage) };
}

export const action = ({ request, context, params }: Route.ActionArgs) =>
  handleForm(request, stageChangeSchema, async (input) => {
    const setId = crypto.randomUUID();
    await updateStage(context.get(memberContext), params.id, input, { setId });
    return redirect(`${href("/reglages/etapes")}?annulable=${setId}`, 303);
  });

export const clientAction = ({ serverAction }: Route.ClientActionArgs) => orOffline(serverAction);

/** One stage: its name, what it proves, and its removal. */
export default function StageSettings({ loaderData, actionData }: Route.ComponentProps) {
  const { stage, destinations } = loaderData;
  const refused = refusal(actionData);
  return (
    <>
      <p className="small">
        <Link to={href("/reglages/etapes")}>Toutes les étapes</Link>
      </p>
      <Section title={stage.name} aside={<span className="muted">{KIND_WORDS[stage.kind]}</span>}>
        <Form method="post" className="stack stack--lg" key={stage.id}>
          <FormErrors {...refused} />
          <TextField
            {...refused}
            name="name"
            label="Nom"
            maxLength={60}
            defaultValue={stage.name}
            autoComplete="off"
            required
          />
          <MilestoneField {...refused} kind={stage.kind} defaultValue={stage.milestone} />
          <p>
            <SubmitButton>Enregistrer l’étape</SubmitButton>
          </p>
        </Form>
      </Section>
      <Section title="Retirer cette étape">
        <Form
          method="post"
          action={href("/reglages/etapes/:id/retrait", { id: stage.id })}
          className="stack stack--lg"
        >
          <p className="muted">
            {stage.count === 0
              ? "Aucun partenariat ne s’y trouve. Ce qui y est passé reste dans l’historique."
              : `${plural(stage.count, "partenariat")} ${stage.count > 1 ? "s’y trouvent" : "s’y trouve"}. Dites où ils vont\u00A0; ce qui y est passé reste dans l’historique.`}
          </p>
          {stage.count > 0 && (
            <SelectField
              name="destination"
              label="Où vont ses partenariats"
              empty="Choisissez une étape"
              options={destinations.map(({ id, name }) => ({ value: id, label: name }))}
              required
            />
          )}
          <p>
            <SubmitButton look="secondary">
              {stage.count === 0
                ? "Retirer l’étape"
                : `Retirer l’étape et déplacer ${plural(stage.count, "partenariat")}`}
            </SubmitButton>
          </p>
        </Form>
      </Section>
    </>
  );
}
