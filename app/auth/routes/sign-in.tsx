import { Form, href, Link, redirect } from "react-router";
import { z } from "zod";
import { callAuth } from "#app/auth/call-auth.server.ts";
import { currentUser } from "#app/auth/session.server.ts";
import { clientAddressContext } from "#app/client-address.server.ts";
import { isOnlyDemo } from "#app/demo/account.server.ts";
import { DEMO_USER } from "#app/demo/demo.ts";
import { handleForm } from "#app/form.server.ts";
import { isFirstRun } from "#app/settings/first-run.server.ts";
import { FormErrors, refusal, SubmitButton, TextField } from "#app/ui/form.tsx";
import { WelcomePage } from "#app/ui/welcome.tsx";
import type { Route } from "./+types/sign-in";

const schema = z.object({
  email: z.string().trim().min(1, "Indiquez votre adresse."),
  password: z.string().min(1, "Indiquez votre mot de passe."),
});

export const meta: Route.MetaFunction = () => [{ title: "Connexion · Essaim" }];

export async function loader({ request }: Route.LoaderArgs) {
  if (await isFirstRun()) throw redirect(href("/demarrage"));
  if (await currentUser(request)) throw redirect(href("/"));
  return { demoUser: (await isOnlyDemo()) ? DEMO_USER.email : undefined };
}

export const action = ({ request, context, url }: Route.ActionArgs) =>
  handleForm(request, schema, async (input) => {
    const headers = await callAuth("/sign-in/email", input, {
      request,
      address: context.get(clientAddressContext),
    });
    return redirect(localPath(url.searchParams.get("retour")), { headers });
  });

export default function SignIn({ loaderData: { demoUser }, actionData }: Route.ComponentProps) {
  const refused = refusal(actionData);
  return (
    <WelcomePage title="Se connecter" lead={demoUser && DEMO_LEAD}>
      <Form method="post" className="stack stack--lg">
        <FormErrors {...refused} />
        <TextField
          {...refused}
          name="email"
          label="Adresse électronique"
          defaultValue={demoUser ?? null}
          type="email"
          autoComplete="username"
          required
        />
        <TextField
          {...refused}
          name="password"
          label="Mot de passe"
          type="password"
          autoComplete="current-password"
          required
        />
        <p className="row welcome__acts">
          <SubmitButton>Se connecter</SubmitButton>
          <Link to={href("/mot-de-passe-oublie")}>Mot de passe oublié</Link>
        </p>
      </Form>
    </WelcomePage>
  );
}

/** No button without a password: behind a proxy, an instance that listens on loopback is reached by anyone. */
const DEMO_LEAD =
  "Il n’y a ici que la démonstration. Son mot de passe s’affiche dans le terminal, avec « npm run demo » ou « npm run cli -- demo seed ».";

/** Only a path of this site: a link with a foreign « retour » leads home. */
function localPath(path: string | null): string {
  return path && /^\/(?![/\\])/.test(path) ? path : href("/");
}
