import "./pipeline.css";
import { Link } from "react-router";
import { formatNumber, plural } from "#app/ui/format.ts";
import { useKeysetRows } from "#app/ui/keyset.ts";
import { StageGlyph } from "#app/ui/stage.tsx";
import type { Opportunity } from "./opportunity.ts";
import type { StageGroup } from "./pipeline-page.server.ts";
import { PartnershipRow, type Reader } from "./partnership-row.tsx";
import type { Ticks } from "./pipeline-list.tsx";
import type { PipelineStage } from "./stage.ts";
import { type Moves, rowsAt } from "./use-moves.ts";
import type { ChangeAnswer } from "./use-partnership.ts";

/** A stage and its partnerships, what is to be done first first. */
export function StageSection({
  group,
  reader,
  moves,
  ticks,
  onMove,
  onAnswer,
}: {
  group: StageGroup;
  reader: Reader;
  moves: Moves;
  ticks: Ticks | null;
  onMove: (row: Opportunity, stage: PipelineStage) => void;
  onAnswer: (row: Opportunity, answer: ChangeAnswer) => void;
}) {
  const page = useKeysetRows(group.page, { etape: group.id });
  const rows = rowsAt(group.id, page.rows, moves);
  const total = page.total + rows.length - page.rows.length;
  const others = total - rows.length;
  const { kind, name, rank } = group.shape;
  return (
    <section className="deals" aria-labelledby={`etape-${group.id}`}>
      <div className="deals__head row">
        <h2 id={`etape-${group.id}`} className={`stage stage--${kind}`}>
          <StageGlyph kind={kind} rank={rank} />
          <span className="strong">{name}</span>
        </h2>
        <span className="muted">{formatNumber(total)}</span>
        {group.lacking > 0 && (
          <span className="small is-warn push">
            {plural(group.lacking, "sans prochaine action", "sans prochaine action")}
          </span>
        )}
      </div>
      {rows.length > 0 && (
        <ol className="fr-raw-list">
          {rows.map((row) => (
            <PartnershipRow key={row.id} {...{ row, reader, ticks, onMove, onAnswer }} />
          ))}
        </ol>
      )}
      {page.nextHref && (
        <Link
          className="deals__more small muted fr-raw-link"
          to={page.nextHref}
          aria-busy={page.loading}
          onClick={(event) => {
            event.preventDefault();
            page.loadMore();
          }}
        >
          {page.loading ? "Un instant…" : `Afficher ${plural(others, "autre")}`}
        </Link>
      )}
    </section>
  );
}
