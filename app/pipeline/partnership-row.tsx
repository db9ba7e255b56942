import { useState } from "react";
import { href, Link } from "react-router";
import { formatDay, formatNumber, isoDay, type Moment, plural } from "#app/ui/format.ts";
import { Icon } from "#app/ui/icon.tsx";
import { Avatar } from "#app/ui/page.tsx";
import { StageGlyph } from "#app/ui/stage.tsx";
import { daysAtStage } from "./days-at-stage.ts";
import { NextStep } from "./next-step.tsx";
import type { Opportunity } from "./opportunity.ts";
import type { Ticks } from "./pipeline-list.tsx";
import { RowMenu } from "./row-menu.tsx";
import { asksOf, type PipelineStage, shapeOf } from "./stage.ts";
import { StageMenu } from "./stage-menu.tsx";
import { StageQuestion } from "./stage-question.tsx";
import { type ChangeAnswer, usePartnership } from "./use-partnership.ts";

/** What every row of the pipeline needs to know. */
export type Reader = {
  stages: PipelineStage[];
  now: Date;
  userId: string;
  reachUnit: string;
  canWrite: boolean;
};

/** One partnership in a line: where it is, what is next, since when; each changed in place. */
export function PartnershipRow({
  row,
  reader,
  ticks,
  onMove,
  onAnswer,
}: {
  row: Opportunity;
  reader: Reader;
  /** Null for who only reads. */
  ticks: Ticks | null;
  onMove: (row: Opportunity, stage: PipelineStage) => void;
  onAnswer: (row: Opportunity, answer: ChangeAnswer) => void;
}) {
  const { stages, now, userId, reachUnit, canWrite } = reader;
  const partnership = usePartnership(row, stages, (answer) => onAnswer(row, answer));
  const { fetcher, shown, version, pending } = partnership;
  const [asking, setAsking] = useState<PipelineStage | null>(null);
  const stage = stages.find(({ id }) => id === row.stageId)!;
  const { kind, rank } = shapeOf(stage, stages);
  const name = row.institutionName;
  const glyph = (
    <span className={`stage stage--${kind}`}>
      <StageGlyph kind={kind} rank={rank} />
    </span>
  );

  function move(to: PipelineStage, answer: Record<string, string> = {}) {
    void fetcher.submit(
      { stage: to.id, version, ...answer },
      { method: "post", action: href("/partenariats/:id/etape", { id: row.id }) },
    );
    onMove(row, to);
  }

  return (
    <li className="deal" data-deal={row.id} aria-busy={pending}>
      {ticks ? (
        <input
          type="checkbox"
          className="deal__tick"
          aria-label={`Sélectionner ${name}`}
          checked={ticks.has(row.id)}
          onChange={() => ticks.toggle(row.id)}
        />
      ) : (
        <span />
      )}
      <span className="deal__stage">
        {canWrite ? (
          <StageMenu
            row={row}
            stages={stages}
            today={isoDay(now)}
            choose={(to) => (asksOf(to, row, isoDay(now)) ? setAsking(to) : move(to))}
            className="icon-btn"
            label={`${name}\u00A0: ${stage.name}, déplacer (D)`}
          >
            {glyph}
            <Icon name="arrow-down-s-line" size="xs" />
          </StageMenu>
        ) : (
          glyph
        )}
      </span>
      <span className="deal__name clip">
        <Link
          className="fr-raw-link strong"
          to={href("/institutions/:id", { id: row.institutionId })}
          discover="none"
          title={name}
        >
          {name}
        </Link>{" "}
        {row.territory && <span className="muted small">{row.territory}</span>}
      </span>
      <NextStep row={shown} stage={stage} partnership={partnership} now={now} canWrite={canWrite} />
      <SinceStage row={row} stage={stage} now={now} />
      <span
        className="deal__reach num muted"
        title={row.reach === null ? undefined : plural(row.reach, reachUnit, reachUnit)}
      >
        {row.reach !== null && formatNumber(row.reach)}
      </span>
      <span className="deal__owner">
        {row.ownerName && <Avatar name={row.ownerName} me={row.ownerId === userId} />}
      </span>
      <span className="deal__more">{canWrite && <RowMenu row={row} />}</span>
      <StageQuestion
        row={row}
        stage={asking}
        now={now}
        onClose={() => setAsking(null)}
        onAnswer={(answer) => asking && move(asking, answer)}
      />
    </li>
  );
}

/** « 12 j » at this stage. */
function SinceStage({ row, stage, now }: { row: Opportunity; stage: PipelineStage; now: Moment }) {
  const days = daysAtStage(row, now);
  return (
    <time
      className="deal__since num muted"
      dateTime={row.stageSince}
      title={`${stage.name} depuis le ${formatDay(row.stageSince)}`}
    >
      {formatNumber(days)}
      {"\u00A0"}j
    </time>
  );
}
