import { href } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { HistoryPanel } from "#app/history/history-panel.tsx";
import { changeByForm } from "#app/pipeline/change-form.server.ts";
import { FormPage } from "#app/pipeline/form-page.tsx";
import { opportunityChangeSchema } from "#app/pipeline/opportunity.ts";
import { getOpportunity } from "#app/pipeline/opportunities.server.ts";
import { listOwners } from "#app/pipeline/stages.server.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { refusal, SelectField, TextField } from "#app/ui/form.tsx";
import { orRefused } from "#app/pipeline/or-refused.ts";
import type { Route } from "./+types/partnership";

export async function loader({ context, params }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  const [opportunity, owners] = await Promise.all([getOpportunity(member, params.id), listOwners(member)]);
  return { opportunity, owners, reachUnit: member.product.reachUnit, now: new Date() };
}

export const action = ({ request, context, params }: Route.ActionArgs) =>
  changeByForm(
    request,
    context.get(memberContext),
    params.id,
    opportunityChangeSchema,
    ({ institutionName }) => `${institutionName}\u00A0: enregistré.`,
  );

export const clientAction = ({ serverAction }: Route.ClientActionArgs) => orRefused(serverAction);

export const meta: Route.MetaFunction = () => [{ title: "Partenariat · Essaim" }];

/** Everything of a partnership in one form, and its past. */
export default function Partnership({ loaderData, actionData }: Route.ComponentProps) {
  const { opportunity, owners, reachUnit, now } = loaderData;
  const refused = refusal(actionData);
  const { id, reach, ownerId } = opportunity;
  const after = (
    <div className="form section">
      <HistoryPanel fiche="partenariats" id={id} now={now} />
      <p>
        <ButtonLink look="ghost" icon="delete-bin-line" to={href("/partenariats/:id/retrait", { id })}>
          Retirer du pipeline
        </ButtonLink>
      </p>
    </div>
  );
  return (
    <FormPage
      opportunity={opportunity}
      title="Portée et responsable"
      submit="Enregistrer"
      refused={refused}
      after={after}
    >
      <TextField
        {...refused}
        name="reach"
        inputMode="numeric"
        label={`Portée, en ${reachUnit}`}
        defaultValue={reach}
        autoComplete="off"
      />
      <SelectField
        {...refused}
        name="ownerId"
        label="Responsable"
        empty="Personne"
        options={owners.map((owner) => ({ value: owner.id, label: owner.name }))}
        defaultValue={ownerId}
      />
    </FormPage>
  );
}
