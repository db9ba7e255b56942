import { type FormAnswer, SelectField, TextField } from "#app/ui/form.tsx";

type Server = { host: string; port: number; secure: boolean; user: string | null };

const LABELS = {
  smtp: { host: "Serveur d’envoi", port: "465", security: "tls" },
  imap: { host: "Serveur de réception", port: "993", security: "tls" },
};

/** Where a server is, and the account that it lets in. */
export function ServerFieldset({
  protocol,
  legend,
  hint,
  known,
  ...answer
}: FormAnswer & { protocol: "smtp" | "imap"; legend: string; hint: string; known: Server | null }) {
  const label = LABELS[protocol];
  const other = protocol === "imap";
  return (
    <fieldset className="group">
      <legend>{legend}</legend>
      <p className="small muted">{hint}</p>
      <div className="server">
        <TextField
          {...answer}
          name={`${protocol}Host`}
          label={label.host}
          defaultValue={known?.host}
          autoComplete="off"
          spellCheck={false}
          autoCapitalize="none"
        />
        <TextField
          {...answer}
          name={`${protocol}Port`}
          label="Port"
          inputMode="numeric"
          placeholder={label.port}
          defaultValue={known?.port}
          autoComplete="off"
        />
        <SelectField
          {...answer}
          name={`${protocol}Security`}
          label="Chiffrement"
          defaultValue={known && !known.secure ? "starttls" : label.security}
          options={[
            { value: "tls", label: "Dès le début (TLS)" },
            { value: "starttls", label: "Puis STARTTLS" },
          ]}
        />
        <TextField
          {...answer}
          name={`${protocol}User`}
          label={other ? "Identifiant de réception" : "Identifiant"}
          hint={other ? "Vide : le même que pour l’envoi." : "Vide : votre adresse."}
          defaultValue={known?.user}
          autoComplete="off"
          spellCheck={false}
          autoCapitalize="none"
        />
        <TextField
          {...answer}
          name={`${protocol}Password`}
          label={other ? "Mot de passe de réception" : "Mot de passe"}
          hint={
            known ? "Gardé s’il reste vide." : other ? "Vide : le même que pour l’envoi." : "Gardé chiffré."
          }
          type="password"
          autoComplete="new-password"
        />
      </div>
    </fieldset>
  );
}
