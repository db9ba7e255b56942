import type { FormAnswer } from "#app/ui/form.tsx";
import { INTERACTION_KINDS, KIND_LABELS } from "./kinds.ts";

type Person = { id: string; name: string };

/** « Préciser »: how, with whom and by whom the next action will be done, and how long this exchange took. */
export function MoreFields({
  values,
  contacts,
  owners,
}: {
  values: FormAnswer["values"];
  contacts: Person[];
  owners: Person[];
}) {
  const typed = (name: string) => {
    const value = values?.[name];
    return typeof value === "string" ? value : "";
  };
  const kinds = INTERACTION_KINDS.filter((kind) => kind !== "note").map((kind) => ({
    ...{ id: kind, name: KIND_LABELS[kind] },
  }));
  const selects = [
    { name: "nextActionKind", label: "Sous quelle forme, ensuite", empty: "selon l’action", options: kinds },
    { name: "nextActionContactId", label: "Avec qui, ensuite", empty: "avec…", options: contacts },
    { name: "nextActionAssigneeId", label: "Par qui, ensuite", empty: "par…", options: owners },
  ];
  return (
    <details className="quicklog__more fill">
      <summary className="small">Préciser</summary>
      <div className="row row--wrap">
        {selects.map(
          ({ name, label, empty, options }) =>
            options.length > 0 && (
              <select
                key={name}
                className="fr-select quicklog__select"
                name={name}
                aria-label={label}
                defaultValue={typed(name)}
              >
                <option value="">{empty}</option>
                {options.map((option) => (
                  <option key={option.id} value={option.id}>
                    {option.name}
                  </option>
                ))}
              </select>
            ),
        )}
        <label className="row small muted quicklog__duration">
          Durée de l’échange
          <input
            className="fr-input"
            name="durationMinutes"
            inputMode="numeric"
            maxLength={4}
            autoComplete="off"
            defaultValue={typed("durationMinutes")}
          />
          min
        </label>
      </div>
    </details>
  );
}
