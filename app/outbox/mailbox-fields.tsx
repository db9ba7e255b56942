import { Checkbox, type FormAnswer, TextField } from "#app/ui/form.tsx";
import { DEFAULT_DAILY_CAP, DEFAULT_WINDOW } from "./mailbox.ts";

type Known = {
  name: string;
  fromAddress: string;
  dailyCap: number | null;
  window: { start: string; end: string } | null;
  /** Host and user of its own server; the URL itself is never sent back. */
  server?: string | undefined;
};

/** The fields of a mailbox, new or known. */
export function MailboxFields({ known, ...answer }: FormAnswer & { known?: Known }) {
  const window = known ? known.window : DEFAULT_WINDOW;
  return (
    <>
      <div className="pair">
        <TextField
          {...answer}
          name="name"
          label="Nom de l’expéditeur"
          hint="Ce que les destinataires lisent."
          defaultValue={known?.name}
          required
        />
        <TextField
          {...answer}
          name="fromAddress"
          label="Adresse d’envoi"
          hint="bonjour@parcelle.exemple.fr"
          type="email"
          defaultValue={known?.fromAddress}
          required
        />
      </div>
      <TextField
        {...answer}
        name="smtpUrl"
        label="Serveur d’envoi (SMTP)"
        hint={
          known?.server
            ? `Aujourd’hui : ${known.server}. Laissez vide pour le garder.`
            : "smtps://utilisateur:mot-de-passe@serveur:465. Laissez vide pour celui de l’instance."
        }
        autoComplete="off"
        spellCheck={false}
      />
      <div className="pair">
        <TextField
          {...answer}
          name="dailyCap"
          label="Envois par jour, au plus"
          hint="Vide : sans plafond."
          inputMode="numeric"
          pattern="[0-9]*"
          defaultValue={known ? known.dailyCap : DEFAULT_DAILY_CAP}
        />
        <Checkbox
          {...answer}
          name="officeHours"
          label="Aux heures de bureau"
          hint="Du lundi au vendredi, hors jours fériés, un envoi toutes les vingt secondes."
          defaultChecked={window !== null}
        />
      </div>
      <div className="pair">
        <TextField
          {...answer}
          name="start"
          label="À partir de"
          type="time"
          defaultValue={(window ?? DEFAULT_WINDOW).start}
        />
        <TextField
          {...answer}
          name="end"
          label="Jusqu’à"
          type="time"
          defaultValue={(window ?? DEFAULT_WINDOW).end}
        />
      </div>
    </>
  );
}
