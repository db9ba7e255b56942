import { href } from "react-router";
import { AskingButton } from "#app/ui/asking-button.tsx";
import { plural } from "#app/ui/format.ts";
import { KIND_WORDS } from "./import.ts";
import type { ImportFile } from "./read-imports.server.ts";

/** Undoes an import, once confirmed with its figures. */
export function UndoImport({ file: { id, kind, created, updated } }: { file: ImportFile }) {
  const { one, many } = KIND_WORDS[kind];
  return (
    <AskingButton
      icon="arrow-go-back-line"
      label="Annuler cet import"
      title="Annuler cet import ?"
      confirm="Annuler l’import"
      decline="Garder l’import"
      action={href("/imports/:id/annulation", { id })}
    >
      <p>
        {plural(created, one, many)} {created > 1 ? "partiront" : "partira"}, {plural(updated, one, many)}{" "}
        {updated > 1 ? "redeviendront comme avant" : "redeviendra comme avant"}. Ce que quelqu’un a touché
        depuis reste en l’état, et vous sera dit.
      </p>
    </AskingButton>
  );
}
