import { Form, href, redirect } from "react-router";
import { z } from "zod";
import { callAuth } from "#app/auth/call-auth.server.ts";
import { NewPasswordField } from "#app/auth/new-password-field.tsx";
import { emailSchema, nameSchema, passwordSchema } from "#app/auth/users.server.ts";
import { clientAddressContext } from "#app/client-address.server.ts";
import { ExploreForm } from "#app/demo/explore-form.tsx";
import { handleForm } from "#app/form.server.ts";
import { firstRunNeedsCode, isFirstRun } from "#app/settings/first-run.server.ts";
import { FirstRunCode } from "#app/settings/first-run-code.tsx";
import { productSchema } from "#app/settings/products.server.ts";
import { setUp } from "#app/settings/set-up.server.ts";
import { FormErrors, refusal, SubmitButton, TextField } from "#app/ui/form.tsx";
import { WelcomePage } from "#app/ui/welcome.tsx";
import type { Route } from "./+types/first-run";

const schema = z.object({
  name: nameSchema,
  email: emailSchema,
  password: passwordSchema,
  product: productSchema.shape.name,
  tagline: productSchema.shape.tagline,
  code: z.string().optional(),
});

export const meta: Route.MetaFunction = () => [{ title: "Créer mon espace · Essaim" }];

export async function loader() {
  if (!(await isFirstRun())) throw redirect(href("/"));
  return { needsCode: firstRunNeedsCode() };
}

export const action = ({ request, context }: Route.ActionArgs) =>
  handleForm(request, schema, async (input) => {
    await setUp(input);
    const { email, password } = input;
    const address = context.get(clientAddressContext);
    const headers = await callAuth("/sign-in/email", { email, password }, { request, address });
    return redirect(href("/demarrage/cible"), { headers });
  });

export default function FirstRun({ loaderData, actionData }: Route.ComponentProps) {
  const refused = refusal(actionData);
  return (
    <WelcomePage
      title="Créer mon espace"
      lead="Deux minutes suffisent : votre compte, votre produit, puis les institutions que vous visez."
      aside={
        <aside className="welcome__side">
          <h2>Pas encore décidé ?</h2>
          <ExploreForm needsCode={loaderData.needsCode} />
        </aside>
      }
    >
      <Form method="post" className="stack stack--lg">
        <FormErrors {...refused} />
        <div className="pair">
          <TextField
            {...refused}
            name="name"
            label="Prénom et nom"
            autoComplete="name"
            required
            maxLength={120}
          />
          <TextField
            {...refused}
            name="email"
            label="Adresse électronique"
            type="email"
            autoComplete="username"
            required
          />
        </div>
        <NewPasswordField {...refused} />
        <div className="pair">
          <TextField {...refused} name="product" label="Nom de votre produit" required maxLength={80} />
          <TextField {...refused} name="tagline" label="Ce qu’il fait, en une ligne" maxLength={160} />
        </div>
        {loaderData.needsCode && <FirstRunCode {...refused} />}
        <p>
          <SubmitButton busy="Création de l’espace…">Créer mon espace</SubmitButton>
        </p>
      </Form>
    </WelcomePage>
  );
}
