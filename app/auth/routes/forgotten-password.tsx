import { Form, href, Link } from "react-router";
import { z } from "zod";
import { callAuth } from "#app/auth/call-auth.server.ts";
import { emailSchema } from "#app/auth/users.server.ts";
import { clientAddressContext } from "#app/client-address.server.ts";
import { env } from "#app/env.server.ts";
import { handleForm } from "#app/form.server.ts";
import { FormErrors, refusal, SubmitButton, TextField } from "#app/ui/form.tsx";
import { WelcomePage } from "#app/ui/welcome.tsx";
import type { Route } from "./+types/forgotten-password";

export const meta: Route.MetaFunction = () => [{ title: "Mot de passe oublié · Essaim" }];

/** Without a server of the instance, its mail goes to the local mailbox, and no further. */
export const loader = () => ({ local: env.SMTP_URL === undefined });

export const action = ({ request, context }: Route.ActionArgs) =>
  handleForm(request, z.object({ email: emailSchema }), async (input) => {
    await callAuth("/request-password-reset", input, { request, address: context.get(clientAddressContext) });
    return { sentTo: input.email };
  });

export default function ForgottenPassword({ actionData, loaderData: { local } }: Route.ComponentProps) {
  const refused = refusal(actionData);
  if (actionData && "sentTo" in actionData)
    return (
      <WelcomePage title={local ? "Voyez la boîte locale" : "Consultez votre boîte"}>
        <p role="status">
          Si un compte existe pour {actionData.sentTo}, un lien vient de lui être envoyé. Il sert une fois,
          pendant une heure.
        </p>
        {local && <LocalNotice />}
        <p>
          <Link to={href("/connexion")}>Revenir à la connexion</Link>
        </p>
      </WelcomePage>
    );
  return (
    <WelcomePage title="Mot de passe oublié">
      {local && <LocalNotice />}
      <Form method="post" className="stack stack--lg">
        <FormErrors {...refused} />
        <TextField
          {...refused}
          name="email"
          label="Adresse électronique"
          type="email"
          autoComplete="username"
          required
        />
        <p className="row welcome__acts">
          <SubmitButton>Recevoir un lien</SubmitButton>
          <Link to={href("/connexion")}>Revenir à la connexion</Link>
        </p>
      </Form>
    </WelcomePage>
  );
}

/** Where the mail is, and who can open it for whoever cannot sign in. */
function LocalNotice() {
  return (
    <p>
      Cet espace n’a pas de serveur d’envoi : le courriel n’ira pas jusqu’à votre messagerie. Il arrivera dans
      la boîte locale d’Essaim, où la personne qui administre le produit, connectée, peut ouvrir le lien pour
      vous. À défaut, elle l’obtient par la commande{" "}
      <code className="code">npm run cli -- password link --email votre@adresse</code>.
    </p>
  );
}
