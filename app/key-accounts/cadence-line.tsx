import { useState } from "react";
import { href } from "react-router";
import { DialogForm } from "#app/contacts/dialog-form.tsx";
import { TextField } from "#app/ui/form.tsx";
import { type Moment, plural, relativeDays } from "#app/ui/format.ts";
import { Icon } from "#app/ui/icon.tsx";
import { cadenceWords, daysLate } from "./plan.ts";
import type { AccountPlan } from "./plan.server.ts";

type Props = { institutionId: string; plan: AccountPlan; canWrite: boolean; now: Moment };

/** The promised regularity, how long it has been, and the alert when it is too long. */
export function CadenceLine({ institutionId, plan, canWrite, now }: Props) {
  const [open, setOpen] = useState(false);
  const late = daysLate(plan, now);
  return (
    <div className="row cadence">
      {late ? (
        <span className="due due--late">
          <Icon name="alarm-warning-line" /> {plural(late, "jour")} de retard
        </span>
      ) : (
        plan.cadenceDays && <Icon name="calendar-line" />
      )}
      <span>
        {cadenceWords(plan.cadenceDays)}
        <span className="muted"> · dernier échange {relativeDays(plan.lastInteractionAt, now)}</span>
      </span>
      {canWrite && (
        <button type="button" className="link small" onClick={() => setOpen(true)}>
          {plan.cadenceDays ? "Changer la cadence" : "Promettre une cadence"}
        </button>
      )}
      <DialogForm
        open={open}
        onClose={() => setOpen(false)}
        title="Cadence des échanges"
        action={href("/institutions/:id/cadence", { id: institutionId })}
        submit="Noter la cadence"
      >
        {(refused) => (
          <TextField
            {...refused}
            name="cadenceDays"
            label="Au moins un échange tous les… jours"
            hint="Vide : aucune cadence. 60 convient à un partenaire qu’on garde sur plusieurs années."
            type="number"
            min={1}
            max={730}
            defaultValue={plan.cadenceDays}
          />
        )}
      </DialogForm>
    </div>
  );
}
