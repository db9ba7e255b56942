import { useState } from "react";
import { Form, useFetcher, useNavigate } from "react-router";
import { type Done } from "#app/history/use-undo-toast.ts";
import { Button } from "#app/ui/button.tsx";
import { Dialog, DialogActions } from "#app/ui/dialog.tsx";
import { SubmitButton } from "#app/ui/form.tsx";
import { useHydrated } from "#app/ui/hydrated.ts";
import { useEffect, useEffectEvent } from "react";

/** « Supprimer », once confirmed; then goes to `then`, where it is said and can be undone. */
export function RemoveButton({
  action,
  label,
  title,
  words,
  then,
}: {
  action: string;
  label: string;
  title: string;
  words: string;
  then: string;
}) {
  const [asking, setAsking] = useState(false);
  const fetcher = useFetcher<Done>();
  const navigate = useNavigate();
  const leave = useEffectEvent((flash: Done) => void navigate(then, { state: { flash } }));
  useEffect(() => {
    if (fetcher.data && "setId" in fetcher.data) leave(fetcher.data);
  }, [fetcher.data]);
  if (!useHydrated()) {
    return (
      <Form method="post" action={action}>
        <Button type="submit" look="ghost" icon="delete-bin-line">
          {label}
        </Button>
      </Form>
    );
  }
  return (
    <>
      <Button look="ghost" icon="delete-bin-line" onClick={() => setAsking(true)}>
        {label}
      </Button>
      <Dialog open={asking} onClose={() => setAsking(false)} title={title}>
        <p>{words}</p>
        <fetcher.Form method="post" action={action}>
          <DialogActions>
            <Button onClick={() => setAsking(false)}>Annuler</Button>
            <SubmitButton pending={fetcher.state !== "idle"}>{label}</SubmitButton>
          </DialogActions>
        </fetcher.Form>
      </Dialog>
    </>
  );
}
