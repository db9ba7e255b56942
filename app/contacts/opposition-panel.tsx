import { useState } from "react";
import { Form, href } from "react-router";
import { Button } from "#app/ui/button.tsx";
import { ConfirmDialog } from "#app/ui/dialog.tsx";
import { formatDate } from "#app/ui/format.ts";
import { Icon } from "#app/ui/icon.tsx";
import { Aside } from "#app/ui/page.tsx";
import type { ContactFile } from "./contact-file.server.ts";

type Props = Pick<ContactFile, "id" | "opposedAt"> & { name: string; canWrite: boolean };

/** A right: said in grey, recorded in two gestures, and held for every product. */
export function OppositionPanel({ id, name, opposedAt, canWrite }: Props) {
  return (
    <Aside title="Opposition">
      {opposedAt ? (
        <p className="row">
          <Icon name="mail-forbid-line" /> A demandé à ne plus recevoir de messages, le{" "}
          {formatDate(opposedAt)}.
        </p>
      ) : (
        <div className="stack">
          <p className="muted">Aucune opposition connue.</p>
          {canWrite && <RecordOpposition id={id} name={name} />}
        </div>
      )}
    </Aside>
  );
}

/** Asks before; without JavaScript, the button alone is the gesture. */
function RecordOpposition({ id, name }: { id: string; name: string }) {
  const [open, setOpen] = useState(false);
  const action = href("/contacts/:id/opposition", { id });
  return (
    <>
      <Form
        method="post"
        action={action}
        onSubmit={(event) => {
          event.preventDefault();
          setOpen(true);
        }}
      >
        <Button icon="mail-forbid-line" type="submit">
          Enregistrer une opposition
        </Button>
      </Form>
      <ConfirmDialog
        open={open}
        onClose={() => setOpen(false)}
        title={`Enregistrer l’opposition de ${name}\u00A0?`}
        confirm="Enregistrer l’opposition"
        action={action}
      >
        <p>
          Plus aucune campagne ne lui sera adressée, de ce produit ni d’un autre. Les envois prévus sont
          annulés. Une opposition ne se retire pas d’ici.
        </p>
      </ConfirmDialog>
    </>
  );
}
