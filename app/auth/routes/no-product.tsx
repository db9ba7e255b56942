import { Form, href, redirect } from "react-router";
import { currentUser } from "#app/auth/session.server.ts";
import { Button } from "#app/ui/button.tsx";
import { WelcomePage } from "#app/ui/welcome.tsx";
import type { Route } from "./+types/no-product";

export const meta: Route.MetaFunction = () => [{ title: "Aucun produit · Essaim" }];

export async function loader({ request }: Route.LoaderArgs) {
  const user = await currentUser(request);
  if (!user) throw redirect(href("/connexion"));
  return { email: user.email };
}

export default function NoProduct({ loaderData }: Route.ComponentProps) {
  return (
    <WelcomePage title="Vous n’êtes membre d’aucun produit">
      <p>Demandez à l’administrateur d’un produit une invitation pour {loaderData.email}.</p>
      <Form method="post" action={href("/deconnexion")}>
        <Button type="submit">Se déconnecter</Button>
      </Form>
    </WelcomePage>
  );
}
