import { Form } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { handleForm } from "#app/form.server.ts";
import { getProductSettings, legalForm, updateLegal } from "#app/settings/product-settings.server.ts";
import { useSavedToast } from "#app/settings/use-saved-toast.ts";
import { formatDate } from "#app/ui/format.ts";
import { Checkbox, FormErrors, refusal, SubmitButton, TextField } from "#app/ui/form.tsx";
import { Section } from "#app/ui/page.tsx";
import type { Route } from "./+types/legal";

export async function loader({ context }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  return {
    product: await getProductSettings(member),
    admin: member.role === "admin",
    email: member.user.email,
  };
}

export const action = ({ request, context }: Route.ActionArgs) =>
  handleForm(request, legalForm, async (input) => {
    await updateLegal(context.get(memberContext), input);
    return { saved: true };
  });

export default function Legal({ loaderData: { product, admin, email }, actionData }: Route.ComponentProps) {
  const refused = refusal(actionData);
  useSavedToast(actionData, "Mentions enregistrées.");
  return (
    <Section title="Au bas de chaque courriel">
      <Form method="post" className="stack stack--lg">
        <FormErrors {...refused} />
        <p className="muted">
          La loi demande de dire qui écrit, pourquoi, d’où vient l’adresse et comment s’opposer (RGPD, article
          14). Essaim ajoute pour chaque destinataire la source et la date de son adresse, et le lien de
          désinscription. Il ne suit personne, même avec son accord&nbsp;: ni image, ni lien propre à un
          destinataire, et les résultats ne comptent que des réponses, des rendez-vous et des volontaires.
        </p>
        <TextField
          {...refused}
          name="legalName"
          label="Qui écrit"
          hint="Le service et son organisme : « Parcelle, ministère de l’Agriculture »."
          defaultValue={product.legalName}
          maxLength={200}
          required
        />
        <TextField
          {...refused}
          name="legalAddress"
          label="Adresse postale"
          defaultValue={product.legalAddress}
          maxLength={200}
        />
        <TextField
          {...refused}
          name="legalContact"
          label="À qui écrire pour exercer ses droits"
          hint={`Le délégué à la protection des données. Vide : ${email}.`}
          type="email"
          defaultValue={product.legalContact}
        />
        <TextField
          {...refused}
          name="legalBasis"
          label="Base légale"
          defaultValue={product.legalBasis}
          maxLength={200}
          required
        />
        <Checkbox
          {...refused}
          name="confirmed"
          label="Ces mentions sont relues et exactes"
          hint={
            product.legalConfirmedAt
              ? `Confirmées le ${formatDate(product.legalConfirmedAt)}.`
              : "Tant qu’elles ne le sont pas, chaque lancement vous le rappelle."
          }
          defaultChecked={product.legalConfirmedAt !== null}
        />
        {admin && (
          <p>
            <SubmitButton>Enregistrer les mentions</SubmitButton>
          </p>
        )}
      </Form>
    </Section>
  );
}
