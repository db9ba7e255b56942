import { LikePeople } from "#app/duplicates/like-people.tsx";
import { useId } from "react";
import { type FormAnswer, FormErrors, TextField } from "#app/ui/form.tsx";
import { SignaturePaste } from "./signature-paste.tsx";
import { USUAL_SOURCES } from "./sources.ts";

/** What is typed of a contact: the one short form, wherever it opens. */
export function ContactFields({
  refused,
  values,
  somebodyNew = false,
}: {
  refused: FormAnswer;
  values?: Partial<ContactValues>;
  /** Says, as one types, who may already be this person. */
  somebodyNew?: boolean;
}) {
  const sources = useId();
  const field = (name: keyof ContactValues) => ({ ...refused, name, defaultValue: values?.[name] ?? null });
  return (
    <>
      <FormErrors {...refused} />
      {somebodyNew && <SignaturePaste />}
      <div className="pair">
        <TextField {...field("firstName")} label="Prénom" autoComplete="off" maxLength={100} />
        <TextField {...field("lastName")} label="Nom" autoComplete="off" maxLength={100} />
      </div>
      <TextField {...field("function")} label="Fonction" autoComplete="off" maxLength={200} />
      <div className="pair">
        <TextField {...field("email")} label="Courriel" type="email" autoComplete="off" maxLength={254} />
        <TextField {...field("phone")} label="Téléphone" type="tel" autoComplete="off" maxLength={40} />
      </div>
      {somebodyNew && <LikePeople />}
      <TextField
        {...field("source")}
        label="D’où vient cette adresse"
        hint="La loi le demande ; la date d’aujourd’hui est notée avec."
        list={sources}
        autoComplete="off"
        maxLength={200}
        required
      />
      <datalist id={sources}>
        {USUAL_SOURCES.map((source) => (
          <option key={source} value={source} />
        ))}
      </datalist>
    </>
  );
}

type ContactValues = Record<
  "firstName" | "lastName" | "function" | "email" | "phone" | "source",
  string | null
>;
