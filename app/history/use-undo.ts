import { useEffect, useEffectEvent } from "react";
import { href, useFetcher } from "react-router";
import { useToast } from "#app/ui/toast.tsx";

/** Undoes a change set, and says what could not be. One for each page: it is called by its toasts. */
export function useUndo(): (setId: string) => void {
  const fetcher = useFetcher<{ message: string; kept: unknown[] }>();
  const toast = useToast();
  const { data } = fetcher;
  const say = useEffectEvent((answer: { message: string; kept: unknown[] }) => {
    toast({ message: answer.message, tone: answer.kept.length > 0 ? "error" : "plain" });
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
