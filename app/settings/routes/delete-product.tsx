import { Form, href, redirect } from "react-router";
import { z } from "zod";
import { memberContext } from "#app/auth/context.ts";
import { handleForm } from "#app/form.server.ts";
import { deleteProduct } from "#app/settings/product-settings.server.ts";
import { FormErrors, refusal, SubmitButton, TextField } from "#app/ui/form.tsx";
import { PageHead } from "#app/ui/page.tsx";
import type { Route } from "./+types/delete-product";

export const meta: Route.MetaFunction = () => [{ title: "Supprimer le produit · Essaim" }];

export const loader = ({ context }: Route.LoaderArgs) => ({ name: context.get(memberContext).product.name });

export const action = ({ request, context }: Route.ActionArgs) =>
  handleForm(request, z.object({ typedName: z.string().max(200) }), async ({ typedName }) => {
    await deleteProduct(context.get(memberContext), typedName);
    return redirect(href("/"));
  });

export default function DeleteProduct({ loaderData: { name }, actionData }: Route.ComponentProps) {
  const refused = refusal(actionData);
  return (
    <>
      <PageHead title={`Supprimer « ${name} » ?`} crumbs={[{ label: "Réglages", to: href("/reglages") }]} />
      <div className="page__body settings">
        <Form method="post" className="stack stack--lg">
          <FormErrors {...refused} />
          <TextField
            {...refused}
            name="typedName"
            label={`Recopiez « ${name} » pour confirmer`}
            autoComplete="off"
            required
          />
          <p>
            <SubmitButton>Supprimer « {name} »</SubmitButton>
          </p>
        </Form>
      </div>
    </>
  );
}
