import { type FormAnswer, TextField } from "#app/ui/form.tsx";
import type { CycleInput } from "./cycle.ts";

export function CycleFields({ refused, cycle }: { refused: FormAnswer; cycle: CycleInput }) {
  return (
    <>
      <TextField
        {...refused}
        name="name"
        label="Nom du cycle"
        defaultValue={cycle.name}
        maxLength={80}
        required
      />
      <div className="pair">
        <TextField
          {...refused}
          name="startsOn"
          label="Premier jour"
          type="date"
          defaultValue={cycle.startsOn}
          required
        />
        <TextField
          {...refused}
          name="endsOn"
          label="Dernier jour"
          type="date"
          defaultValue={cycle.endsOn}
          required
        />
      </div>
    </>
  );
}
