import "./day.css";
import { useCallback, useState } from "react";
import { Section } from "#app/ui/page.tsx";
import { type DaySection, type DayTask, SECTION_LABELS } from "./day.ts";
import { FollowUp } from "./follow-up.tsx";
import { TaskRow } from "./task-row.tsx";

/** What is to be done: late, today, this week. What has just been done asks what comes next. */
export function DayList({
  sections,
  canWrite,
  now,
}: {
  sections: DaySection[];
  canWrite: boolean;
  now: Date;
}) {
  const [done, setDone] = useState<DayTask | null>(null);
  const onDone = useCallback((task: DayTask) => setDone(task), []);
  const close = useCallback(() => setDone(null), []);
  const shown = sections.filter(({ total }) => total > 0);
  return (
    <div>
      {done && <FollowUp key={done.id} done={done} now={now} close={close} />}
      {shown.length === 0 && (
        <p className="day__clear muted">
          Rien de prévu d’ici la fin de la semaine. Les paniers « Sans nouvelles depuis » disent qui relancer.
        </p>
      )}
      {shown.map(({ key, total, tasks }) => (
        <Section key={key} title={SECTION_LABELS[key]} count={total}>
          <ul className="fr-raw-list">
            {tasks.map((task) => (
              <TaskRow key={task.id} {...{ task, canWrite, now, onDone }} section={key} />
            ))}
          </ul>
          {total > tasks.length && (
            <p className="small muted day__more">
              Les {tasks.length} premières sur {total}.
            </p>
          )}
        </Section>
      ))}
    </div>
  );
}
