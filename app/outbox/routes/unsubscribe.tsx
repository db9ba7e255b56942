import { data, Form } from "react-router";
import { clientAddressContext } from "#app/client-address.server.ts";
import { opposeByToken, readRecipient } from "#app/outbox/opposition.server.ts";
import { countVisit } from "#app/outbox/unsubscribe-limit.server.ts";
import { SubmitButton } from "#app/ui/form.tsx";
import { WelcomePage } from "#app/ui/welcome.tsx";
import type { Route } from "./+types/unsubscribe";

export const meta: Route.MetaFunction = () => [
  { title: "Ne plus recevoir de messages · Essaim" },
  { name: "robots", content: "noindex" },
];

/**
 * RFC 8058: a mail program posts `List-Unsubscribe=One-Click` by itself, without cookie nor `Origin`, and wants a
 * plain success. It gets no page.
 */
export const middleware: Route.MiddlewareFunction[] = [
  async ({ request, context, params }, next) => {
    await countVisit(context.get(clientAddressContext));
    if (request.method !== "POST") return next();
    const form = await request.clone().formData();
    if (form.get("List-Unsubscribe") !== "One-Click") return next();
    await opposeByToken(params.token ?? "");
    return new Response("OK\n", { headers: { "Content-Type": "text/plain; charset=utf-8" } });
  },
];

/** Reads only: antivirus and previews follow every link of a mail. */
export const loader = ({ params }: Route.LoaderArgs) => readRecipient(params.token);

export async function action({ params }: Route.ActionArgs) {
  return data(await opposeByToken(params.token));
}

export default function Unsubscribe({ loaderData: { email, product, opposed } }: Route.ComponentProps) {
  if (opposed)
    return (
      <WelcomePage title="C’est noté">
        <p role="status">
          L’adresse {email} ne recevra plus de message de {product}, ni d’aucun autre service qui utilise cet
          espace. Cette opposition est immédiate et sans limite de durée.
        </p>
        <p>Vous pouvez fermer cette page.</p>
      </WelcomePage>
    );
  return (
    <WelcomePage title="Ne plus recevoir de messages">
      <p>
        L’adresse {email} ne recevra plus de message de {product}, ni d’aucun autre service qui utilise cet
        espace.
      </p>
      <Form method="post">
        <p className="row welcome__acts">
          <SubmitButton>Ne plus recevoir de messages</SubmitButton>
        </p>
      </Form>
    </WelcomePage>
  );
}
