import { href } from "react-router";
import { useLogDialog } from "#app/interactions/log-dialog.tsx";
import { isoDay } from "#app/ui/format.ts";
import { Icon } from "#app/ui/icon.tsx";
import { MenuButton, MenuLink, MenuRule } from "#app/ui/menu.tsx";
import type { BoardVerbs } from "./board.tsx";
import { NextActionEditor } from "./next-action-editor.tsx";
import type { Opportunity } from "./opportunity.ts";
import { StageMenu } from "./stage-menu.tsx";
import type { PipelineStage } from "./stage.ts";
import { usePartnership } from "./use-partnership.ts";

/** What can be done in place with the card that has the focus: planning, « Déplacer vers », and the rest. */
export function ActiveActs({
  row,
  stages,
  now,
  verbs,
}: {
  row: Opportunity;
  stages: PipelineStage[];
  now: Date;
  verbs: BoardVerbs;
}) {
  const { id, institutionId, institutionName, nextAction } = row;
  const log = useLogDialog();
  const partnership = usePartnership(row, stages, (answer) => verbs.answered(row, answer), "action");
  const done = () =>
    void partnership.fetcher.submit(
      { title: nextAction ?? "" },
      { method: "post", action: href("/partenariats/:id/action/faite", { id }) },
    );
  const more = (
    <>
      <MenuRule />
      {nextAction && (
        <MenuButton onClick={done}>
          <Icon name="check-line" />
          <span className="fill clip">
            Fait{"\u00A0"}: {nextAction}
          </span>
        </MenuButton>
      )}
      <MenuButton onClick={() => log({ institutionId })}>
        <Icon name="chat-history-line" />
        <span className="fill">Noter un échange</span>
        <kbd className="kbd">N</kbd>
      </MenuButton>
      <MenuLink to={href("/partenariats/:id", { id })}>
        <Icon name="edit-line" /> Portée, responsable, retrait
      </MenuLink>
    </>
  );
  return (
    <span className="kcard__acts">
      <NextActionEditor
        {...{ row, partnership, now }}
        className="icon-btn kcard__act"
        label={`Prochaine action, ${institutionName}`}
      >
        <Icon name="edit-line" />
      </NextActionEditor>
      <StageMenu
        {...{ row, stages, more }}
        today={isoDay(now)}
        choose={(stage) => verbs.move(row, stage)}
        className="icon-btn kcard__act"
        label={`Déplacer ${institutionName}`}
      >
        <Icon name="more-fill" />
      </StageMenu>
    </span>
  );
}
