import { useState } from "react";
import { Form, href, Link, useFetcher } from "react-router";
import { answerForm } from "#app/answer-form.server.ts";
import { memberContext } from "#app/auth/context.ts";
import { handleForm } from "#app/form.server.ts";
import { type Done, useUndoToast } from "#app/history/use-undo-toast.ts";
import { isUuid } from "#app/ids.ts";
import { SnippetFields } from "#app/snippets/snippet-fields.tsx";
import { snippetForm } from "#app/snippets/snippet.ts";
import { createSnippet, listSnippets } from "#app/snippets/snippets.server.ts";
import { IconButton } from "#app/ui/button.tsx";
import { FormErrors, refusal, SubmitButton } from "#app/ui/form.tsx";
import { Icon } from "#app/ui/icon.tsx";
import { orOffline } from "#app/ui/or-offline.ts";
import { Section } from "#app/ui/page.tsx";
import type { Route } from "./+types/snippets";

export async function loader({ context, url }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  // What the page of one snippet has just done.
  const setId = url.searchParams.get("annulable");
  const done = setId && isUuid(setId) ? { setId, message: "Extrait modifié." } : null;
  return { snippets: await listSnippets(member), writes: member.role !== "reader", done };
}

export const action = ({ request, context }: Route.ActionArgs) =>
  handleForm(request, snippetForm, async (input) => {
    const done = await createSnippet(context.get(memberContext), input);
    return answerForm(request, done, href("/reglages/extraits"));
  });

export const clientAction = ({ serverAction }: Route.ClientActionArgs) => orOffline(serverAction);

/** The paragraphs kept to be used again. */
export default function Snippets({ loaderData, actionData }: Route.ComponentProps) {
  const { snippets, writes } = loaderData;
  const removal = useFetcher<Done>();
  useUndoToast(removal.data);
  useUndoToast(actionData);
  // Told once, though the page is read again.
  const [done] = useState(loaderData.done);
  useUndoToast(done);
  const refused = refusal(actionData);
  return (
    <>
      <Section title="Extraits" count={snippets.length}>
        {snippets.length === 0 ? (
          <p className="muted settings__empty">
            Aucun extrait gardé. Un extrait est un paragraphe qui sert souvent : dans un message, tapez « / »
            puis son nom pour l’insérer.
          </p>
        ) : (
          <ul className="fr-raw-list">
            {snippets.map(({ id, name, text }) => (
              <li key={id} className="settings__row settings__row--one">
                <span className="fill clip">
                  <span className="strong">{name}</span>
                  <span className="source clip">{text}</span>
                </span>
                {writes && (
                  <span className="row">
                    <Link
                      className="icon-btn fr-raw-link"
                      to={href("/reglages/extraits/:id", { id })}
                      aria-label={`Modifier ${name}`}
                      title="Modifier"
                    >
                      <Icon name="edit-line" />
                    </Link>
                    <removal.Form method="post" action={href("/reglages/extraits/:id/retrait", { id })}>
                      <IconButton type="submit" icon="delete-bin-line" label={`Supprimer ${name}`} />
                    </removal.Form>
                  </span>
                )}
              </li>
            ))}
          </ul>
        )}
      </Section>
      {writes && (
        <Section title="Garder un extrait">
          <Form method="post" className="stack stack--lg" key={snippets.length}>
            <FormErrors {...refused} />
            <SnippetFields {...refused} />
            <p>
              <SubmitButton>Garder l’extrait</SubmitButton>
            </p>
          </Form>
        </Section>
      )}
    </>
  );
}
