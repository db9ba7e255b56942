import { useEffect, useState } from "react";
import { href, Link, useFetcher } from "react-router";
import { Button } from "#app/ui/button.tsx";
import { Dialog, DialogActions } from "#app/ui/dialog.tsx";
import { refusal, SubmitButton } from "#app/ui/form.tsx";
import { Icon } from "#app/ui/icon.tsx";
import { useToast } from "#app/ui/toast.tsx";
import type { ContactDuplicate } from "./contact.ts";
import { ContactFields } from "./contact-form.tsx";

type Added = { added: { id: string; name: string; possibleDuplicates: ContactDuplicate[] } };

/** « + »: adds someone at an institution without leaving its file; before JavaScript, leads to the same form. */
export function NewContactButton({ institution }: { institution: { id: string; name: string } }) {
  const [open, setOpen] = useState(false);
  const label = "Ajouter un contact";
  return (
    <>
      <Link
        className="icon-btn fr-raw-link"
        to={`${href("/contacts/nouveau")}?institution=${institution.id}`}
        aria-label={label}
        title={label}
        onClick={(event) => {
          event.preventDefault();
          setOpen(true);
        }}
      >
        <Icon name="add-line" />
      </Link>
      <Dialog open={open} onClose={() => setOpen(false)} title={`${label} : ${institution.name}`}>
        <NewContactForm institutionId={institution.id} close={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function NewContactForm({ institutionId, close }: { institutionId: string; close: () => void }) {
  const fetcher = useFetcher<Added | object>();
  const toast = useToast();
  const { data } = fetcher;
  useEffect(() => {
    if (!data || !("added" in data)) return;
    toast({ message: sentence(data.added) });
    close();
    // The answer is told once, whatever else is drawn again.
    // eslint-disable-next-line react/exhaustive-deps
  }, [data]);
  return (
    <fetcher.Form method="post" action={href("/contacts/nouveau")} className="form">
      <input type="hidden" name="institutionId" value={institutionId} />
      <ContactFields refused={refusal(data)} />
      <DialogActions>
        <Button onClick={close}>Annuler</Button>
        <SubmitButton pending={fetcher.state !== "idle"}>Ajouter le contact</SubmitButton>
      </DialogActions>
    </fetcher.Form>
  );
}

function sentence({ name, possibleDuplicates: [like] }: Added["added"]): string {
  if (!like) return `${name} fait partie de vos contacts.`;
  const why = like.why === "email" ? "même courriel" : "même nom, même institution";
  return `${name} est ajouté. Peut-être la même personne que ${like.name} (${why}).`;
}
