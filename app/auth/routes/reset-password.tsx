import { Form, href, Link } from "react-router";
import { z } from "zod";
import { callAuth } from "#app/auth/call-auth.server.ts";
import { NewPasswordField } from "#app/auth/new-password-field.tsx";
import { passwordSchema } from "#app/auth/users.server.ts";
import { clientAddressContext } from "#app/client-address.server.ts";
import { handleForm } from "#app/form.server.ts";
import { FormErrors, refusal, SubmitButton } from "#app/ui/form.tsx";
import { WelcomePage } from "#app/ui/welcome.tsx";
import type { Route } from "./+types/reset-password";

export const meta: Route.MetaFunction = () => [{ title: "Nouveau mot de passe · Essaim" }];

export const action = ({ request, context, params }: Route.ActionArgs) =>
  handleForm(request, z.object({ password: passwordSchema }), async ({ password }) => {
    const body = { token: params.token, newPassword: password };
    await callAuth("/reset-password", body, { request, address: context.get(clientAddressContext) });
    return { done: true };
  });

export default function ResetPassword({ actionData }: Route.ComponentProps) {
  const refused = refusal(actionData);
  if (actionData && "done" in actionData)
    return (
      <WelcomePage title="Mot de passe changé">
        <p role="status">Les autres appareils ont été déconnectés.</p>
        <p>
          <Link className="fr-btn fr-btn--sm" to={href("/connexion")}>
            Se connecter
          </Link>
        </p>
      </WelcomePage>
    );
  return (
    <WelcomePage title="Nouveau mot de passe">
      <Form method="post" className="stack stack--lg">
        <FormErrors {...refused} />
        <NewPasswordField {...refused} />
        <p>
          <SubmitButton>Changer le mot de passe</SubmitButton>
        </p>
      </Form>
    </WelcomePage>
  );
}
