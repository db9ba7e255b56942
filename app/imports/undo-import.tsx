import { useState } from "react";
import { Form, href } from "react-router";
import { Button } from "#app/ui/button.tsx";
import { ConfirmDialog } from "#app/ui/dialog.tsx";
import { plural } from "#app/ui/format.ts";
import { KIND_WORDS } from "./import.ts";
import type { ImportFile } from "./read-imports.server.ts";

/** Undoes an import, once confirmed with its figures. */
export function UndoImport({ file: { id, kind, created, updated } }: { file: ImportFile }) {
  const [open, setOpen] = useState(false);
  const action = href("/imports/:id/annulation", { id });
  const { one, many } = KIND_WORDS[kind];
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
        <Button type="submit" icon="arrow-go-back-line">
          Annuler cet import
        </Button>
      </Form>
      <ConfirmDialog
        open={open}
        onClose={() => setOpen(false)}
        title="Annuler cet import ?"
        confirm="Annuler l’import"
        decline="Garder l’import"
        action={action}
      >
        <p>
          {plural(created, one, many)} {created > 1 ? "partiront" : "partira"}, {plural(updated, one, many)}{" "}
          {updated > 1 ? "redeviendront comme avant" : "redeviendra comme avant"}. Ce que quelqu’un a touché
          depuis reste en l’état, et vous sera dit.
        </p>
      </ConfirmDialog>
    </>
  );
}
