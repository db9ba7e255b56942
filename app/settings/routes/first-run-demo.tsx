import { href, Link, redirect } from "react-router";
import { z } from "zod";
import { callAuth } from "#app/auth/call-auth.server.ts";
import { clientAddressContext } from "#app/client-address.server.ts";
import { ExploreForm } from "#app/demo/explore-form.tsx";
import { exploreDemo } from "#app/demo/seed.server.ts";
import { handleForm } from "#app/form.server.ts";
import { firstRunNeedsCode, isFirstRun } from "#app/settings/first-run.server.ts";
import { refusal } from "#app/ui/form.tsx";
import { WelcomePage } from "#app/ui/welcome.tsx";
import type { Route } from "./+types/first-run-demo";

export const meta: Route.MetaFunction = () => [{ title: "Explorer la démonstration · Essaim" }];

export async function loader() {
  if (!(await isFirstRun())) throw redirect(href("/"));
  return { needsCode: firstRunNeedsCode() };
}

export const action = ({ request, context }: Route.ActionArgs) =>
  handleForm(request, z.object({ code: z.string().optional() }), async ({ code }) => {
    const { email, password, ready } = await exploreDemo(code);
    const address = context.get(clientAddressContext);
    const headers = await callAuth("/sign-in/email", { email, password }, { request, address });
    return redirect(ready ? href("/") : href("/demarrage/annuaire"), { headers });
  });

/** Seen when the first-run page's form is refused. */
export default function FirstRunDemo({ loaderData: { needsCode }, actionData }: Route.ComponentProps) {
  return (
    <WelcomePage title="Explorer la démonstration">
      <div className="stack stack--lg">
        <ExploreForm needsCode={needsCode} refused={refusal(actionData)} />
        <p>
          <Link to={href("/demarrage")}>Créer plutôt mon espace</Link>
        </p>
      </div>
    </WelcomePage>
  );
}
