import { type ReactNode, useCallback, useEffect, useEffectEvent, useRef } from "react";
import { href, useFetcher } from "react-router";
import type { FormAnswer } from "#app/ui/form.tsx";
import { useToast } from "#app/ui/toast.tsx";
import { UndoContext } from "./use-undo.ts";

type Undoing = { message: string; kept: unknown[] } | FormAnswer;

/**
 * Undoes change sets for every page, one after the other. In the shell and not in the page: a toast outlives the page
 * that showed it, and its « Annuler » must too.
 */
export function UndoProvider({ children }: { children: ReactNode }) {
  const { data, state, submit } = useFetcher<Undoing>({ key: "annulation" });
  const waiting = useRef<string[]>([]);
  const busy = useRef(false);
  const toast = useToast();

  const sendNext = useCallback(() => {
    const id = busy.current ? undefined : waiting.current.shift();
    if (id === undefined) return;
    busy.current = true;
    void submit(null, { method: "post", action: href("/modifications/:id/annulation", { id }) });
  }, [submit]);
  const undo = useCallback(
    (setId: string) => {
      waiting.current.push(setId);
      sendNext();
    },
    [sendNext],
  );

  const say = useEffectEvent((answer: Undoing) => {
    if ("kept" in answer)
      return toast({ message: answer.message, tone: answer.kept.length > 0 ? "error" : "plain" });
    const message = Object.values(answer.errors ?? {}).flat();
    return toast({ message: message.join(" "), tone: "error" });
  });
  useEffect(() => {
    if (data) say(data);
  }, [data]);

  const settle = useEffectEvent(() => {
    busy.current = false;
    sendNext();
  });
  useEffect(() => {
    if (state === "idle") settle();
  }, [state]);
  return <UndoContext value={undo}>{children}</UndoContext>;
}
