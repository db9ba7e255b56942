import { type FormAnswer, SelectField, TextField } from "#app/ui/form.tsx";
import { type Counted, METRIC_NAMES, METRICS } from "./metrics.ts";

const metrics = METRIC_NAMES.map((value) => ({ value, label: METRICS[value].label }));
const counts = [
  { value: "sum", label: "La somme des valeurs du cycle (visites, dossiers)" },
  { value: "last", label: "La dernière valeur de chaque institution (comptes, inscrits)" },
];

/** What is counted, and how many. */
export function ObjectiveFields({
  refused,
  objective,
  known,
}: {
  refused: FormAnswer;
  objective?: Counted & { target: number };
  /** The product's usage figures, as they are called. */
  known: string[];
}) {
  return (
    <>
      <div className="pair">
        <SelectField
          {...refused}
          name="metric"
          label="Ce que l’on compte"
          options={metrics}
          defaultValue={objective?.metric}
        />
        <TextField
          {...refused}
          name="target"
          label="Objectif"
          hint="À la fin du cycle. Pour la pénétration, en %."
          inputMode="decimal"
          defaultValue={objective?.target}
          required
        />
      </div>
      <div className="pair objective-usage">
        <TextField
          {...refused}
          name="usageMetric"
          label="Pour l’usage, quel chiffre"
          list="usage-metrics"
          defaultValue={objective?.usageMetric}
          maxLength={60}
        />
        <SelectField
          {...refused}
          name="usageCount"
          label="et comment il s’additionne"
          options={counts}
          defaultValue={objective?.usageCount ?? "sum"}
        />
        <datalist id="usage-metrics">
          {known.map((metric) => (
            <option key={metric} value={metric} />
          ))}
        </datalist>
      </div>
    </>
  );
}
