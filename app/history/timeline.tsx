import { href, Link } from "react-router";
import { type InteractionKind, KIND_LABELS } from "#app/interactions/interaction.ts";
import type { PipelineStage } from "#app/pipeline/stage.ts";
import { Icon } from "#app/ui/icon.tsx";
import { Menu, MenuTitle } from "#app/ui/menu.tsx";
import { withParams } from "#app/ui/url.ts";
import { TimelineLine } from "./timeline-line.tsx";
import type { TimelinePage } from "./timeline.ts";
import { useTimeline } from "./use-timeline.ts";

/** « Échanges »: what happened with an institution, the newest first. */
export function Timeline({
  institutionId,
  page,
  kind = null,
  stages,
  canWrite = false,
  now,
}: {
  institutionId: string;
  page: TimelinePage;
  /** The only kind of exchange the page holds. */
  kind?: InteractionKind | null;
  stages: PipelineStage[];
  /** Whether what was noted can be corrected. */
  canWrite?: boolean;
  now: Date;
}) {
  const here = href("/institutions/:id/echanges", { id: institutionId });
  const timeline = useTimeline(here, page, kind);
  const { items, total, nextCursor } = timeline.page;
  const pageOf = (changes: Record<string, string | null>) =>
    here + withParams("", { type: timeline.kind, ...changes });
  return (
    <section aria-labelledby="echanges" aria-busy={timeline.loading}>
      <div className="row timeline__head">
        <h2 id="echanges">Échanges</h2>
        <span className="muted">{total}</span>
        <span className="push">
          <Menu
            label="Types d’échanges"
            align="end"
            opener={{ className: "chip chip--sm chip--ghost" }}
            button={
              <>
                <Icon name="filter-line" />
                {timeline.kind ? KIND_LABELS[timeline.kind] : "Tous les types"}
              </>
            }
          >
            <MenuTitle>Montrer</MenuTitle>
            {[null, ...(Object.keys(KIND_LABELS) as InteractionKind[])].map((one) => (
              <Link
                key={one ?? ""}
                role="menuitemradio"
                aria-checked={timeline.kind === one}
                tabIndex={-1}
                className="menu__item fr-raw-link"
                to={pageOf({ type: one })}
                onClick={(event) => {
                  event.preventDefault();
                  timeline.show(one);
                }}
              >
                <span className="menu__check">{timeline.kind === one && <Icon name="check-line" />}</span>
                {one ? KIND_LABELS[one] : "Tous les types"}
              </Link>
            ))}
          </Menu>
        </span>
      </div>
      {items.length === 0 ? (
        <p className="muted">
          {timeline.kind
            ? "Aucun échange de ce type."
            : "Aucun échange pour l’instant. Notez le premier dès qu’il a lieu."}
        </p>
      ) : (
        <ol className="fr-raw-list">
          {items.map((entry) => (
            <TimelineLine key={`${entry.type} ${entry.id}`} {...{ entry, stages, canWrite, now }} />
          ))}
        </ol>
      )}
      {nextCursor && (
        <Link
          className="small"
          to={pageOf({ curseur: nextCursor })}
          onClick={(event) => {
            event.preventDefault();
            timeline.more();
          }}
        >
          {timeline.loading ? "Un instant…" : "Plus ancien"}
        </Link>
      )}
    </section>
  );
}
