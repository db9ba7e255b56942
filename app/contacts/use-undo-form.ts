import { useEffect, useEffectEvent } from "react";
import { useFetcher } from "react-router";
import { useUndoToast } from "#app/history/use-undo-toast.ts";
import { refusal } from "#app/ui/form.tsx";
import { useToast } from "#app/ui/toast.tsx";

/** A gesture of a menu: sends a form, offers « Annuler » once done, says why when refused. */
export function useUndoForm(then?: () => void): (action: string, fields?: Record<string, string>) => void {
  const fetcher = useFetcher<object>();
  const toast = useToast();
  const { data } = fetcher;
  useUndoToast(data, then);
  const say = useEffectEvent((answer: object) => {
    const why = Object.values(refusal(answer).errors ?? {})
      .flat()
      .join(" ");
    if (why) toast({ message: why, tone: "error" });
  });
  useEffect(() => {
    if (data) say(data);
  }, [data]);
  return (action, fields = {}) => void fetcher.submit(fields, { method: "post", action });
}
