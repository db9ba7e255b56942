import { Form, href, Link, redirect } from "react-router";
import { ROLE_LABELS } from "#app/auth/actor.ts";
import { callAuth } from "#app/auth/call-auth.server.ts";
import { NewPasswordField } from "#app/auth/new-password-field.tsx";
import { currentUser, productCookie } from "#app/auth/session.server.ts";
import { clientAddressContext } from "#app/client-address.server.ts";
import { handleForm } from "#app/form.server.ts";
import { acceptForm, acceptInvitation, getInvitation } from "#app/settings/members.server.ts";
import { FormErrors, refusal, SubmitButton, TextField } from "#app/ui/form.tsx";
import { WelcomePage } from "#app/ui/welcome.tsx";
import type { Route } from "./+types/invitation";

export const meta: Route.MetaFunction = () => [{ title: "Invitation · Essaim" }];

export async function loader({ request, params }: Route.LoaderArgs) {
  const [{ email, role, product, userId }, user] = await Promise.all([
    getInvitation(params.secret),
    currentUser(request),
  ]);
  return { email, role, product: product.name, known: userId !== null, signedIn: user?.email === email };
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const user = await currentUser(request);
  if (user) {
    const { productId } = await acceptInvitation(params.secret, { userId: user.id });
    return redirect(href("/"), { headers: { "Set-Cookie": await productCookie.serialize(productId) } });
  }
  return handleForm(request, acceptForm, async (account) => {
    const { email } = await acceptInvitation(params.secret, { account });
    const body = { email, password: account.password };
    const headers = await callAuth("/sign-in/email", body, {
      request,
      address: context.get(clientAddressContext),
    });
    return redirect(href("/"), { headers });
  });
}

export default function Invitation({ loaderData, actionData, params }: Route.ComponentProps) {
  const refused = refusal(actionData);
  const { email, role, product, known, signedIn } = loaderData;
  return (
    <WelcomePage
      title={`Rejoindre ${product}`}
      lead={`L’invitation est pour ${email}, avec le rôle « ${ROLE_LABELS[role]} ».`}
    >
      {known && !signedIn ? (
        <p>
          <Link
            className="fr-btn fr-btn--sm"
            to={`${href("/connexion")}?retour=${encodeURIComponent(`/invitation/${params.secret}`)}`}
          >
            Se connecter pour accepter
          </Link>
        </p>
      ) : (
        <Form method="post" className="stack stack--lg">
          <FormErrors {...refused} />
          {!signedIn && (
            <>
              <TextField {...refused} name="name" label="Prénom et nom" autoComplete="name" required />
              <NewPasswordField {...refused} />
            </>
          )}
          <p>
            <SubmitButton>Rejoindre {product}</SubmitButton>
          </p>
        </Form>
      )}
    </WelcomePage>
  );
}
