import { type KeyboardEvent, useId, useRef, useState } from "react";
import { href, useFetcher } from "react-router";
import { useUndoToast } from "#app/history/use-undo-toast.ts";
import { Button } from "#app/ui/button.tsx";
import { refusal, SubmitButton } from "#app/ui/form.tsx";
import type { Moment } from "#app/ui/format.ts";
import { TwoVersions } from "#app/versions/two-versions.tsx";
import type { Versions } from "#app/versions/versions.ts";
import { PLAN_HINTS, PLAN_LABELS, PLAN_WORDS, type PlanField } from "./plan.ts";

type Props = {
  institutionId: string;
  field: PlanField;
  value: string | null;
  canWrite: boolean;
  now: Moment;
};
type Answer = { setId: string; message: string } | { clash: Versions } | object;

/** One text of the plan: read, then written in place. Ctrl Entrée saves, Échap gives up. */
export function PlanText({ institutionId, field, value, canWrite, now }: Props) {
  const id = useId();
  const fetcher = useFetcher<Answer>();
  /** What was there when one began to write; null: not writing. */
  const [base, setBase] = useState<string | null>(null);
  /** The refusal one has answered. */
  const [answered, setAnswered] = useState<Answer | null>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const { data } = fetcher;
  useUndoToast(data, () => setBase(null));
  const clash = data && "clash" in data && data !== answered ? (data.clash as Versions) : null;
  const action = href("/institutions/:id/plan", { id: institutionId });
  const write = () => setBase(value ?? "");
  const choose = (chosen: string, theirs: string) => {
    setAnswered(data ?? null);
    setBase(theirs);
    if (area.current) area.current.value = chosen;
    void fetcher.submit({ field, value: chosen, base: theirs }, { method: "post", action });
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === "Escape") setBase(null);
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.current?.requestSubmit();
  };
  const errors = refusal(data).errors;
  const why =
    clash === null && errors ? (errors[field] ?? errors.value ?? errors.form)?.join(" ") : undefined;
  return (
    <section className="plan__text" aria-labelledby={`${id}-title`}>
      <div className="row">
        <h3 id={`${id}-title`}>{PLAN_LABELS[field]}</h3>
        {canWrite && base === null && (
          <button
            type="button"
            className="link small push"
            aria-label={`${value ? "Modifier" : "Écrire"} ${PLAN_WORDS[field]}`}
            onClick={write}
          >
            {value ? "Modifier" : "Écrire"}
          </button>
        )}
      </div>
      {base === null ? (
        <p className={value ? "note" : "muted"}>{value ?? PLAN_HINTS[field]}</p>
      ) : (
        <fetcher.Form method="post" action={action} ref={form} className="form">
          <input type="hidden" name="field" value={field} />
          <input type="hidden" name="base" value={base} />
          <textarea
            ref={area}
            className="fr-input"
            name="value"
            rows={5}
            maxLength={5000}
            defaultValue={base}
            // The writer asked for it, by a button that it takes the place of.
            // eslint-disable-next-line jsx-a11y/no-autofocus
            autoFocus
            aria-labelledby={`${id}-title`}
            aria-describedby={`${id}-why`}
            aria-invalid={why ? true : undefined}
            onKeyDown={keys}
          />
          <p id={`${id}-why`} className={why ? "fr-error-text" : "small muted"} aria-live="polite">
            {why ?? PLAN_HINTS[field]}
          </p>
          <div className="row">
            <SubmitButton pending={fetcher.state !== "idle"}>Enregistrer</SubmitButton>
            <Button look="ghost" onClick={() => setBase(null)}>
              Annuler
            </Button>
            <kbd className="push">Ctrl Entrée</kbd>
          </div>
        </fetcher.Form>
      )}
      <TwoVersions
        clash={clash && { ...clash, versions: clash.versions.map((one) => ({ ...one, field })) }}
        labels={{ [field]: PLAN_WORDS[field] }}
        now={now}
        together
        onClose={() => setAnswered(data ?? null)}
        onChoose={(chosen) => choose(chosen[field] ?? "", clash?.versions[0]?.theirs ?? "")}
      />
    </section>
  );
}
