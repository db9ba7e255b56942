import { useState } from "react";
import { Form, href, Link, useFetcher } from "react-router";
import { answerForm } from "#app/answer-form.server.ts";
import { memberContext } from "#app/auth/context.ts";
import { handleForm } from "#app/form.server.ts";
import { type Done, useUndoToast } from "#app/history/use-undo-toast.ts";
import { isUuid } from "#app/ids.ts";
import { shapeOf } from "#app/pipeline/stage.ts";
import { addStage, listCountedStages } from "#app/pipeline/stage-settings.server.ts";
import { KIND_WORDS, MILESTONES, newStageSchema } from "#app/pipeline/stage-settings.ts";
import { MoveRules } from "#app/pipeline/move-rules.tsx";
import { MilestoneField } from "#app/pipeline/milestone-field.tsx";
import { IconButton } from "#app/ui/button.tsx";
import { Icon } from "#app/ui/icon.tsx";
import { FormErrors, refusal, SelectField, SubmitButton, TextField } from "#app/ui/form.tsx";
import { plural } from "#app/ui/format.ts";
import { orOffline } from "#app/ui/or-offline.ts";
import { Section } from "#app/ui/page.tsx";
import { StageLabel } from "#app/ui/stage.tsx";
import type { Route } from "./+types/stages";

export async function loader({ context, url }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  // What the page of one stage has just done.
  const setId = url.searchParams.get("annulable");
  const done = setId && isUuid(setId) ? { setId, message: "Étapes modifiées." } : null;
  return { stages: await listCountedStages(member), admin: member.role === "admin", done };
}

export const action = ({ request, context }: Route.ActionArgs) =>
  handleForm(request, newStageSchema, async (input) => {
    const setId = crypto.randomUUID();
    await addStage(context.get(memberContext), input, { setId });
    const message = `Étape ajoutée\u00A0: ${input.name}.`;
    return answerForm(request, { setId, message }, href("/reglages/etapes"));
  });

export const clientAction = ({ serverAction }: Route.ClientActionArgs) => orOffline(serverAction);

const kinds = Object.entries(KIND_WORDS).map(([value, label]) => ({ value, label }));

/** The stages of the pipeline, in order: renamed, moved, added, removed. */
export default function Stages({ loaderData, actionData }: Route.ComponentProps) {
  const { stages, admin } = loaderData;
  const fetcher = useFetcher<Done>();
  useUndoToast(fetcher.data);
  useUndoToast(actionData);
  // Told once, though the page is read again.
  const [done] = useState(loaderData.done);
  useUndoToast(done);
  const refused = refusal(actionData);
  return (
    <>
      <Section title="Étapes du pipeline" count={stages.length}>
        <ol className="fr-raw-list">
          {stages.map((stage, index) => (
            <li key={stage.id} className="settings__row">
              <span className="fill">
                <StageLabel stage={shapeOf(stage, stages)} />
                <span className="source">
                  {stage.milestone ? MILESTONES[stage.kind][stage.milestone] : KIND_WORDS[stage.kind]}
                  {", "}
                  {plural(stage.count, "partenariat")}
                </span>
              </span>
              {admin && (
                <>
                  <fetcher.Form
                    method="post"
                    action={href("/reglages/etapes/:id/place", { id: stage.id })}
                    className="row"
                  >
                    <IconButton
                      type="submit"
                      name="way"
                      value="up"
                      icon="arrow-up-line"
                      label={`Monter ${stage.name}`}
                      disabled={index === 0}
                    />
                    <IconButton
                      type="submit"
                      name="way"
                      value="down"
                      icon="arrow-down-line"
                      label={`Descendre ${stage.name}`}
                      disabled={index === stages.length - 1}
                    />
                  </fetcher.Form>
                  <Link
                    className="icon-btn fr-raw-link"
                    to={href("/reglages/etapes/:id", { id: stage.id })}
                    aria-label={`Modifier ou retirer ${stage.name}`}
                    title="Modifier ou retirer"
                  >
                    <Icon name="edit-line" />
                  </Link>
                </>
              )}
            </li>
          ))}
        </ol>
      </Section>
      <MoveRules stages={stages} />
      {admin && (
        <Section title="Ajouter une étape">
          <Form method="post" className="stack stack--lg" key={stages.length}>
            <FormErrors {...refused} />
            <div className="pair">
              <TextField {...refused} name="name" label="Nom" maxLength={60} autoComplete="off" required />
              <SelectField {...refused} name="kind" label="Nature" options={kinds} />
            </div>
            <MilestoneField {...refused} />
            <p>
              <SubmitButton>Ajouter l’étape</SubmitButton>
            </p>
          </Form>
        </Section>
      )}
    </>
  );
}
