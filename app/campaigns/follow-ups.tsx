import { href, useFetcher } from "react-router";
import { type Done, useUndoToast } from "#app/history/use-undo-toast.ts";
import { FormErrors, refusal, SubmitButton, TextArea, TextField } from "#app/ui/form.tsx";
import { Icon } from "#app/ui/icon.tsx";
import { Section } from "#app/ui/page.tsx";
import { Painted } from "./frozen-message.tsx";
import { MAX_DELAY } from "./sequence.ts";
import { workingDays } from "./sequence-bar.tsx";
import type { Sequence, SequenceStep } from "./sequence.server.ts";

/** The follow-ups of a campaign under way: those nobody has been planned yet may still be written. */
export function FollowUps({
  campaignId,
  steps,
  writes,
}: {
  campaignId: string;
  steps: Sequence["steps"];
  writes: boolean;
}) {
  return steps.slice(1).map((step, index) => (
    <Section
      key={step.id}
      title={`${index + 2}. Relance, ${workingDays(step.delayDays)} après`}
      aside={
        <span className="small muted">
          {step.planned ? "Déjà prévue : elle ne change plus" : "Pas encore prévue"}
        </span>
      }
    >
      {step.faults.map((fault) => (
        <p key={fault} className="row small is-late" role="status">
          <Icon name="error-warning-line" />
          <span>Elle attend d’être corrigée. {fault}</span>
        </p>
      ))}
      {writes && !step.planned && <Delay campaignId={campaignId} step={step} />}
      {step.variants.map((variant) => (
        <div key={variant.id} className="stack">
          {step.variants.length > 1 && <h3>Variante {variant.label}</h3>}
          {writes && !step.planned ? (
            <Words campaignId={campaignId} variant={variant} />
          ) : (
            <p className="frozen__text">
              <Painted text={variant.text} />
            </p>
          )}
        </div>
      ))}
    </Section>
  ));
}

function Delay({ campaignId: id, step }: { campaignId: string; step: SequenceStep }) {
  const fetcher = useFetcher<Done>();
  useUndoToast(fetcher.data);
  const refused = refusal(fetcher.data);
  return (
    <fetcher.Form
      method="post"
      className="row row--wrap"
      action={href("/campagnes/:id/messages/:stepId", { id, stepId: step.id })}
    >
      <FormErrors {...refused} />
      <TextField
        {...refused}
        name="delayDays"
        type="number"
        min={1}
        max={MAX_DELAY}
        label="Délai, en jours ouvrés"
        defaultValue={step.delayDays}
        required
      />
      <SubmitButton look="secondary" pending={fetcher.state !== "idle"}>
        Changer le délai
      </SubmitButton>
    </fetcher.Form>
  );
}

function Words({
  campaignId: id,
  variant,
}: {
  campaignId: string;
  variant: SequenceStep["variants"][number];
}) {
  const fetcher = useFetcher<Done>();
  useUndoToast(fetcher.data);
  const refused = refusal(fetcher.data);
  return (
    <fetcher.Form
      method="post"
      className="stack"
      action={href("/campagnes/:id/variantes/:variantId", { id, variantId: variant.id })}
    >
      <FormErrors {...refused} />
      <TextArea
        {...refused}
        name="text"
        label="Message de la relance"
        rows={8}
        defaultValue={variant.text}
        required
      />
      <p>
        <SubmitButton look="secondary" pending={fetcher.state !== "idle"}>
          Enregistrer la relance
        </SubmitButton>
      </p>
    </fetcher.Form>
  );
}
