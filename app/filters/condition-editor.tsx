import { useId } from "react";
import { ASKINGS, type CatalogueField, choicesOf, fieldOf, type Reading } from "./catalogue.ts";
import { asked, askingOf, daysOf } from "./draft.ts";
import type { Condition, Value } from "./filter-tree.ts";

type Props = { condition: Condition; reading: Reading; onChange: (next: Condition) => void };

/** One condition: how the question is put, and what with. Its field is said, and chosen when it is added. */
export function ConditionEditor({ condition, reading, onChange }: Props) {
  const field = fieldOf(reading, condition.field);
  if (!field) return <span className="is-late">« {condition.field} » n’existe plus</span>;
  const asking = askingOf(condition, field);
  const askings = ASKINGS[field.type];
  return (
    <>
      <span className="strong">{field.label}</span>
      {askings.length > 1 && (
        <select
          className="fr-select filterbuilder__op"
          aria-label={`${field.label} : comment`}
          value={asking.key}
          onChange={(event) => {
            const next = askings.find(({ key }) => key === event.target.value)!;
            onChange(asked(condition, next, field));
          }}
        >
          {askings.map(({ key, label }) => (
            <option key={key} value={key}>
              {label}
            </option>
          ))}
        </select>
      )}
      <ValueEditor {...{ condition, reading, onChange, field }} />
    </>
  );
}

function ValueEditor({ condition, reading, onChange, field }: Props & { field: CatalogueField }) {
  const { takes, sign } = askingOf(condition, field);
  const set = (value: Value | Value[]) => onChange({ ...condition, value });
  const choices = choicesOf(reading, field);
  const values = [condition.value ?? []].flat();
  if (takes === "none") return null;
  if (takes === "days") {
    return (
      <Typed
        {...{ field, type: "number", value: String(Math.abs(daysOf(condition.value) ?? 0)) }}
        unit="jours"
        onType={(typed) => set({ days: (sign ?? 1) * Math.min(36_500, Math.abs(Math.trunc(Number(typed)))) })}
      />
    );
  }
  if (field.type === "boolean") {
    return (
      <select
        className="fr-select filterbuilder__op"
        aria-label={field.label}
        value={String(values[0] ?? true)}
        onChange={(event) => set(event.target.value === "true")}
      >
        <option value="true">oui</option>
        <option value="false">non</option>
      </select>
    );
  }
  if (takes === "values" && choices && choices.length > 0)
    return <Choices label={field.label} chosen={values.map(String)} choices={choices} onChoose={set} />;
  const text = values.map(String).join(", ");
  if (takes === "values") {
    return (
      <Typed {...{ field, type: "text", value: text }} onType={(typed) => set(typed === "" ? [] : typed)} />
    );
  }
  const type = takes === "day" ? "date" : field.type === "number" ? "number" : "text";
  const read = (typed: string) => (type === "number" && typed !== "" ? Math.trunc(Number(typed)) : typed);
  return <Typed {...{ field, type, value: text }} onType={(typed) => set(read(typed))} />;
}

function Typed({
  field,
  type,
  value,
  unit,
  onType,
}: {
  field: CatalogueField;
  type: "text" | "number" | "date";
  value: string;
  unit?: string;
  onType: (typed: string) => void;
}) {
  return (
    <>
      <input
        className="fr-input filterbuilder__value"
        aria-label={`${field.label} : valeur`}
        maxLength={200}
        {...{ type, value }}
        {...(type === "number" && { inputMode: "numeric", step: 1 })}
        {...(unit && { min: 0, max: 36_500 })}
        onChange={(event) => onType(event.target.value)}
      />
      {unit && <span>{unit}</span>}
    </>
  );
}

function Choices({
  label,
  chosen,
  choices,
  onChoose,
}: {
  label: string;
  chosen: string[];
  choices: { value: string; label: string }[];
  onChoose: (values: string[]) => void;
}) {
  const id = useId();
  return (
    <fieldset className="filterbuilder__choices">
      <legend className="fr-sr-only">{label}</legend>
      {choices.map((choice) => (
        <label key={choice.value} htmlFor={`${id}-${choice.value}`} className="filterbuilder__choice">
          <input
            id={`${id}-${choice.value}`}
            type="checkbox"
            checked={chosen.includes(choice.value)}
            onChange={({ target }) =>
              onChoose(
                target.checked ? [...chosen, choice.value] : chosen.filter((value) => value !== choice.value),
              )
            }
          />
          {choice.label}
        </label>
      ))}
    </fieldset>
  );
}
