import { href } from "react-router";
import { AskingButton } from "#app/ui/asking-button.tsx";
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

function RecordOpposition({ id, name }: { id: string; name: string }) {
  return (
    <AskingButton
      icon="mail-forbid-line"
      label="Enregistrer une opposition"
      title={`Enregistrer l’opposition de ${name}\u00A0?`}
      confirm="Enregistrer l’opposition"
      action={href("/contacts/:id/opposition", { id })}
    >
      <p>
        Plus aucune campagne ne lui sera adressée, de ce produit ni d’un autre. Les envois prévus sont
        annulés. Une opposition ne se retire pas d’ici.
      </p>
    </AskingButton>
  );
}
