import { useState } from "react";
import { href, useFetcher, useNavigate } from "react-router";
import { type Done, useUndoToast } from "#app/history/use-undo-toast.ts";
import { Button } from "#app/ui/button.tsx";
import { Dialog, DialogActions } from "#app/ui/dialog.tsx";
import { SubmitButton } from "#app/ui/form.tsx";

/** Removes a contact, once confirmed; « Annuler » brings them back. */
export function Removal({ id, name }: { id: string; name: string }) {
  const [open, setOpen] = useState(false);
  const fetcher = useFetcher<Done>();
  const navigate = useNavigate();
  useUndoToast(fetcher.data, () => void navigate(href("/contacts")));
  const action = href("/contacts/:id/suppression", { id });
  return (
    <>
      <fetcher.Form
        method="post"
        action={action}
        onSubmit={(event) => {
          event.preventDefault();
          setOpen(true);
        }}
      >
        <Button look="ghost" icon="delete-bin-line" type="submit">
          Supprimer
        </Button>
      </fetcher.Form>
      <Dialog open={open} onClose={() => setOpen(false)} title={`Supprimer ${name}\u00A0?`}>
        <p>
          Ses postes et ses adresses partent avec. Les échanges restent à l’institution, sans la personne ;
          une opposition reste connue.
        </p>
        <fetcher.Form method="post" action={action}>
          <DialogActions>
            <Button onClick={() => setOpen(false)}>Annuler</Button>
            <SubmitButton pending={fetcher.state !== "idle"}>Supprimer le contact</SubmitButton>
          </DialogActions>
        </fetcher.Form>
      </Dialog>
    </>
  );
}
