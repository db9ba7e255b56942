import { useEffect, useState } from "react";
import { href, Link, useFetcher } from "react-router";
import { useUndoToast } from "#app/history/use-undo-toast.ts";
import { Button } from "#app/ui/button.tsx";
import { Dialog, DialogActions } from "#app/ui/dialog.tsx";
import { refusal, SubmitButton } from "#app/ui/form.tsx";
import { Icon } from "#app/ui/icon.tsx";
import { useToast } from "#app/ui/toast.tsx";
import { ContactFields } from "./contact-form.tsx";

type Added = { added: { id: string; name: string } };

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
  // « C’est la même personne »: what was typed has gone to their file.
  useUndoToast(data, close);
  useEffect(() => {
    if (!data || !("added" in data)) return;
    toast({ message: `${data.added.name} fait partie de vos contacts.` });
    close();
    // The answer is told once, whatever else is drawn again.
    // eslint-disable-next-line react/exhaustive-deps
  }, [data]);
  return (
    <fetcher.Form method="post" action={href("/contacts/nouveau")} className="form">
      <input type="hidden" name="institutionId" value={institutionId} />
      <ContactFields refused={refusal(data)} somebodyNew />
      <DialogActions>
        <Button onClick={close}>Annuler</Button>
        <SubmitButton pending={fetcher.state !== "idle"}>Ajouter le contact</SubmitButton>
      </DialogActions>
    </fetcher.Form>
  );
}
