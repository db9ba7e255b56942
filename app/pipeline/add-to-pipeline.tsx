import { type ReactNode, useEffect, useEffectEvent } from "react";
import { href, useFetcher } from "react-router";
import { useUndo } from "#app/history/use-undo.ts";
import { type FormAnswer, refusal } from "#app/ui/form.tsx";
import { useToast } from "#app/ui/toast.tsx";

type Added = { created: number; already: number; setId: string; message: string };

/**
 * A form that puts institutions in the pipeline and stays where it is. `fields` are `institutionId`, repeated, or
 * `filtre`, `q` and `count` for everything a filter finds; the button is its child.
 */
export function AddToPipeline({
  fields,
  onSent,
  children,
}: {
  fields: (readonly [name: string, value: string])[];
  onSent?: () => void;
  children: ReactNode;
}) {
  const fetcher = useFetcher<Added | FormAnswer>();
  useAddedToast(fetcher.data);
  return (
    <fetcher.Form method="post" action={href("/partenariats")} onSubmit={onSent}>
      {fields.map(([name, value]) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
      {children}
    </fetcher.Form>
  );
}

/** Says once what an adding did, and offers to undo it; or why it did nothing. */
export function useAddedToast(answer: object | undefined) {
  const toast = useToast();
  const undo = useUndo();
  const say = useEffectEvent((heard: object) => {
    if ("created" in heard) {
      const { created, message, setId } = heard as Added;
      toast(created > 0 ? { message, undo: () => undo(setId) } : { message });
    }
    const reasons = Object.values(refusal(heard).errors ?? {}).flat();
    if (reasons.length > 0) toast({ message: reasons.join(" "), tone: "error" });
  });
  useEffect(() => {
    if (answer) say(answer);
  }, [answer]);
}
