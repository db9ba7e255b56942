import { Form } from "react-router";
import { z } from "zod";
import { createToken, listTokens } from "#app/api/tokens.server.ts";
import { TokenRow } from "#app/api/token-row.tsx";
import { requireRole } from "#app/auth/actor.ts";
import { memberContext } from "#app/auth/context.ts";
import { handleForm } from "#app/form.server.ts";
import { FormErrors, refusal, SubmitButton, TextField } from "#app/ui/form.tsx";
import { Section } from "#app/ui/page.tsx";
import type { Route } from "./+types/tokens";

const schema = z.object({
  label: z
    .string()
    .trim()
    .min(1, "Dites à quoi il sert\u00A0: « export du lundi ».")
    .max(80, "80 caractères au plus."),
});

export async function loader({ context }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  const admin = member.role === "admin";
  return { admin, tokens: admin ? await listTokens(member) : [], now: new Date() };
}

export const action = ({ request, context }: Route.ActionArgs) =>
  handleForm(request, schema, async ({ label }) => {
    const member = context.get(memberContext);
    requireRole(member, "admin");
    return { label, ...(await createToken(member, label)) };
  });

export default function Tokens({ loaderData: { admin, tokens, now }, actionData }: Route.ComponentProps) {
  const refused = refusal(actionData);
  const made = actionData && "token" in actionData ? actionData : null;
  if (!admin) {
    return (
      <Section title="Jetons de l’API">
        <p className="muted settings__empty">
          Un jeton ouvre le produit à un programme. Demandez-le à une personne qui administre ce produit.
        </p>
      </Section>
    );
  }
  return (
    <>
      <Section title="Jetons de l’API" count={tokens.length}>
        {tokens.length === 0 && (
          <p className="muted settings__empty">
            Aucun programme n’entre ici. Un jeton permet à l’un des vôtres de lire et d’écrire par l’API, avec
            vos droits.
          </p>
        )}
        <ul className="fr-raw-list">
          {tokens.map((token) => (
            <TokenRow key={token.id} token={token} now={now} />
          ))}
        </ul>
      </Section>
      <Section title="Créer un jeton">
        {made && (
          <div className="fr-alert fr-alert--success fr-alert--sm" role="status">
            <p>
              Jeton « {made.label} » créé. Copiez-le maintenant{"\u00A0"}: il ne sera plus montré.
            </p>
            <p className="code">{made.token}</p>
          </div>
        )}
        <Form method="post" className="stack stack--lg" key={made?.id}>
          <FormErrors {...refused} />
          <TextField
            {...refused}
            name="label"
            label="À quoi il sert"
            hint="Il agit en votre nom, avec votre rôle du jour. L’API se décrit à /api/v1/openapi.json."
            required
            maxLength={80}
          />
          <p>
            <SubmitButton>Créer le jeton</SubmitButton>
          </p>
        </Form>
      </Section>
    </>
  );
}
