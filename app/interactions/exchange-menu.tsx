import { useState } from "react";
import { href, useFetcher } from "react-router";
import { type Done, useUndoToast } from "#app/history/use-undo-toast.ts";
import { Button } from "#app/ui/button.tsx";
import { Dialog, DialogActions } from "#app/ui/dialog.tsx";
import { SubmitButton } from "#app/ui/form.tsx";
import { Icon } from "#app/ui/icon.tsx";
import { Menu, MenuButton, MenuLink } from "#app/ui/menu.tsx";

/** Corrects or removes what was noted. */
export function ExchangeMenu({ id, what }: { id: string; what: string }) {
  const [asking, setAsking] = useState(false);
  const fetcher = useFetcher<Done>({ key: `echange-${id}` });
  useUndoToast(fetcher.data, () => setAsking(false));
  return (
    <>
      <Menu
        label={`${what}\u00A0: corriger ou supprimer`}
        align="end"
        opener={{ className: "icon-btn entry__more", "aria-label": `${what}\u00A0: corriger ou supprimer` }}
        button={<Icon name="more-fill" />}
      >
        <MenuLink to={href("/echanges/:id", { id })}>
          <Icon name="edit-line" /> Corriger
        </MenuLink>
        <MenuButton onClick={() => setAsking(true)}>
          <Icon name="delete-bin-line" /> Supprimer
        </MenuButton>
      </Menu>
      <Dialog open={asking} onClose={() => setAsking(false)} title={"Supprimer cet échange\u00A0?"}>
        <p>
          {what}. La date du dernier échange suivra&nbsp;; la prochaine action qu’il avait prévue reste.
          «&nbsp;Annuler&nbsp;» le ramène.
        </p>
        <fetcher.Form method="post" action={href("/echanges/:id/retrait", { id })}>
          <DialogActions>
            <Button onClick={() => setAsking(false)}>Garder</Button>
            <SubmitButton pending={fetcher.state !== "idle"}>Supprimer l’échange</SubmitButton>
          </DialogActions>
        </fetcher.Form>
      </Dialog>
    </>
  );
}
