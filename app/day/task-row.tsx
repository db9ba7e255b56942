import { useEffect, useEffectEvent } from "react";
import { href, Link, useFetcher } from "react-router";
import { type Done, useUndoToast } from "#app/history/use-undo-toast.ts";
import { dayChoices } from "#app/interactions/day-words.ts";
import { sayMinute } from "#app/interactions/days.ts";
import { KIND_ICONS, KIND_LABELS } from "#app/interactions/kinds.ts";
import type { FormAnswer } from "#app/ui/form.tsx";
import { dueLabel, formatDay, isoDay } from "#app/ui/format.ts";
import { Icon } from "#app/ui/icon.tsx";
import { Menu, MenuButton, MenuTitle } from "#app/ui/menu.tsx";
import { Due } from "#app/ui/page.tsx";
import { StageLabel } from "#app/ui/stage.tsx";
import { useToast } from "#app/ui/toast.tsx";
import { type DayTask, type SectionKey, titleParts } from "./day.ts";

type Props = {
  task: DayTask;
  section: SectionKey;
  canWrite: boolean;
  now: Date;
  onDone: (task: DayTask) => void;
};

/** One thing to do: a circle says it is done, its day puts it off. */
export function TaskRow({ task, section, canWrite, now, onDone }: Props) {
  const fetcher = useFetcher<Done | FormAnswer>({ key: `action-${task.id}` });
  const { data, formAction, state } = fetcher;
  const done = { method: "post", action: href("/actions/:id/faite", { id: task.id }) } as const;
  const ending = state !== "idle" && formAction === done.action;
  useUndoToast(data);
  useRefusal(data);
  const heard = useEffectEvent(() => onDone(task));
  useEffect(() => {
    if (data && "done" in data) heard();
  }, [data]);
  const [before, name, after] = titleParts(task.title, task.contact?.name ?? null);
  return (
    <li className="task" aria-busy={state !== "idle"}>
      {canWrite ? (
        <fetcher.Form {...done} className="task__tick">
          <button
            className={ending ? "task__check is-done" : "task__check"}
            aria-label={`Marquer comme faite\u00A0: ${task.title}`}
            title="C’est fait"
          >
            {ending && <Icon name="check-line" size="xs" />}
          </button>
        </fetcher.Form>
      ) : (
        <span />
      )}
      <span className="task__kind" title={task.kind ? KIND_LABELS[task.kind] : "Action"}>
        <Icon name={task.kind ? KIND_ICONS[task.kind] : "clipboard-line"} />
      </span>
      <span className="task__what">
        <Link
          className="fr-raw-link clip"
          to={href("/institutions/:id", { id: task.institution.id })}
          title={task.title}
        >
          {before}
          {name && <span className="strong">{name}</span>}
          {after}
        </Link>
        {task.owedBy === "them" && (
          <span className="role" title="C’est à eux d’agir">
            eux
          </span>
        )}
        {task.assignee && <span className="small muted clip task__who">{task.assignee}</span>}
      </span>
      <span className="task__where clip" title={task.institution.name}>
        {task.institution.name}
      </span>
      <span className="task__stage">{task.stage && <StageLabel stage={task.stage} />}</span>
      <span className="task__due">
        {canWrite ? (
          <PutOff
            {...{ task, section, now }}
            submit={(dueOn) => void fetcher.submit({ dueOn }, putOff(task))}
          />
        ) : (
          <DueWords {...{ task, section, now }} />
        )}
      </span>
    </li>
  );
}

const putOff = (task: DayTask) =>
  ({ method: "post", action: href("/actions/:id", { id: task.id }) }) as const;

/** The day, which opens the days it can be put off to. */
function PutOff({
  task,
  section,
  now,
  submit,
}: Pick<Props, "task" | "section" | "now"> & { submit: (day: string) => void }) {
  return (
    <Menu
      label={`Reporter\u00A0: ${task.title}`}
      align="end"
      opener={{ className: "task__when", title: "Reporter" }}
      button={<DueWords {...{ task, section, now }} />}
    >
      <MenuTitle>Reporter à</MenuTitle>
      {dayChoices(isoDay(now)).map(({ label, day }) => (
        <MenuButton key={label} onClick={() => submit(day)}>
          <span className="fill">{label}</span>
          <span className="small muted">{dueLabel(day, now).text}</span>
        </MenuButton>
      ))}
    </Menu>
  );
}

/** Late, in days; today, at what time; else the day. */
function DueWords({ task, section, now }: Pick<Props, "task" | "section" | "now">) {
  const { dueOn, dueMinute } = task;
  if (!dueOn) return <span className="due due--none">sans date</span>;
  if (section !== "today") return <Due date={dueOn} today={now} />;
  return (
    <time className="due" dateTime={dueOn} title={formatDay(dueOn)}>
      {dueMinute === null ? "Dans la journée" : sayMinute(dueMinute)}
    </time>
  );
}

/** A refusal has nowhere else to be said on a line. */
function useRefusal(data: Done | FormAnswer | undefined) {
  const toast = useToast();
  useEffect(() => {
    if (!data || !("errors" in data)) return;
    toast({
      message: Object.values(data.errors ?? {})
        .flat()
        .join(" "),
      tone: "error",
    });
  }, [data, toast]);
}
