import { useState } from "react";
import { Form, href } from "react-router";
import { fieldsOf } from "./fields.ts";
import { IMPORT_KINDS, KIND_WORDS } from "./import.ts";
import { lackOf } from "./mapping.ts";
import type { ImportFile } from "./read-imports.server.ts";
import { Button } from "#app/ui/button.tsx";
import { type FormAnswer, FormErrors, SelectField, SubmitButton, TextField } from "#app/ui/form.tsx";
import { formatDay } from "#app/ui/format.ts";

/** What each column is, with its first values; what is said once for the file; how the file is read. */
export function ColumnsForm({ file, refused }: { file: ImportFile; refused: FormAnswer }) {
  const { id, kind, layout, options } = file;
  const [mapping, setMapping] = useState(file.mapping);
  const lack = lackOf(kind, mapping);
  const fields = Object.entries(fieldsOf(kind));
  return (
    <>
      <Form method="post" action={href("/imports/:id/verification", { id })} className="import-columns">
        <FormErrors errors={refused.errors} />
        <div className="table-scroll">
          <table className="table table--plain">
            <caption className="fr-sr-only">Ce que contient chaque colonne</caption>
            <thead>
              <tr>
                <th scope="col">Colonne du fichier</th>
                <th scope="col">Premières valeurs</th>
                <th scope="col">Devient</th>
              </tr>
            </thead>
            <tbody>
              {layout.columns.map((column, index) => (
                <tr key={column}>
                  <th scope="row" className="strong">
                    {column}
                  </th>
                  <td className="muted clip" title={samplesOf(layout.samples, index)}>
                    {samplesOf(layout.samples, index)}
                  </td>
                  <td>
                    <select
                      className="fr-select"
                      name={`champ-${index}`}
                      aria-label={`« ${column} » devient`}
                      value={mapping[column] ?? ""}
                      onChange={(event) => {
                        const field = event.currentTarget.value;
                        setMapping((before) => ({ ...before, [column]: field }));
                      }}
                    >
                      <option value="">Ne pas reprendre</option>
                      {fields.map(([name, { label }]) => (
                        <option key={name} value={name}>
                          {label}
                        </option>
                      ))}
                    </select>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        {kind !== "institutions" && (
          <div className="pair">
            <TextField
              {...refused}
              name="source"
              label="D’où viennent ces informations"
              hint="Pour les lignes qui ne le disent pas."
              placeholder="Salon des maires, annuaire du CNFPT…"
              defaultValue={options.source ?? ""}
              maxLength={200}
            />
            {kind === "contacts" && (
              <TextField
                {...refused}
                name="collectedOn"
                label="Recueillies le"
                hint={`Comme 12/03/2026 ; sans date, ${formatDay(file.createdAt)}.`}
                defaultValue={options.collectedOn ?? ""}
              />
            )}
          </div>
        )}
        <p className="row">
          <SubmitButton busy="Un instant…">Vérifier le fichier</SubmitButton>
          <span className={lack ? "is-warn" : "muted"} role="status">
            {lack ?? "Rien ne sera écrit : vous verrez d’abord ce qui changera."}
          </span>
        </p>
      </Form>
      <ReadingForm file={file} />
    </>
  );
}

const samplesOf = (samples: string[][], index: number) =>
  samples
    .map((row) => row[index])
    .filter(Boolean)
    .join(" · ");

const ENCODINGS = [
  { value: "utf-8", label: "UTF-8" },
  { value: "windows-1252", label: "Windows-1252 (anciens tableurs)" },
  { value: "utf-16le", label: "UTF-16" },
];
const DELIMITERS = [
  { value: ";", label: "Point-virgule" },
  { value: ",", label: "Virgule" },
  { value: "tab", label: "Tabulation" },
];

/** Another way to read the same file, for one that looks wrong. */
function ReadingForm({ file: { id, kind, layout } }: { file: ImportFile }) {
  const kinds = IMPORT_KINDS.map((value) => ({ value, label: KIND_WORDS[value].label }));
  return (
    <details className="import-reading">
      <summary>Le fichier est mal lu</summary>
      <Form method="post" action={href("/imports/:id/lecture", { id })} className="row row--wrap">
        <SelectField name="kind" label="Il apporte" options={kinds} defaultValue={kind} />
        {layout.format === "csv" && (
          <>
            <SelectField
              name="encoding"
              label="Encodage"
              options={ENCODINGS}
              defaultValue={layout.encoding}
            />
            <SelectField
              name="delimiter"
              label="Séparateur"
              options={DELIMITERS}
              defaultValue={layout.delimiter === "\t" ? "tab" : layout.delimiter}
            />
          </>
        )}
        <TextField
          name="header"
          label="Ligne des titres"
          hint="0 : aucune"
          type="number"
          min={0}
          defaultValue={layout.header}
        />
        <Button type="submit">Relire</Button>
      </Form>
    </details>
  );
}
