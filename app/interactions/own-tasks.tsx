import { useState } from "react";
import { href, useFetcher } from "react-router";
import { type Done, useUndoToast } from "#app/history/use-undo-toast.ts";
import { Button, IconButton } from "#app/ui/button.tsx";
import { type FormAnswer, FormErrors, refusal } from "#app/ui/form.tsx";
import { Aside, Due } from "#app/ui/page.tsx";
import { DayField } from "./day-field.tsx";
import { sendByKey } from "./quick-log.tsx";
import type { OwnTask } from "./tasks.server.ts";

type Props = { institutionId: string; tasks: OwnTask[]; canWrite: boolean; now: Date };

/** « Actions »: what is to be done with an institution that is not in the pipeline, as many as it takes. */
export function OwnTasks({ institutionId, tasks, canWrite, now }: Props) {
  const [adding, setAdding] = useState(false);
  const add = canWrite && (
    <IconButton icon="add-line" label="Planifier une action" onClick={() => setAdding(true)} />
  );
  return (
    <Aside title="Actions" count={tasks.length} aside={add}>
      {tasks.length === 0 && !adding && <p className="muted">Rien de prévu.</p>}
      <ul className="fr-raw-list">
        {tasks.map((task) => (
          <OwnTaskLine key={task.id} {...{ task, canWrite, now }} />
        ))}
      </ul>
      {adding && <NewTaskForm {...{ institutionId, now }} close={() => setAdding(false)} />}
    </Aside>
  );
}

function OwnTaskLine({ task, canWrite, now }: { task: OwnTask; canWrite: boolean; now: Date }) {
  const fetcher = useFetcher<Done>({ key: `action-${task.id}` });
  useUndoToast(fetcher.data);
  return (
    <li className="row">
      {canWrite && (
        <fetcher.Form method="post" action={href("/actions/:id/faite", { id: task.id })}>
          <IconButton type="submit" icon="check-line" label={`Fait\u00A0: ${task.title}`} />
        </fetcher.Form>
      )}
      <span className="fill clip" title={task.title}>
        {task.title}
      </span>
      {task.owedBy === "them" && <span className="role">eux</span>}
      <Due date={task.dueOn} today={now} />
    </li>
  );
}

function NewTaskForm({ institutionId, now, close }: { institutionId: string; now: Date; close: () => void }) {
  const fetcher = useFetcher<Done | FormAnswer>();
  const refused = refusal(fetcher.data);
  useUndoToast(fetcher.data, close);
  return (
    <fetcher.Form
      method="post"
      action={href("/actions")}
      className="stack"
      aria-label="Planifier une action"
      onKeyDown={sendByKey}
    >
      <FormErrors {...refused} />
      <input type="hidden" name="institutionId" value={institutionId} />
      <input
        className="fr-input"
        name="title"
        aria-label="Action"
        placeholder="Appeler le standard…"
        maxLength={200}
        autoComplete="off"
        ref={(field) => field?.focus()}
        required
      />
      <DayField name="dueOn" label="Échéance" now={now} invalid={Boolean(refused.errors?.dueOn)} />
      <div className="row">
        <Button look="primary" type="submit" aria-disabled={fetcher.state !== "idle"}>
          Planifier
        </Button>
        <Button look="ghost" onClick={close}>
          Annuler
        </Button>
      </div>
    </fetcher.Form>
  );
}
