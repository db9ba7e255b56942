import { useState } from "react";
import { href, Link } from "react-router";
import { Button } from "#app/ui/button.tsx";
import { formatDate, isoDay } from "#app/ui/format.ts";
import { Icon } from "#app/ui/icon.tsx";
import { Aside } from "#app/ui/page.tsx";
import { StageLabel } from "#app/ui/stage.tsx";
import { AddToPipeline } from "./add-to-pipeline.tsx";
import { ClashDialog } from "./clash-dialog.tsx";
import { GestureCode } from "./gesture-code.tsx";
import { MovedByLine } from "./moved-by.tsx";
import type { Opportunity } from "./opportunity.ts";
import { asksOf, type PipelineStage, shapeOf } from "./stage.ts";
import { StageMenu } from "./stage-menu.tsx";
import { StageQuestion } from "./stage-question.tsx";
import { useChanges } from "./use-changes.ts";
import { usePartnership } from "./use-partnership.ts";

/** What the two parts of an institution's file that are about its partnership need to know. */
export type PanelReader = {
  stages: PipelineStage[];
  owners: { id: string; name: string }[];
  reachUnit: string;
  userId: string;
  canWrite: boolean;
  now: Date;
};

/** « Partenariat », in the side column of a file: the way gone, the way to go, and « Déplacer vers ». */
export function OpportunityPanel({
  institutionId,
  opportunity,
  reader,
}: {
  institutionId: string;
  /** null: not in the pipeline. */
  opportunity: Opportunity | null;
  reader: PanelReader;
}) {
  if (opportunity) return <InPipeline row={opportunity} reader={reader} />;
  return (
    <Aside title="Partenariat">
      <p className="muted">Cette institution n’est pas dans le pipeline.</p>
      {reader.canWrite && (
        <AddToPipeline fields={[["institutionId", institutionId]]}>
          <Button type="submit" look="secondary" icon="add-line">
            Ajouter au pipeline
          </Button>
        </AddToPipeline>
      )}
    </Aside>
  );
}

function InPipeline({ row, reader }: { row: Opportunity; reader: PanelReader }) {
  const { stages, owners, canWrite, now } = reader;
  const { hear, clash, forget } = useChanges();
  const { fetcher, shown, version } = usePartnership(row, stages, (answer) => hear(row, answer));
  const [asking, setAsking] = useState<PipelineStage | null>(null);
  const stage = stages.find(({ id }) => id === shown.stageId)!;
  const way = stages.filter(({ kind }) => kind === "open" || kind === "won");
  const at = way.indexOf(stage);
  const next = at < 0 ? undefined : way[at + 1];

  function move(to: PipelineStage, answer: Record<string, string> = {}) {
    void fetcher.submit(
      { stage: to.id, version, ...answer },
      { method: "post", action: href("/partenariats/:id/etape", { id: row.id }) },
    );
  }

  const menu = canWrite && (
    <StageMenu
      row={shown}
      stages={stages}
      today={isoDay(now)}
      choose={(to) => (asksOf(to, row, isoDay(now)) ? setAsking(to) : move(to))}
      className="chip chip--sm chip--ghost"
    >
      Déplacer vers <Icon name="arrow-down-s-line" />
    </StageMenu>
  );
  return (
    <Aside title="Partenariat" aside={menu}>
      <ol className="fr-raw-list stepper" aria-label="Étapes">
        {way.map((step, index) => (
          <li
            key={step.id}
            className={`stepper__step ${index === at ? "is-now" : index < at ? "is-done" : ""}`}
            title={step.name}
            aria-current={index === at ? "step" : undefined}
          >
            <span className="fr-sr-only">{step.name}</span>
          </li>
        ))}
      </ol>
      <p className="row">
        <StageLabel stage={shapeOf(stage, stages)} />
        {next && <span className="muted small push">puis {next.name}</span>}
        {stage.kind === "dormant" && shown.wakeOn && (
          <span className="muted small push">jusqu’au {formatDate(shown.wakeOn)}</span>
        )}
      </p>
      <MovedByLine row={shown} now={now} />
      {stage.kind === "lost" && shown.lostReason && <p className="muted small">{shown.lostReason}</p>}
      <p className="small">
        <Link to={href("/partenariats/:id", { id: row.id })}>Portée, responsable</Link>
      </p>
      {canWrite && <GestureCode id={row.id} />}
      <StageQuestion
        row={row}
        stage={asking}
        now={now}
        onClose={() => setAsking(null)}
        onAnswer={(answer) => asking && move(asking, answer)}
      />
      <ClashDialog clash={clash} names={{ stages, owners }} onClose={forget} onAnswer={hear} />
    </Aside>
  );
}
