import { type ChangeEvent, useState } from "react";
import { setField } from "#app/interactions/set-field.ts";
import { Checkbox, type FormAnswer, SelectField, TextArea, TextField } from "#app/ui/form.tsx";
import { DEFAULT_DAILY_CAP, DEFAULT_WINDOW } from "./mailbox.ts";
import { presetById, PRESETS } from "./presets.ts";
import { ServerFieldset } from "./server-fieldset.tsx";
import type { Mailbox } from "./mailboxes.server.ts";

/** The fields of a mailbox, new or known. Its passwords are never sent back: left empty, they are kept. */
export function MailboxFields({ known, ...answer }: FormAnswer & { known?: Mailbox }) {
  return (
    <>
      <ProviderField {...answer} />
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
      <ServerFieldset
        {...answer}
        protocol="smtp"
        legend="Envoi (SMTP)"
        hint="Serveur vide : celui de l’instance, sinon la boîte locale, d’où rien ne sort."
        known={known?.smtp?.own ? known.smtp : null}
      />
      <ServerFieldset
        {...answer}
        protocol="imap"
        legend="Réception (IMAP)"
        hint="Pour lire les réponses, en lecture seule. Serveur vide : elles ne sont pas lues."
        known={known?.imap?.own ? known.imap : null}
      />
      <PaceFields {...answer} known={known} />
      <MoreFields {...answer} known={known} />
    </>
  );
}

/** « Fournisseur »: fills the servers, and says what it asks. */
function ProviderField(answer: FormAnswer) {
  const asked = answer.values?.preset;
  const [chosen, setChosen] = useState(typeof asked === "string" ? asked : "");
  const note = presetById(chosen)?.note;
  return (
    <div>
      <SelectField
        {...answer}
        name="preset"
        label="Fournisseur"
        hint="Remplit les serveurs ; vous pouvez les corriger."
        empty="Un autre serveur"
        options={PRESETS.map(({ id, label }) => ({ value: id, label }))}
        onChange={(event) => {
          setChosen(event.currentTarget.value);
          fillServers(event);
        }}
      />
      <p className="notice notice--plain small" aria-live="polite" hidden={!note}>
        {note}
      </p>
    </div>
  );
}

function fillServers({ currentTarget }: ChangeEvent<HTMLSelectElement>): void {
  const preset = presetById(currentTarget.value);
  const form = currentTarget.form;
  if (!preset || !form) return;
  for (const protocol of ["smtp", "imap"] as const) {
    const server = preset[protocol];
    put(form, `${protocol}Host`, server?.host ?? "");
    put(form, `${protocol}Port`, server ? String(server.port) : "");
    put(form, `${protocol}Security`, server?.secure === false ? "starttls" : "tls");
  }
}

function put(form: HTMLFormElement, name: string, value: string): void {
  const field = form.elements.namedItem(name);
  if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) setField(field, value);
}

type Part = FormAnswer & { known: Mailbox | undefined };

function PaceFields({ known, ...answer }: Part) {
  const window = known ? known.window : DEFAULT_WINDOW;
  return (
    <fieldset className="group">
      <legend>Rythme</legend>
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
    </fieldset>
  );
}

/** What most mailboxes do without. Open when one of them was refused, so that its reason is seen. */
function MoreFields({ known, ...answer }: Part) {
  const refused = ["signature", "captureAddress", "journalAddress"].some((name) => answer.errors?.[name]);
  return (
    <details className="more" open={refused || Boolean(known?.signature ?? known?.captureAddress)}>
      <summary>Signature, capture et journal</summary>
      <div className="stack stack--lg">
        <TextArea
          {...answer}
          name="signature"
          label="Signature"
          hint="Ajoutée aux courriels écrits un à un, et aux campagnes qui la demandent."
          defaultValue={known?.signature}
        />
        <div className="pair">
          <TextField
            {...answer}
            name="captureAddress"
            label="Adresse de capture"
            hint="Mise en Cci d’un courriel, elle le classe sous ses destinataires. Elle doit arriver dans cette boîte."
            type="email"
            defaultValue={known?.captureAddress}
          />
          <TextField
            {...answer}
            name="journalAddress"
            label="Adresse de journal"
            hint="Reçoit une copie de chaque envoi : la preuve du départ. Compte double dans le quota du relais."
            type="email"
            defaultValue={known?.journalAddress}
          />
        </div>
        <Checkbox
          {...answer}
          name="plusAddressing"
          label="Le serveur accepte les adresses « nom+mot@ »"
          hint="Chaque réponse revient alors à son message, quoi qu’en fasse le logiciel de l’autre."
          defaultChecked={known?.plusAddressing ?? false}
        />
      </div>
    </details>
  );
}
