import { type FormAnswer, FormErrors, SelectField, TextField } from "#app/ui/form.tsx";
import { KIND_NAMES, kindLabel } from "./kinds.ts";
import { TerritoryField } from "./territory-field.tsx";

const kinds = KIND_NAMES.map((value) => ({ value, label: kindLabel(value) }));

/** What is typed of an institution: all of one's own, or what a product may correct of a shared one. */
export function InstitutionFields({
  refused,
  values = {},
  official,
  onName,
}: {
  refused: FormAnswer;
  values?: Partial<Record<string, string | null>>;
  /** Whether what it is can be changed too: kind, identifiers, territory. */
  official: boolean;
  onName?: (name: string) => void;
}) {
  const field = (name: string) => ({ ...refused, name, defaultValue: values[name] ?? null });
  return (
    <>
      <FormErrors {...refused} />
      <TextField
        {...field("name")}
        label="Nom"
        required
        maxLength={300}
        autoComplete="off"
        onInput={(event) => onName?.(event.currentTarget.value)}
      />
      <div className="pair">
        <TextField {...field("acronym")} label="Sigle" maxLength={60} autoComplete="off" />
        {official && <SelectField {...field("kind")} label="Type" options={kinds} empty="Choisir" required />}
      </div>
      {official && (
        <>
          <TerritoryField
            {...field("territoryCode")}
            label="Territoire"
            hint="Une commune, un département…"
          />
          <div className="pair">
            <TextField
              {...field("siren")}
              label="SIREN"
              hint="9 chiffres"
              inputMode="numeric"
              maxLength={20}
            />
            <TextField
              {...field("siret")}
              label="SIRET"
              hint="14 chiffres"
              inputMode="numeric"
              maxLength={30}
            />
          </div>
        </>
      )}
      <div className="pair">
        <TextField {...field("email")} label="Courriel" type="email" maxLength={254} autoComplete="off" />
        <TextField {...field("phone")} label="Téléphone" type="tel" maxLength={40} autoComplete="off" />
      </div>
      <TextField {...field("website")} label="Site" inputMode="url" maxLength={500} autoComplete="off" />
    </>
  );
}
