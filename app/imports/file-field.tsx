import { useState } from "react";
import { FieldMessage, useField } from "#app/ui/field.tsx";
import { formatNumber } from "#app/ui/format.ts";
import { Icon } from "#app/ui/icon.tsx";

const megabytes = (bytes: number) => `${formatNumber(Math.max(0.1, Math.round(bytes / 100_000) / 10))} Mo`;

/** Where a file is dropped, or chosen: the field itself covers the whole zone, and browsers know how to drop on it. One that is too large is said so before it is sent. */
export function FileField({
  max,
  errors,
  onTooBig,
}: {
  /** Bytes. */
  max: number;
  errors: Partial<Record<string, string[]>> | undefined;
  onTooBig: (tooBig: boolean) => void;
}) {
  const [file, setFile] = useState<{ name: string; size: number } | null>(null);
  const tooBig = file !== null && file.size > max;
  const said = tooBig
    ? { file: [`Ce fichier dépasse ${megabytes(max)} : partagez-le en plusieurs, ou retirez des colonnes.`] }
    : file
      ? undefined
      : errors;
  const field = useField("file", said);

  function take(files: FileList | null) {
    const [first] = files ?? [];
    setFile(first ? { name: first.name, size: first.size } : null);
    onTooBig(!!first && first.size > max);
  }

  return (
    <div className={`fr-input-group${field.message ? " fr-input-group--error" : ""}`}>
      <div className="drop">
        <Icon name="upload-2-line" size="md" />
        <label className="strong" htmlFor={field.control.id}>
          {file ? file.name : "Déposez un fichier ici, ou choisissez-le"}
        </label>
        <span className="source">
          {file
            ? megabytes(file.size)
            : `CSV ou XLSX, ${megabytes(max)} au plus, la première ligne porte les titres.`}
        </span>
        <input
          className="drop__input"
          type="file"
          name="file"
          accept=".csv,.tsv,.txt,.xlsx,text/csv"
          required
          onChange={(event) => take(event.currentTarget.files)}
          {...field.control}
        />
      </div>
      <FieldMessage field={field} />
    </div>
  );
}
