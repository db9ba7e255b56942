import { useEffect, useEffectEvent, useRef } from "react";
import { href, useFetcher } from "react-router";
import { type Done, useUndoToast } from "#app/history/use-undo-toast.ts";
import { DayField } from "#app/interactions/day-field.tsx";
import { sendByKey } from "#app/interactions/quick-log.tsx";
import { Button } from "#app/ui/button.tsx";
import { type FormAnswer, FormErrors, refusal } from "#app/ui/form.tsx";
import type { DayTask } from "./day.ts";

/** « Et ensuite ? »: what is done leaves a partnership without a next action, until this is answered. */
export function FollowUp({ done, now, close }: { done: DayTask; now: Date; close: () => void }) {
  const fetcher = useFetcher<Done | FormAnswer>({ key: `suite-${done.id}` });
  const field = useRef<HTMLInputElement>(null);
  const refused = refusal(fetcher.data);
  useUndoToast(fetcher.data, close);
  const arrive = useEffectEvent(() => field.current?.focus());
  useEffect(() => arrive(), []);
  return (
    <fetcher.Form
      method="post"
      action={href("/actions")}
      className="panel followup"
      aria-label="Et ensuite"
      onKeyDown={(event) => {
        if (event.key === "Escape") close();
        else sendByKey(event);
      }}
    >
      <FormErrors {...refused} />
      <p>
        <span className="strong">{done.institution.name}</span>, «&nbsp;{done.title}&nbsp;» est fait. Et
        ensuite&nbsp;?
      </p>
      <input type="hidden" name="institutionId" value={done.institution.id} />
      {done.contact && <input type="hidden" name="contactId" value={done.contact.id} />}
      <div className="row row--wrap">
        <input
          ref={field}
          className="fr-input fill"
          name="title"
          aria-label="Prochaine action"
          placeholder="Envoyer la convention, rappeler…"
          maxLength={200}
          autoComplete="off"
          required
        />
        <select className="fr-select quicklog__owes" name="owedBy" aria-label="Qui doit agir">
          <option value="us">nous</option>
          <option value="them">eux</option>
        </select>
      </div>
      <DayField name="dueOn" label="Échéance" now={now} invalid={Boolean(refused.errors?.dueOn)} />
      <div className="row">
        <Button look="primary" type="submit" aria-disabled={fetcher.state !== "idle"}>
          Planifier
        </Button>
        <Button look="ghost" onClick={close}>
          Rien à prévoir
        </Button>
      </div>
    </fetcher.Form>
  );
}
