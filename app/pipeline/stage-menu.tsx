import { type KeyboardEvent, type ReactNode, useState } from "react";
import { href, Link } from "react-router";
import { useHydrated } from "#app/ui/hydrated.ts";
import { Menu, MenuButton, MenuRule, MenuTitle } from "#app/ui/menu.tsx";
import { StageGlyph } from "#app/ui/stage.tsx";
import type { Opportunity } from "./opportunity.ts";
import { type Asked, asksOf, type PipelineStage, shapeOf } from "./stage.ts";

const ASKED: Record<Asked, string> = {
  ...{ wakeOn: "demande une date", lostReason: "demande un motif", usage: "demande un usage" },
};

/**
 * « Déplacer vers »: the stages, each with its key. Drawn when it is about to open, since a page holds hundreds;
 * before JavaScript, a link to the form.
 */
export function StageMenu({
  row,
  stages,
  today,
  choose,
  className,
  label,
  more,
  children,
}: {
  row: Pick<Opportunity, "id" | "stageId" | "usage">;
  stages: PipelineStage[];
  /** « YYYY-MM-DD » */
  today: string;
  choose: (stage: PipelineStage) => void;
  className: string;
  /** The name of the button. */
  label?: string;
  /** What follows the stages in the menu. */
  more?: ReactNode;
  children: ReactNode;
}) {
  const [drawn, setDrawn] = useState(false);
  const draw = () => setDrawn(true);
  const naming = { className, "aria-label": label, title: label };
  if (!useHydrated())
    return (
      <Link
        {...naming}
        className={`${className} fr-raw-link`}
        to={href("/partenariats/:id/etape", { id: row.id })}
        discover="none"
      >
        {children}
      </Link>
    );
  return (
    <Menu
      label="Déplacer vers"
      button={children}
      opener={{ ...naming, "data-moves": row.id, onPointerEnter: draw, onFocus: draw } as object}
    >
      {drawn && (
        <div role="none" onKeyDown={(event) => chooseByKey(event)}>
          <MenuTitle>Déplacer vers</MenuTitle>
          {stages.map((stage, index) => (
            <Line
              key={stage.id}
              {...{ stage, stages, row, today }}
              place={index}
              here={stage.id === row.stageId}
              choose={() => choose(stage)}
            />
          ))}
          {more}
        </div>
      )}
    </Menu>
  );
}

type LineProps = {
  row: Pick<Opportunity, "usage">;
  today: string;
  stage: PipelineStage;
  stages: PipelineStage[];
  place: number;
  here: boolean;
  choose: () => void;
};

function Line({ row, today, stage, stages, place, here, choose }: LineProps) {
  const { kind, name, rank } = shapeOf(stage, stages);
  const asked = asksOf(stage, row, today);
  const key = place < 10 ? String((place + 1) % 10) : undefined;
  const first = (kind === "dormant" || kind === "lost") && isFirstAside(stages, stage);
  return (
    <>
      {first && <MenuRule />}
      <MenuButton onClick={here ? undefined : choose} aria-disabled={here} data-key={key}>
        <span className={`stage stage--${kind} fill`}>
          <StageGlyph kind={kind} rank={rank} />
          {name}
        </span>
        {asked && !here && <span className="small muted">{ASKED[asked]}</span>}
        {here ? <span className="small muted">ici</span> : key && <kbd className="kbd">{key}</kbd>}
      </MenuButton>
    </>
  );
}

/** What is set aside comes after a rule. */
function isFirstAside(stages: PipelineStage[], stage: PipelineStage): boolean {
  return stages.find(({ kind }) => kind === "dormant" || kind === "lost") === stage;
}

function chooseByKey(event: KeyboardEvent<HTMLElement>) {
  if (!/^\d$/.test(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  event.currentTarget.querySelector<HTMLElement>(`[data-key="${event.key}"]`)?.click();
}
