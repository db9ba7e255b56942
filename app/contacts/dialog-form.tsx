import type { ReactNode } from "react";
import { useFetcher } from "react-router";
import { useUndoToast } from "#app/history/use-undo-toast.ts";
import { Button } from "#app/ui/button.tsx";
import { Dialog, DialogActions } from "#app/ui/dialog.tsx";
import { type FormAnswer, FormErrors, refusal, SubmitButton } from "#app/ui/form.tsx";

/**
 * A form in a dialog: a refusal stays in it with what was typed; done, it closes, and the toast offers « Annuler ».
 * Stays mounted while closed, for the undoing to be heard.
 */
export function DialogForm({
  open,
  onClose,
  title,
  action,
  submit,
  children,
}: {
  open: boolean;
  onClose: () => void;
  title: string;
  action: string;
  /** A verb and an object. */
  submit: string;
  children: (refused: FormAnswer) => ReactNode;
}) {
  const fetcher = useFetcher<object>();
  useUndoToast(fetcher.data, onClose);
  const refused = refusal(fetcher.data);
  return (
    <Dialog open={open} onClose={onClose} title={title}>
      <fetcher.Form method="post" action={action} className="form">
        <FormErrors {...refused} />
        {children(refused)}
        <DialogActions>
          <Button onClick={onClose}>Annuler</Button>
          <SubmitButton pending={fetcher.state !== "idle"}>{submit}</SubmitButton>
        </DialogActions>
      </fetcher.Form>
    </Dialog>
  );
}
