import type { Milestone, StageKind } from "#app/db/generated/enums.ts";
import { type FormAnswer, SelectField } from "#app/ui/form.tsx";
import { MILESTONES } from "./stage-settings.ts";

/** What a stage proves: the carte, the penetration and the objectives count by it. */
export function MilestoneField({
  kind,
  defaultValue = null,
  ...refused
}: FormAnswer & { kind?: StageKind; defaultValue?: Milestone | null }) {
  const proofs = kind ? MILESTONES[kind] : { ...MILESTONES.open, ...MILESTONES.won };
  const options = Object.entries(proofs).map(([value, label]) => ({ value, label }));
  if (options.length === 0) return null;
  return (
    <SelectField
      {...refused}
      name="milestone"
      label="Ce qu’elle prouve"
      hint="La carte, la pénétration et les objectifs comptent d’après cela, quel que soit son nom."
      empty="Rien de plus"
      options={options}
      defaultValue={defaultValue}
    />
  );
}
