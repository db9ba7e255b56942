import { useEffect, useEffectEvent } from "react";
import { href, useFetcher } from "react-router";
import type { FormAnswer } from "#app/ui/form.tsx";
import { useToast } from "#app/ui/toast.tsx";

type Undoing = { message: string; kept: unknown[] } | FormAnswer;

/** Undoes a change set, and says what could not be. One for each page: it is called by its toasts. */
export function useUndo(): (setId: string) => void {
  const fetcher = useFetcher<Undoing>();
  const toast = useToast();
  const { data } = fetcher;
  const say = useEffectEvent((answer: Undoing) => {
    if ("kept" in answer)
      toast({ message: answer.message, tone: answer.kept.length > 0 ? "error" : "plain" });
    else
      toast({
        message: Object.values(answer.errors ?? {})
          .flat()
          .join(" "),
        tone: "error",
      });
  });
  useEffect(() => {
    if (data) say(data);
  }, [data]);
  return (setId) =>
    void fetcher.submit(null, {
      method: "post",
      action: href("/modifications/:id/annulation", { id: setId }),
    });
}
