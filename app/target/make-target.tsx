import { href, useFetcher } from "react-router";
import { chosenValues } from "#app/filters/filter-edit.ts";
import { filterParam } from "#app/filters/filter-tree.ts";
import { useFilter } from "#app/filters/use-filter.ts";
import { useUndoToast } from "#app/history/use-undo-toast.ts";
import { type FormAnswer, refusal } from "#app/ui/form.tsx";
import { useToast } from "#app/ui/toast.tsx";
import { useEffect, useEffectEvent } from "react";

/** « En faire ma Cible »: what the list's filter finds becomes the denominator; undone from its toast. */
export function MakeTarget() {
  const { filter } = useFilter();
  const fetcher = useFetcher<FormAnswer>();
  useUndoToast(fetcher.data);
  useRefusalToast(fetcher.data);
  const filtre = filterParam(filter);
  if (!filtre || chosenValues(filter, "inTarget").length > 0) return null;
  return (
    <fetcher.Form method="post" action={href("/reglages/cible")}>
      <input type="hidden" name="filtre" value={filtre} />
      <button type="submit" className="chip chip--ghost">
        En faire ma Cible
      </button>
    </fetcher.Form>
  );
}

function useRefusalToast(answer: FormAnswer | undefined) {
  const toast = useToast();
  const say = useEffectEvent((heard: FormAnswer) => {
    const reasons = Object.values(refusal(heard).errors ?? {}).flat();
    if (reasons.length > 0) toast({ message: reasons.join(" "), tone: "error" });
  });
  useEffect(() => {
    if (answer) say(answer);
  }, [answer]);
}
