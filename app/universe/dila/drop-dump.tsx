import { Form, useNavigation } from "react-router";
import { type FormAnswer, FormErrors, SubmitButton } from "#app/ui/form.tsx";
import { plural } from "#app/ui/format.ts";
import { Section } from "#app/ui/page.tsx";
import { useReadSoFar } from "./watch.ts";

const EXPORT =
  "https://api-lannuaire.service-public.gouv.fr/api/explore/v2.1/catalog/datasets/api-lannuaire-administration/exports/json";

/** Where the file downloaded in a browser is dropped. */
export function DropDump({
  refused,
  first,
  failed,
}: {
  refused: FormAnswer;
  first: boolean;
  failed: string | null;
}) {
  // Of the forms of the page, only this one sends a file.
  const sending = useNavigation().formEncType === "multipart/form-data";
  const read = useReadSoFar(sending);
  return (
    <Section title="Téléphones, courriels et adresses">
      <div className="stack stack--lg">
        <p className="muted">
          L’annuaire de l’administration (DILA, Licence Ouverte) donne à chaque institution son téléphone, son
          courriel générique, son site et son adresse. Les personnes qu’il cite ne sont pas reprises, et vos
          corrections restent les vôtres.
        </p>
        {first && (
          <ol className="dila__steps">
            <li>
              <a className="link" href={EXPORT} target="_blank" rel="noreferrer">
                Téléchargez l’annuaire
              </a>{" "}
              au format JSON (environ 300 Mo, quelques minutes).
            </li>
            <li>Déposez ici le fichier tel quel, ou compressé en .gz. Rien ne change avant votre accord.</li>
          </ol>
        )}
        {failed && !refused.errors && !sending && (
          <div className="fr-alert fr-alert--error fr-alert--sm">
            <p>{failed}</p>
          </div>
        )}
        <Form method="post" encType="multipart/form-data" className="stack">
          <FormErrors {...refused} />
          <label className="dila__drop">
            <span className="strong">Fichier de l’annuaire</span>
            <span className="source">.json ou .json.gz, tel que téléchargé</span>
            <input type="file" name="fichier" accept=".json,.gz,application/json,application/gzip" required />
          </label>
          <div className="row">
            <SubmitButton look={first ? "primary" : "secondary"} busy="Lecture en cours…">
              Lire le fichier
            </SubmitButton>
            <span className="small muted" aria-live="polite">
              {sending
                ? (read > 0 ? `${plural(read, "fiche lue", "fiches lues")}. ` : "") +
                  "Gardez cette page ouverte."
                : ""}
            </span>
          </div>
        </Form>
      </div>
    </Section>
  );
}
