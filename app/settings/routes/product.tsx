import { useState } from "react";
import { Form, href } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { SCRIPT_FIELDS } from "#app/calls/script.ts";
import { handleForm } from "#app/form.server.ts";
import { getProductSettings, productForm, updateProduct } from "#app/settings/product-settings.server.ts";
import { Button } from "#app/ui/button.tsx";
import { Dialog, DialogActions } from "#app/ui/dialog.tsx";
import { FormErrors, refusal, SubmitButton, TextArea, TextField } from "#app/ui/form.tsx";
import { Section } from "#app/ui/page.tsx";
import { useSavedToast } from "#app/settings/use-saved-toast.ts";
import type { Route } from "./+types/product";

export async function loader({ context }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  return { product: await getProductSettings(member), admin: member.role === "admin" };
}

export const action = ({ request, context }: Route.ActionArgs) =>
  handleForm(request, productForm, async (input) => {
    await updateProduct(context.get(memberContext), input);
    return { saved: true };
  });

export default function ProductSettings({
  loaderData: { product, admin },
  actionData,
}: Route.ComponentProps) {
  const refused = refusal(actionData);
  useSavedToast(actionData);
  return (
    <>
      <Section title="Votre produit">
        <Form method="post" className="stack stack--lg">
          <FormErrors {...refused} />
          <TextField
            {...refused}
            name="name"
            label="Nom"
            defaultValue={product.name}
            maxLength={80}
            required
          />
          <TextField
            {...refused}
            name="tagline"
            label="Ce qu’il fait, en une ligne"
            defaultValue={product.tagline}
            maxLength={160}
          />
          <TextField
            {...refused}
            name="reachUnit"
            label="Ce que compte la portée"
            hint="Au pluriel : agriculteurs, habitants, agents…"
            defaultValue={product.reachUnit}
            maxLength={40}
            required
          />
          <TextArea
            {...refused}
            name="callScript"
            label="Que dire au téléphone"
            hint={`Montré en mode appel. ${SCRIPT_FIELDS.map((field) => `{{ ${field} }}`).join(", ")} y prennent leur valeur.`}
            defaultValue={product.callScript}
            rows={6}
            maxLength={4000}
          />
          {admin ? (
            <p>
              <SubmitButton>Enregistrer le produit</SubmitButton>
            </p>
          ) : (
            <p className="muted">Seule l’administration du produit peut changer ces réglages.</p>
          )}
        </Form>
      </Section>
      {admin && <Deletion name={product.name} demo={product.demo} />}
    </>
  );
}

function Deletion({ name, demo }: { name: string; demo: boolean }) {
  const [open, setOpen] = useState(false);
  return (
    <Section title={demo ? "Supprimer la démonstration" : "Supprimer le produit"}>
      <div className="stack stack--lg">
        <p>
          Supprime les contacts, partenariats, campagnes et institutions ajoutées de « {name} ». L’annuaire et
          les oppositions restent. Rien ne ramène ce qui est supprimé.
        </p>
        <p>
          <Button icon="delete-bin-line" onClick={() => setOpen(true)}>
            {demo ? "Supprimer la démonstration" : "Supprimer le produit"}
          </Button>
        </p>
      </div>
      <Dialog open={open} onClose={() => setOpen(false)} title={`Supprimer « ${name} » ?`}>
        <Form method="post" action={href("/reglages/suppression")} className="stack stack--lg">
          <TextField
            name="typedName"
            label={`Recopiez « ${name} » pour confirmer`}
            autoComplete="off"
            required
          />
          <DialogActions>
            <Button onClick={() => setOpen(false)}>Annuler</Button>
            <SubmitButton>Supprimer « {name} »</SubmitButton>
          </DialogActions>
        </Form>
      </Dialog>
    </Section>
  );
}
