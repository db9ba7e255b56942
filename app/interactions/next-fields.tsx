import type { FormAnswer } from "#app/ui/form.tsx";
import { DayField } from "./day-field.tsx";

/** « Puis »: what comes next, when, and who owes it. */
export function NextFields({ refused, now }: { refused: FormAnswer; now: Date }) {
  const typed = (name: string) => {
    const value = refused.values?.[name];
    return typeof value === "string" ? value : "";
  };
  return (
    <div className="quicklog__next">
      <div className="row row--wrap">
        <span className="muted">Puis</span>
        <input
          className="fr-input fill"
          name="nextAction"
          data-draft
          aria-label="Prochaine action"
          aria-invalid={refused.errors?.nextAction ? true : undefined}
          placeholder="Envoyer la convention, rappeler…"
          maxLength={200}
          autoComplete="off"
          defaultValue={typed("nextAction")}
        />
        <select
          className="fr-select quicklog__owes"
          name="nextActionOwner"
          aria-label="Qui doit agir"
          defaultValue={typed("nextActionOwner") || "us"}
        >
          <option value="us">nous</option>
          <option value="them">eux</option>
        </select>
      </div>
      <DayField
        name="nextActionAt"
        label="Échéance"
        defaultValue={typed("nextActionAt")}
        invalid={Boolean(refused.errors?.nextActionAt)}
        now={now}
      />
    </div>
  );
}
