import { memo, useEffect } from "react";
import { Link } from "react-router";
import { formatNumber, plural } from "#app/ui/format.ts";
import { Icon } from "#app/ui/icon.tsx";
import { useKeysetRows } from "#app/ui/keyset.ts";
import { StageGlyph } from "#app/ui/stage.tsx";
import { placeAmong } from "./board.ts";
import { BoardCard } from "./board-card.tsx";
import type { BoardVerbs } from "./board.tsx";
import type { Opportunity } from "./opportunity.ts";
import type { Reader } from "./partnership-row.tsx";
import type { StageGroup } from "./pipeline-page.server.ts";
import { type Moves, rowsAt } from "./use-moves.ts";

type Props = {
  group: StageGroup;
  reader: Reader;
  today: string;
  moves: Moves;
  folded: boolean;
  /** The card that had the focus last, and whether any had. */
  current: string | null;
  awake: boolean;
  /** The card being dragged, and whether it is over this column. */
  dragged: Opportunity | null;
  over: boolean;
  verbs: BoardVerbs;
};

/** A stage and its cards, or a thin column that unfolds; both take what is dropped on them. */
export const BoardColumn = memo(function BoardColumn(props: Props) {
  const { group, reader, today, moves, folded, current, awake, dragged, over, verbs } = props;
  const page = useKeysetRows(group.page, { etape: group.id });
  const rows = rowsAt(group.id, page.rows, moves);
  useEffect(() => verbs.remember(rows));
  const total = Math.max(rows.length, page.total + rows.length - page.rows.length);
  const { kind, name, rank } = group.shape;
  const titleId = `etape-${group.id}`;
  const glyph = (
    <span className={`stage stage--${kind}`}>
      <StageGlyph kind={kind} rank={rank} />
    </span>
  );
  if (folded)
    return (
      <section className={over ? "strip is-over" : "strip"} data-stage={group.id} aria-labelledby={titleId}>
        <button
          type="button"
          className="strip__unfold"
          data-fold
          aria-expanded="false"
          title={`Déplier ${name}`}
          onClick={() => verbs.fold(group.id, false)}
        >
          {glyph}
          <span className="strip__label" id={titleId} role="heading" aria-level={2}>
            {name}
          </span>
          <span className="muted num">{formatNumber(total)}</span>
        </button>
      </section>
    );
  const landing = over && dragged && dragged.stageId !== group.id ? placeAmong(rows, dragged) : -1;
  // Tab comes to one card of each column: the one that had the focus, or the first.
  const keyed = rows.some(({ id }) => id === current) ? current : rows[0]?.id;
  const cards = rows.map((row) => (
    <BoardCard
      key={row.id}
      {...{ row, stage: group, today, reader, verbs }}
      keyed={row.id === keyed}
      awake={awake && row.id === current}
      dragged={row.id === dragged?.id}
    />
  ));
  if (landing >= 0)
    cards.splice(
      landing,
      0,
      <li key="ici" ref={inSight} className="kcard kcard--ghost" aria-hidden="true" />,
    );
  return (
    <section
      className={over && dragged?.stageId !== group.id ? "column is-over" : "column"}
      data-stage={group.id}
      aria-labelledby={titleId}
    >
      <header className="column__head">
        {glyph}
        <h2 id={titleId}>{name}</h2>
        <span className="muted num">{formatNumber(total)}</span>
        <button
          type="button"
          className="icon-btn column__fold"
          data-fold
          aria-expanded="true"
          aria-label={`Replier ${name}`}
          title="Replier"
          onClick={() => verbs.fold(group.id, true)}
        >
          <Icon name="arrow-left-s-line" />
        </button>
      </header>
      {cards.length > 0 && (
        <ol className="fr-raw-list column__cards" data-cards>
          {cards}
        </ol>
      )}
      {page.nextHref && (
        <Link
          className="column__more small muted fr-raw-link"
          to={page.nextHref}
          aria-busy={page.loading}
          discover="none"
          onClick={(event) => {
            event.preventDefault();
            page.loadMore();
          }}
        >
          {page.loading ? "Un instant…" : `Afficher ${plural(Math.max(0, total - rows.length), "autre")}`}
        </Link>
      )}
    </section>
  );
});

/** Where a card would land is worth seeing, in a long column too. */
function inSight(place: HTMLElement | null) {
  place?.scrollIntoView({ block: "nearest" });
}
