import { type FormAnswer, SelectField, TextArea, TextField } from "#app/ui/form.tsx";
import { isoDay } from "#app/ui/format.ts";
import { GOALS } from "./experiment.ts";
import type { Experiment } from "./experiments.server.ts";

const goals = Object.entries(GOALS).map(([value, label]) => ({ value, label: `…${label}` }));

/** Hypothesis, what is counted, from what share it is a success, and when one concludes. */
export function ExperimentFields({
  refused,
  experiment,
}: {
  refused: FormAnswer;
  experiment: Experiment | null;
}) {
  return (
    <>
      <TextArea
        {...refused}
        name="hypothesis"
        label="Ce que vous croyez"
        hint="« Un témoignage de pilote décide les DDT à répondre »"
        defaultValue={experiment?.hypothesis}
        maxLength={500}
        rows={3}
        required
      />
      <div className="pair">
        <TextField
          {...refused}
          name="threshold"
          label="Au moins (en % des personnes à qui l’on écrit)"
          inputMode="decimal"
          defaultValue={experiment?.threshold}
          autoComplete="off"
          required
        />
        <SelectField
          {...refused}
          name="goal"
          label="… de ces personnes"
          options={goals}
          defaultValue={experiment?.goal}
        />
      </div>
      <TextField
        {...refused}
        type="date"
        name="endsOn"
        label="On conclut le"
        defaultValue={experiment ? isoDay(experiment.endsOn) : ""}
        required
      />
    </>
  );
}
