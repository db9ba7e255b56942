import { BulkActions } from "#app/bulk/bulk-actions.tsx";
import { useHotkey } from "#app/ui/hotkeys.ts";
import { SelectionBar, useSelection } from "#app/ui/selection.tsx";
import type { Opportunity } from "./opportunity.ts";
import type { Reader } from "./partnership-row.tsx";
import type { StageGroup } from "./pipeline-page.server.ts";
import type { PipelineStage } from "./stage.ts";
import { StageSection } from "./stage-section.tsx";
import type { Moves } from "./use-moves.ts";
import type { ChangeAnswer } from "./use-partnership.ts";

/** Which partnerships are ticked, and how one is. */
export type Ticks = { has: (id: string) => boolean; toggle: (id: string) => void };

/** The pipeline as a list, stage by stage; what is ticked is changed at once from the bar that floats over it. */
export function PipelineList({
  groups,
  stages,
  owners,
  found,
  reader,
  moves,
  onMove,
  onAnswer,
}: {
  /** The stages to show. */
  groups: StageGroup[];
  /** Every stage there is to move to. */
  stages: PipelineStage[];
  owners: { id: string; name: string }[];
  /** How many partnerships the filter finds, shown or not. */
  found: number;
  reader: Reader;
  moves: Moves;
  onMove: (row: Opportunity, stage: PipelineStage) => void;
  onAnswer: (row: Opportunity, answer: ChangeAnswer) => void;
}) {
  const selection = useSelection(
    groups.flatMap(({ page }) => page.rows),
    found,
  );
  useHotkey("Escape", selection.clear);
  const ticks: Ticks | null = reader.canWrite
    ? {
        has: (id) => selection.all || selection.state[id] === true,
        toggle: (id) =>
          selection.update(({ [id]: was, ...others }) => (was ? others : { ...others, [id]: true })),
      }
    : null;
  return (
    <>
      <div className="page__body pipeline">
        {groups.map((group) => (
          <StageSection key={group.id} {...{ group, reader, moves, ticks, onMove, onAnswer }} />
        ))}
      </div>
      {selection.count > 0 && (
        <div className="pipeline__selection">
          <SelectionBar selection={selection} total={found}>
            <BulkActions
              list="partnerships"
              whom={selection}
              choices={{ owners: owners.map(({ id, name }) => ({ value: id, label: name })), stages }}
              button="Modifier"
            />
          </SelectionBar>
        </div>
      )}
    </>
  );
}
