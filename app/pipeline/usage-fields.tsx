import { type FormAnswer, TextField } from "#app/ui/form.tsx";
import type { UsageFigure } from "./usage.ts";

const METRICS = ["visites", "utilisateurs actifs", "dossiers déposés", "agents formés"];

/** A figure of usage: what is counted, how many, on which day. */
export function UsageFields({
  last,
  today,
  required = false,
  prefix = "usage.",
  exact = false,
  ...refused
}: FormAnswer & {
  /** The one before, whose measure is most often counted again. */
  last: UsageFigure | null;
  today: string;
  required?: boolean;
  /** Of the fields' names. */
  prefix?: string;
  /** The one before is the one being corrected. */
  exact?: boolean;
}) {
  return (
    <>
      <TextField
        {...refused}
        name={`${prefix}metric`}
        label="Ce qui est compté"
        list="mesures"
        maxLength={100}
        autoComplete="off"
        defaultValue={last?.metric ?? null}
        required={required}
      />
      <datalist id="mesures">
        {METRICS.map((metric) => (
          <option key={metric} value={metric} />
        ))}
      </datalist>
      <div className="pair">
        <TextField
          {...refused}
          name={`${prefix}value`}
          label="Combien"
          inputMode="decimal"
          defaultValue={exact && last ? String(last.value).replace(".", ",") : null}
          autoComplete="off"
          required={required}
        />
        <TextField
          {...refused}
          name={`${prefix}date`}
          type="date"
          label="Constaté le"
          max={today}
          defaultValue={exact && last ? last.date : today}
          required={required}
        />
      </div>
    </>
  );
}
