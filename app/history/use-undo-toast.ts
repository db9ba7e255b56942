import { useEffect, useEffectEvent } from "react";
import { useToast } from "#app/ui/toast.tsx";
import { useUndo } from "./use-undo.ts";

/** What an action answers that can be undone as one. */
export type Done = { setId: string; message: string };

/** Says once what was done, with « Annuler »; then does what follows. */
export function useUndoToast(answer: unknown, then?: () => void): void {
  const toast = useToast();
  const undo = useUndo();
  const say = useEffectEvent(({ message, setId }: Done) => {
    toast({ message, undo: () => undo(setId) });
    then?.();
  });
  useEffect(() => {
    if (isDone(answer)) say(answer);
  }, [answer]);
}

function isDone(answer: unknown): answer is Done {
  return typeof answer === "object" && answer !== null && "setId" in answer && "message" in answer;
}
