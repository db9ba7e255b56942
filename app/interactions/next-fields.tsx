import type { FormAnswer } from "#app/ui/form.tsx";
import { DayField } from "./day-field.tsx";
import { INTERACTION_KINDS, KIND_LABELS } from "./kinds.ts";

/** « Puis »: what comes next, when, and who owes it; how and with whom, for who wants to say it. */
export function NextFields({
  refused,
  contacts,
  now,
}: {
  refused: FormAnswer;
  contacts: { id: string; name: string }[];
  now: Date;
}) {
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
        <select
          className="fr-select quicklog__kind"
          name="nextActionKind"
          aria-label="Sous quelle forme"
          defaultValue={typed("nextActionKind")}
        >
          <option value="">selon l’action</option>
          {INTERACTION_KINDS.filter((kind) => kind !== "note").map((kind) => (
            <option key={kind} value={kind}>
              {KIND_LABELS[kind]}
            </option>
          ))}
        </select>
        {contacts.length > 0 && (
          <select
            className="fr-select quicklog__contact"
            name="nextActionContactId"
            aria-label="Avec qui, ensuite"
            defaultValue={typed("nextActionContactId")}
          >
            <option value="">avec…</option>
            {contacts.map(({ id, name }) => (
              <option key={id} value={id}>
                avec {name}
              </option>
            ))}
          </select>
        )}
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
