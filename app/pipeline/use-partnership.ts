import { useEffect, useEffectEvent } from "react";
import { type Fetcher, useFetcher } from "react-router";
import type { FormAnswer } from "#app/ui/form.tsx";
import { movedTo, type Opportunity } from "./opportunity.ts";
import type { PipelineStage } from "./stage.ts";
import type { StaleVersion } from "./stale-version.server.ts";

/** What a change of a partnership answers: done, and how to undo it; or refused. */
export type ChangeAnswer =
  | { opportunity: Opportunity; setId: string; message: string }
  | (FormAnswer & { stale?: StaleVersion; again?: boolean });

export type Partnership = ReturnType<typeof usePartnership>;

/** A row may be drawn again elsewhere while its answer arrives: each answer is heard once. */
const heard = new WeakSet<object>();

/**
 * A partnership as it is about to be: what is being sent shows at once, and the version is the last one known.
 * @param onAnswer called once for each answer
 * @param key what is sent here, where something else sends the moves
 */
export function usePartnership(
  row: Opportunity,
  stages: PipelineStage[],
  onAnswer: (answer: ChangeAnswer) => void,
  key = "partenariat",
) {
  const fetcher = useFetcher<ChangeAnswer>({ key: `${key}-${row.id}` });
  const { data, formData, formAction, state } = fetcher;
  useAnswer(fetcher, onAnswer);
  const answered = data && "opportunity" in data ? data.opportunity : null;
  const known = answered && answered.version > row.version ? answered : row;
  const sending = formData && formAction ? sent(known, stages, formData, formAction) : known;
  return { fetcher, shown: sending, version: known.version, pending: state !== "idle" };
}

/** Hears each answer once, when the lists have been read again. */
export function useAnswer(
  { data, state }: Pick<Fetcher<ChangeAnswer>, "data" | "state">,
  onAnswer: (answer: ChangeAnswer) => void,
) {
  const hear = useEffectEvent((answer: ChangeAnswer) => {
    if (heard.has(answer)) return;
    heard.add(answer);
    onAnswer(answer);
  });
  useEffect(() => {
    if (data && state === "idle") hear(data);
  }, [data, state]);
}

/** What the row will be if the server agrees. */
function sent(row: Opportunity, stages: PipelineStage[], form: FormData, action: string): Opportunity {
  const stage = action.endsWith("/etape") && stages.find(({ id }) => id === form.get("stage"));
  if (stage) return movedTo(row, stage, new Date());
  if (action.endsWith("/action/faite")) return { ...row, nextAction: null, nextActionAt: null };
  if (!action.endsWith("/action")) return row;
  const owner = form.get("nextActionOwner");
  return {
    ...row,
    // « Retirer » adds an empty one after what is typed.
    nextAction: text(form.getAll("nextAction").at(-1)),
    nextActionAt: text(form.get("nextActionAt")),
    nextActionOwner: owner === "them" ? "them" : "us",
  };
}

function text(value: FormDataEntryValue | null | undefined): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
