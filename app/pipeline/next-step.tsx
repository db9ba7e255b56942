import { href } from "react-router";
import { IconButton } from "#app/ui/button.tsx";
import { Due, NoNextAction } from "#app/ui/page.tsx";
import { NextActionEditor } from "./next-action-editor.tsx";
import { lacksNextAction, type Opportunity } from "./opportunity.ts";
import type { PipelineStage } from "./stage.ts";
import type { Partnership } from "./use-partnership.ts";

/** What is to be done next with a partnership, by when, and « Fait »; or why it waits. */
export function NextStep({
  row,
  stage,
  partnership,
  now,
  canWrite,
}: {
  row: Opportunity;
  stage: PipelineStage;
  partnership: Partnership;
  now: Date;
  canWrite: boolean;
}) {
  const { fetcher } = partnership;
  const words = <NextWords row={row} stage={stage} />;
  const due = dueOf(row, stage);
  return (
    <>
      <span className="deal__next">
        {canWrite ? (
          <NextActionEditor
            {...{ row, partnership, now }}
            className="deal__edit"
            label={row.nextAction ? undefined : `Planifier la prochaine action, ${row.institutionName}`}
          >
            {words}
          </NextActionEditor>
        ) : (
          words
        )}
      </span>
      <span className="deal__due">{due && <Due date={due} today={now} />}</span>
      <span className="deal__done">
        {canWrite && row.nextAction && (
          <fetcher.Form method="post" action={href("/partenariats/:id/action/faite", { id: row.id })}>
            <input type="hidden" name="title" value={row.nextAction} />
            <IconButton type="submit" icon="check-line" label={`Fait\u00A0: ${row.nextAction}`} />
          </fetcher.Form>
        )}
      </span>
    </>
  );
}

function NextWords({ row, stage }: { row: Opportunity; stage: PipelineStage }) {
  const { nextAction, nextActionAt, nextActionOwner, lostReason } = row;
  const lacking = lacksNextAction(stage, { dueOn: nextActionAt });
  if (!nextAction) {
    if (lacking) return <NoNextAction />;
    return (
      <span className="muted clip">
        {lostReason ?? (stage.kind === "dormant" ? "Revenir vers elle" : "Planifier")}
      </span>
    );
  }
  return (
    <>
      <span className="clip" title={nextAction}>
        {nextAction}
      </span>
      {nextActionOwner === "them" && <span className="role">eux</span>}
      {lacking && <span className="due due--none">sans date</span>}
    </>
  );
}

/** When somebody is next to do something: a partnership asleep wakes up, one that has ended does not. */
export function dueOf(row: Opportunity, stage: Pick<PipelineStage, "kind">): string | null {
  if (stage.kind === "lost") return null;
  return stage.kind === "dormant" ? row.wakeOn : row.nextActionAt;
}
