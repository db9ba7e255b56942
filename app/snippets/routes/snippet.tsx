import { Form, href, Link, redirect } from "react-router";
import { requireRole } from "#app/auth/actor.ts";
import { memberContext } from "#app/auth/context.ts";
import { handleForm } from "#app/form.server.ts";
import { SnippetFields } from "#app/snippets/snippet-fields.tsx";
import { snippetForm } from "#app/snippets/snippet.ts";
import { getSnippet, updateSnippet } from "#app/snippets/snippets.server.ts";
import { FormErrors, refusal, SubmitButton } from "#app/ui/form.tsx";
import { orOffline } from "#app/ui/or-offline.ts";
import { Section } from "#app/ui/page.tsx";
import type { Route } from "./+types/snippet";

export async function loader({ context, params }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  const snippet = await getSnippet(member, params.id);
  requireRole(member, "deployer");
  return { snippet };
}

export const action = ({ request, context, params }: Route.ActionArgs) =>
  handleForm(request, snippetForm, async (input) => {
    const { setId } = await updateSnippet(context.get(memberContext), params.id, input);
    return redirect(`${href("/reglages/extraits")}?annulable=${setId}`, 303);
  });

export const clientAction = ({ serverAction }: Route.ClientActionArgs) => orOffline(serverAction);

export default function Snippet({ loaderData: { snippet }, actionData }: Route.ComponentProps) {
  const refused = refusal(actionData);
  return (
    <>
      <p className="small">
        <Link to={href("/reglages/extraits")}>Tous les extraits</Link>
      </p>
      <Section title={snippet.name}>
        <Form method="post" className="stack stack--lg" key={snippet.id}>
          <FormErrors {...refused} />
          <SnippetFields {...refused} snippet={snippet} />
          <p>
            <SubmitButton>Enregistrer l’extrait</SubmitButton>
          </p>
        </Form>
      </Section>
    </>
  );
}
