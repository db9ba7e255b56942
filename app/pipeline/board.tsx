import "./board.css";
import { type KeyboardEvent, type MouseEvent, useLayoutEffect, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { useLogDialog } from "#app/interactions/log-dialog.tsx";
import { isoDay } from "#app/ui/format.ts";
import { isField, useHotkey } from "#app/ui/hotkeys.ts";
import { cardBeside, foldedAtFirst, type Step } from "./board.ts";
import { BoardColumn } from "./board-column.tsx";
import { MoveSender } from "./move-sender.tsx";
import type { Opportunity } from "./opportunity.ts";
import type { Reader } from "./partnership-row.tsx";
import type { StageGroup } from "./pipeline-page.server.ts";
import type { PipelineStage } from "./stage.ts";
import { StageQuestion } from "./stage-question.tsx";
import { cardIn, idsIn, useBoardFocus } from "./use-board-focus.ts";
import { useBoardMoves } from "./use-board-moves.ts";
import { useCardDrag } from "./use-card-drag.ts";
import type { useChanges } from "./use-changes.ts";
import { useFolds } from "./use-folds.ts";
import type { ChangeAnswer } from "./use-partnership.ts";

/** What columns and cards ask of the board. */
export type BoardVerbs = {
  move: (row: Opportunity, stage: PipelineStage) => void;
  answered: (row: Opportunity, answer: ChangeAnswer) => void;
  fold: (stageId: string, folded: boolean) => void;
  remember: (rows: Opportunity[]) => void;
};

/**
 * The pipeline as columns of cards, moved by pointer, by keyboard or by « Déplacer vers ».
 * @param seen what the loader has read
 */
export function Board({
  groups,
  reader,
  seen,
  hear,
}: {
  groups: StageGroup[];
  reader: Reader;
  seen: object;
  hear: ReturnType<typeof useChanges>["hear"];
}) {
  const root = useRef<HTMLDivElement>(null);
  const [known] = useState(rowsKnown);
  const navigate = useNavigate();
  const log = useLogDialog();
  const today = isoDay(reader.now);
  const [atFirst] = useState(() =>
    foldedAtFirst(groups, Object.fromEntries(groups.map(({ id, page }) => [id, page.total]))),
  );
  const { isFolded, fold } = useFolds(groups.length > 1 ? atFirst : new Set());
  const first = groups.find(({ id, page }) => !isFolded(id) && page.rows.length > 0)?.page.rows[0]?.id;
  const focus = useBoardFocus(root, first ?? null);
  const moves = useBoardMoves({ root, seen, today, stages: reader.stages, hear, focus });
  const drag = useCardDrag(root, reader.canWrite, (id, stageId, { x, y }) => {
    const [row, stage] = [known.get(id), reader.stages.find((one) => one.id === stageId)];
    const width = cardIn(root, id)?.offsetWidth ?? 200;
    if (row && stage) moves.ask(row, stage, new DOMRect(x - width / 2, y - 20, width, 0));
  });
  const dragged = drag ? known.get(drag.id) : null;
  const latest = useRef<BoardVerbs>(null!);
  useLayoutEffect(() => {
    latest.current = {
      move: moves.ask,
      answered: moves.answered,
      fold: (stageId, folded) => {
        fold(stageId, folded);
        focus.onFold(stageId);
      },
      remember: known.remember,
    };
  });
  // Always the same, so that the cards that do not change are not drawn again.
  const [verbs] = useState<BoardVerbs>(() => ({
    move: (...told) => latest.current.move(...told),
    answered: (...told) => latest.current.answered(...told),
    fold: (...told) => latest.current.fold(...told),
    remember: (...told) => latest.current.remember(...told),
  }));
  useHotkey("ArrowDown", () => {
    if (!root.current?.contains(document.activeElement)) focus.goTo(focus.current);
  });

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const { target, key } = event;
    if (!(target instanceof HTMLElement) || isField(target) || event.ctrlKey || event.metaKey || event.altKey)
      return;
    const card = target.closest<HTMLElement>("[data-card]");
    if (!card || target.closest("[popover], dialog")) return;
    const id = card.dataset.card!;
    if (/^Arrow|^Home$|^End$/.test(key)) focus.goTo(cardBeside(idsIn(root), id, key as Step));
    else if (key.toLowerCase() === "d" && reader.canWrite) focus.open(id, "moves");
    else if (key.toLowerCase() === "n" && reader.canWrite)
      log({ institutionId: known.get(id)!.institutionId });
    else return;
    event.preventDefault();
    // The page has its own `N`, about no card in particular.
    event.nativeEvent.stopImmediatePropagation();
  }

  function onClick(event: MouseEvent<HTMLElement>) {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element && event.target.closest<HTMLElement>("a[data-opens]");
    const id = link && link.closest<HTMLElement>("[data-card]")?.dataset.card;
    if (!link || !id) return;
    event.preventDefault();
    const { opens } = link.dataset;
    if (opens === "file") void navigate(link.getAttribute("href")!);
    else focus.open(id, opens === "plans" ? "plans" : "moves");
  }

  return (
    <>
      {/* The cards inside are links and buttons; the board only answers to their keys. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions, jsx-a11y/click-events-have-key-events */}
      <div
        className={drag ? "board is-dragging" : "board"}
        ref={root}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onFocus={focus.onFocus}
        onBlur={focus.onBlur}
      >
        {groups.map((group) => (
          <BoardColumn
            key={group.id}
            {...{ group, reader, today, verbs, dragged, moves: moves.moves }}
            folded={isFolded(group.id)}
            current={focus.current}
            awake={focus.awake}
            over={drag?.over === group.id}
          />
        ))}
      </div>
      {Object.values(moves.requests).map((request) => (
        <MoveSender
          key={request.row.id}
          request={request}
          versionOf={moves.versionOf}
          onAnswer={moves.onAnswer}
        />
      ))}
      <StageQuestion
        row={moves.asking?.row ?? { institutionName: "", usage: null }}
        stage={moves.asking?.stage ?? null}
        now={reader.now}
        onClose={moves.forget}
        onAnswer={moves.tell}
      />
    </>
  );
}

/** The partnerships the columns have shown, by id: what is dragged or typed at is a card of the page. */
function rowsKnown() {
  const rows = new Map<string, Opportunity>();
  return {
    get: (id: string) => rows.get(id) ?? null,
    remember: (shown: Opportunity[]) => {
      for (const row of shown) rows.set(row.id, row);
    },
  };
}
