import { href, Link } from "react-router";
import type { ImportKind } from "#app/db/generated/enums.ts";
import { formatNumber } from "#app/ui/format.ts";
import { Section } from "#app/ui/page.tsx";
import type { Counts } from "./import.ts";
import type { Sample } from "./lot.ts";
import type { ImportFile } from "./read-imports.server.ts";

/** The four figures of an import. */
export function Figures({ counts, kind, done }: { counts: Counts; kind: ImportKind; done: boolean }) {
  const e = kind === "institutions" ? "es" : "s";
  const figures = [
    [done ? `Créé${e}` : `À créer`, counts.created, "is-ok"],
    [done ? `Modifié${e}` : "À modifier", counts.updated, ""],
    ["Sans changement", counts.unchanged, ""],
    ["Lignes refusées", counts.refused, counts.refused > 0 ? "is-warn" : ""],
  ] as const;
  return (
    <dl className="import-figures">
      {figures.map(([label, value, tone]) => (
        <div key={label}>
          <dt className="muted">{label}</dt>
          <dd className={`big__figure ${value > 0 ? tone : ""}`}>{formatNumber(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What changes, value by value: the first rows. */
export function Changes({ samples, total }: { samples: Sample[]; total: number }) {
  if (samples.length === 0) return null;
  return (
    <Section title="Ce qui change" count={total}>
      <ul className="fr-raw-list import-lines">
        {samples.map(({ line, label, changes }) => (
          <li key={line}>
            <span className="import-lines__line muted">l. {line}</span>
            <span>
              <span className="strong">{label}</span>
              {changes.map(({ field, before, after }, index) => (
                <span className="source" key={`${field} ${index}`}>
                  {field}&nbsp;: {before ? <del>{before}</del> : <span className="muted">rien</span>}{" "}
                  <span aria-label="devient">→</span> <ins>{after}</ins>
                </span>
              ))}
            </span>
          </li>
        ))}
      </ul>
      {total > samples.length && <p className="small muted">Les {samples.length} premières lignes.</p>}
    </Section>
  );
}

/** Who is made: the first rows. */
export function Created({ samples, total }: { samples: Sample[]; total: number }) {
  if (samples.length === 0) return null;
  const shown = samples.slice(0, 12);
  return (
    <Section title="Ce qui arrive" count={total}>
      <p>
        {shown.map(({ label }) => label).join(", ")}
        {total > shown.length && ` et ${formatNumber(total - shown.length)} de plus`}.
      </p>
    </Section>
  );
}

/** The lines left out, each with its reason; and the file to mend. */
export function Refusals({ file }: { file: ImportFile }) {
  const { id, refused, refusals } = file;
  if (refused === 0) return null;
  return (
    <Section
      title="Lignes refusées"
      count={refused}
      aside={
        <Link className="fr-link small" to={href("/imports/:id/refus", { id })} reloadDocument>
          Télécharger pour corriger
        </Link>
      }
    >
      <ul className="fr-raw-list import-lines">
        {refusals.map(({ line, reasons, cells }) => (
          <li key={line}>
            <span className="import-lines__line muted">l. {line}</span>
            <span>
              {reasons.map(capitalised).join(" ; ")}.
              <span className="source clip" title={cells.join(" ; ")}>
                {cells.filter(Boolean).join(" ; ")}
              </span>
            </span>
          </li>
        ))}
      </ul>
      {refused > refusals.length && (
        <p className="small muted">
          Les {refusals.length} premières ; le fichier à télécharger les a toutes. Corrigé, il s’importe comme
          un autre.
        </p>
      )}
    </Section>
  );
}

const capitalised = (text: string) => text.charAt(0).toLocaleUpperCase("fr-FR") + text.slice(1);
