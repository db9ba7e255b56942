import { useEffect, useEffectEvent, useRef } from "react";
import { href, useFetcher } from "react-router";
import type { Opportunity } from "./opportunity.ts";
import { type ChangeAnswer, useAnswer } from "./use-partnership.ts";

/** A move to be sent: where to, and what the stage asked for. */
export type MoveRequest = { row: Opportunity; fields: Record<string, string> };

/**
 * Sends the moves of one card, one after the other: the next one is drawn from what the one before has made. A card
 * may leave the sight before its answer comes, so this is not the card's own.
 * @param onAnswer also told whether another move of the same card waits
 */
export function MoveSender({
  request,
  versionOf,
  onAnswer,
}: {
  request: MoveRequest;
  versionOf: (row: Opportunity) => number;
  onAnswer: (request: MoveRequest, answer: ChangeAnswer, waiting: boolean) => void;
}) {
  const { row } = request;
  const fetcher = useFetcher<ChangeAnswer>({ key: `partenariat-${row.id}` });
  const sent = useRef<MoveRequest | null>(null);
  const { state } = fetcher;
  useAnswer(fetcher, (answer) => onAnswer(sent.current ?? request, answer, sent.current !== request));
  const send = useEffectEvent(() => {
    sent.current = request;
    void fetcher.submit(
      { ...request.fields, version: versionOf(row) },
      { method: "post", action: href("/partenariats/:id/etape", { id: row.id }) },
    );
  });
  useEffect(() => {
    if (state === "idle" && sent.current !== request) send();
  }, [state, request]);
  return null;
}
