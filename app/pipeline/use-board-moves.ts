import { type RefObject, useLayoutEffect, useRef, useState } from "react";
import { cardBeside } from "./board.ts";
import { glide } from "./glide.ts";
import type { MoveRequest } from "./move-sender.tsx";
import type { Opportunity } from "./opportunity.ts";
import { asksOf, type PipelineStage } from "./stage.ts";
import { type BoardFocus, cardIn, idsIn } from "./use-board-focus.ts";
import type { useChanges } from "./use-changes.ts";
import { useMoves } from "./use-moves.ts";
import type { ChangeAnswer } from "./use-partnership.ts";

type Asking = { row: Opportunity; stage: PipelineStage; from: DOMRect | undefined };
/** A card on its way: where it left from, what it looked like, and who takes the focus if it goes out of sight. */
type Flight = { id: string; stageId: string; from: DOMRect; like: HTMLElement; next: string | null };

/** Moves of cards: asked what their stage asks, shown at once, sent, then kept or taken back with a sentence. */
export function useBoardMoves({
  root,
  seen,
  today,
  stages,
  hear,
  focus,
}: {
  root: RefObject<HTMLElement | null>;
  seen: object;
  today: string;
  stages: PipelineStage[];
  hear: ReturnType<typeof useChanges>["hear"];
  focus: BoardFocus;
}) {
  const { moves, begin, settle } = useMoves(seen);
  const [requests, setRequests] = useState<Record<string, MoveRequest>>({});
  const [asking, setAsking] = useState<Asking | null>(null);
  const versions = useRef(new Map<string, number>());
  const flight = useRef<Flight | null>(null);

  useLayoutEffect(() => {
    const going = flight.current;
    if (!going) return;
    flight.current = null;
    const card = cardIn(root, going.id);
    card?.scrollIntoView({ block: "nearest", inline: "nearest" });
    const end = card ?? root.current?.querySelector<HTMLElement>(`[data-stage="${going.stageId}"]`);
    if (end) glide(going.from, end, card ?? going.like);
    if (!card) focus.goTo(going.next);
  });

  function leave(id: string, stageId: string, from?: DOMRect) {
    const card = cardIn(root, id);
    if (!card) return;
    const columns = idsIn(root);
    const next = cardBeside(columns, id, "ArrowDown") ?? cardBeside(columns, id, "ArrowUp");
    const like = card.cloneNode(true) as HTMLElement;
    flight.current = { id, stageId, from: from ?? card.getBoundingClientRect(), like, next };
  }

  function send(row: Opportunity, stage: PipelineStage, answers: Record<string, string>, from?: DOMRect) {
    leave(row.id, stage.id, from);
    begin(row, stage, told(answers));
    setRequests((others) => ({ ...others, [row.id]: { row, fields: { ...answers, stage: stage.id } } }));
  }

  function ask(row: Opportunity, stage: PipelineStage, from?: DOMRect) {
    if (row.stageId === stage.id) return;
    if (asksOf(stage, row, today)) setAsking({ row, stage, from });
    else send(row, stage, {}, from);
  }

  function note(answer: ChangeAnswer) {
    if ("opportunity" in answer) versions.current.set(answer.opportunity.id, answer.opportunity.version);
  }

  return {
    moves,
    requests,
    asking,
    ask,
    forget: () => setAsking(null),
    tell: (answers: Record<string, string>) => {
      if (asking) send(asking.row, asking.stage, answers, asking.from);
    },
    versionOf: ({ id, version }: Opportunity) => Math.max(version, versions.current.get(id) ?? 0),
    onAnswer: ({ row, fields }: MoveRequest, answer: ChangeAnswer, waiting: boolean) => {
      note(answer);
      const stage = stages.find(({ id }) => id === fields.stage);
      const done = hear(row, answer, () => stage && send(row, stage, fields));
      if (waiting) return;
      if (!done) leave(row.id, row.stageId);
      settle(row.id, done);
    },
    answered: (row: Opportunity, answer: ChangeAnswer) => {
      note(answer);
      const done = hear(row, answer);
      if (done) settle(row.id, done);
    },
  };
}

/** What was answered to a stage, as the card shows it. */
function told(answers: Record<string, string>): Partial<Opportunity> {
  const { wakeOn, lostReason } = answers;
  const metric = answers["usage.metric"];
  const [date, value] = [answers["usage.date"] ?? "", Number(answers["usage.value"]?.replace(",", "."))];
  return {
    ...(wakeOn && { wakeOn }),
    ...(lostReason && { lostReason }),
    ...(metric && Number.isFinite(value) && { usage: { metric, date, value } }),
  };
}
