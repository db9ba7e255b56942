import { useRef } from "react";
import { type FormAnswer, SelectField, TextField } from "#app/ui/form.tsx";
import { isoDay } from "#app/ui/format.ts";
import { useHydrated } from "#app/ui/hydrated.ts";
import type { Opportunity } from "./opportunity.ts";

const OWED_BY = [
  { value: "us", label: "nous" },
  { value: "them", label: "eux" },
];
const LATER = [
  { days: 1, label: "Demain" },
  { days: 7, label: "Une semaine" },
  { days: 30, label: "Un mois" },
];

/** What to do next, when, and who is to do it. */
export function NextActionFields({
  opportunity,
  now,
  errors,
  values,
}: FormAnswer & {
  opportunity: Pick<Opportunity, "nextAction" | "nextActionAt" | "nextActionOwner">;
  now: Date;
}) {
  const fields = useRef<HTMLDivElement>(null);
  const refused = { errors, values };
  const put = (days: number) => {
    const date = fields.current?.querySelector<HTMLInputElement>("[type='date']");
    if (date) date.value = isoDay(new Date(now.getTime() + days * 86_400_000));
  };
  return (
    <div className="stack stack--lg" ref={fields}>
      <TextField
        {...refused}
        name="nextAction"
        label="Prochaine action"
        placeholder="Rappeler, envoyer la convention…"
        defaultValue={opportunity.nextAction}
        maxLength={200}
        autoComplete="off"
      />
      <div className="pair">
        <TextField
          {...refused}
          name="nextActionAt"
          type="date"
          label="Échéance"
          defaultValue={opportunity.nextActionAt}
        />
        <SelectField
          {...refused}
          name="nextActionOwner"
          label="Qui doit agir"
          options={OWED_BY}
          defaultValue={opportunity.nextActionOwner ?? "us"}
        />
      </div>
      {useHydrated() && (
        <div className="row" role="group" aria-label="Échéance dans">
          {LATER.map(({ days, label }) => (
            <button key={days} type="button" className="chip chip--sm" onClick={() => put(days)}>
              {label}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
