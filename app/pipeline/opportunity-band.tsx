import { href } from "react-router";
import { formatDateTime, formatDay, formatNumber, relativeDays } from "#app/ui/format.ts";
import { Icon } from "#app/ui/icon.tsx";
import { Avatar, Due, NoNextAction } from "#app/ui/page.tsx";
import { StageLabel } from "#app/ui/stage.tsx";
import { daysAtStage } from "./days-at-stage.ts";
import { NextActionEditor } from "./next-action-editor.tsx";
import { dueOf } from "./next-step.tsx";
import { lacksNextAction, type Opportunity } from "./opportunity.ts";
import type { PanelReader } from "./opportunity-panel.tsx";
import { shapeOf } from "./stage.ts";
import { useChanges } from "./use-changes.ts";
import { usePartnership } from "./use-partnership.ts";

/** The band at the head of a file: the next action first and loudest, then where things stand. */
export function OpportunityBand({
  opportunity,
  lastInteractionAt,
  reader,
}: {
  opportunity: Opportunity;
  lastInteractionAt: Date | string | null;
  reader: PanelReader;
}) {
  const { stages, reachUnit, userId, canWrite, now } = reader;
  const { hear } = useChanges();
  const partnership = usePartnership(opportunity, stages, (answer) => hear(opportunity, answer));
  const { fetcher, shown } = partnership;
  const stage = stages.find(({ id }) => id === shown.stageId)!;
  const days = daysAtStage(shown, now);
  const lacking = lacksNextAction(stage, { dueOn: shown.nextActionAt });
  const due = dueOf(shown, stage);
  return (
    <dl className="headline">
      <div className="headline__next fill">
        <dt>Prochaine action</dt>
        <dd>
          {shown.nextAction && <span className="strong">{shown.nextAction}</span>}
          {shown.nextAction && shown.nextActionOwner === "them" && <span className="role">eux</span>}
          {due && <Due date={due} today={now} />}
          {lacking && !shown.nextAction && <NoNextAction />}
          {lacking && shown.nextAction && <span className="due due--none">sans date</span>}
          {canWrite && shown.nextAction && (
            <fetcher.Form
              method="post"
              action={href("/partenariats/:id/action/faite", { id: opportunity.id })}
            >
              <input type="hidden" name="title" value={shown.nextAction} />
              <button type="submit" className="chip chip--sm">
                <Icon name="check-line" />
                Fait
              </button>
            </fetcher.Form>
          )}
          {canWrite && (
            <NextActionEditor {...{ partnership, now }} row={shown} className="chip chip--sm chip--ghost">
              {shown.nextAction ? "Reporter" : "Planifier"}
            </NextActionEditor>
          )}
        </dd>
      </div>
      <div>
        <dt>Étape</dt>
        <dd>
          <StageLabel stage={shapeOf(stage, stages)} />
          <time className="muted" dateTime={shown.stageSince} title={formatDay(shown.stageSince)}>
            {days === 0
              ? "depuis aujourd’hui"
              : `depuis ${formatNumber(days)}\u00A0jour${days > 1 ? "s" : ""}`}
          </time>
        </dd>
      </div>
      <div>
        <dt>Dernier échange</dt>
        <dd title={lastInteractionAt ? formatDateTime(lastInteractionAt) : undefined}>
          {relativeDays(lastInteractionAt, now)}
        </dd>
      </div>
      {shown.reach !== null && (
        <div>
          <dt>Portée</dt>
          <dd>
            {formatNumber(shown.reach)} {reachUnit}
          </dd>
        </div>
      )}
      {shown.ownerName && (
        <div>
          <dt>Responsable</dt>
          <dd>
            <Avatar name={shown.ownerName} me={shown.ownerId === userId} decorative />
            {shown.ownerName}
          </dd>
        </div>
      )}
    </dl>
  );
}
