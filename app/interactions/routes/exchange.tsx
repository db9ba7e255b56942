import { Form, href, Link, useNavigate } from "react-router";
import { answerForm } from "#app/answer-form.server.ts";
import { requireRole } from "#app/auth/actor.ts";
import { memberContext } from "#app/auth/context.ts";
import { handleForm } from "#app/form.server.ts";
import { useUndoToast } from "#app/history/use-undo-toast.ts";
import { changeInteraction, getInteraction } from "#app/interactions/change-interaction.server.ts";
import { ExchangeFields } from "#app/interactions/exchange-fields.tsx";
import { correctionSchema } from "#app/interactions/interaction.ts";
import { listPeople } from "#app/interactions/people.server.ts";
import { FormErrors, refusal, SubmitButton } from "#app/ui/form.tsx";
import { orOffline } from "#app/ui/or-offline.ts";
import { PageHead } from "#app/ui/page.tsx";
import type { Route } from "./+types/exchange";

export async function loader({ context, params }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  const exchange = await getInteraction(member, params.id);
  requireRole(member, "deployer");
  return { exchange, contacts: await listPeople(member, exchange.institution.id), now: new Date() };
}

export const action = ({ request, context, params }: Route.ActionArgs) =>
  handleForm(request, correctionSchema, async (input, form) => {
    const setId = crypto.randomUUID();
    const participantIds = form.getAll("with").filter((value) => typeof value === "string");
    const { institutionId } = await changeInteraction(
      context.get(memberContext),
      params.id,
      { ...input, participantIds },
      { setId },
    );
    const fallback = href("/institutions/:id", { id: institutionId });
    return answerForm(request, { setId, message: "Échange corrigé." }, fallback);
  });

export const clientAction = ({ serverAction }: Route.ClientActionArgs) => orOffline(serverAction);

export const meta: Route.MetaFunction = () => [{ title: "Corriger un échange · Essaim" }];

/** Corrects what was noted. */
export default function Exchange({ loaderData, actionData }: Route.ComponentProps) {
  const { exchange, contacts, now } = loaderData;
  const { institution } = exchange;
  const refused = refusal(actionData);
  const navigate = useNavigate();
  const file = href("/institutions/:id", { id: institution.id });
  useUndoToast(actionData, () => void navigate(file));
  return (
    <>
      <PageHead
        title="Corriger l’échange"
        crumbs={[
          { label: "Institutions", to: href("/institutions") },
          { label: institution.name, to: file },
        ]}
      />
      <div className="page__body">
        <Form method="post" className="form">
          <FormErrors {...refused} />
          <ExchangeFields exchange={exchange} contacts={contacts} refused={refused} now={now} />
          <div className="row">
            <SubmitButton>Enregistrer la correction</SubmitButton>
            <Link to={file}>Revenir à la fiche</Link>
          </div>
        </Form>
      </div>
    </>
  );
}
