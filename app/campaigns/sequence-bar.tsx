import { useEffect, useRef } from "react";
import { href, Link, useFetcher, useLocation, useNavigate } from "react-router";
import { type Done, useUndoToast } from "#app/history/use-undo-toast.ts";
import { Button, IconButton } from "#app/ui/button.tsx";
import { plural } from "#app/ui/format.ts";
import { refusal } from "#app/ui/form.tsx";
import { withParams } from "#app/ui/url.ts";
import { MAX_DELAY, MAX_STEPS } from "./sequence.ts";
import type { Sequence } from "./sequence.server.ts";

/** Which name the keyboard goes on from, once another message has taken the place of all this. */
let goesOn: string | null = null;

/** The messages of a sequence, one after the other: which one is written, when it leaves, in which variants. */
export function SequenceBar({
  campaignId: id,
  sequence,
  writes,
  save,
}: {
  campaignId: string;
  sequence: Sequence;
  writes: boolean;
  /** Saves what is being typed: another message takes its place. */
  save: () => Promise<boolean>;
}) {
  const navigate = useNavigate();
  const { search } = useLocation();
  const fetcher = useFetcher<Done & { variantId?: string | null }>();
  const { data } = fetcher;
  const errors = Object.values(refusal(data).errors ?? {}).flat();
  useUndoToast(data, () => {
    if (data?.variantId !== undefined) void navigate(to(search, data.variantId), { replace: true });
  });
  const { steps, current } = sequence;
  const step = steps[current.rank]!;

  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (goesOn && document.activeElement === document.body)
      bar.current?.querySelector<HTMLElement>(goesOn)?.focus();
    goesOn = null;
  }, []);

  function leave() {
    goesOn = `${document.activeElement?.closest("[role='group']") ? "[role='group']" : ".choices"} [aria-current]`;
    return save();
  }
  async function open(variantId: string) {
    await leave();
    await navigate(to(search, variantId), { replace: true, preventScrollReset: true });
  }
  async function act(action: string, fields: Record<string, string> = {}) {
    await leave();
    await fetcher.submit(fields, { method: "post", action });
  }
  const stepPath = { id, stepId: step.id };

  return (
    <div className="sequence" ref={bar}>
      <nav className="row row--wrap" aria-label="Messages de la séquence">
        <span className="choices">
          {steps.map(({ id: stepId, delayDays, variants }, rank) => (
            <Choice
              key={stepId}
              variantId={variants[0]!.id}
              current={rank === current.rank}
              onOpen={open}
              label={`${rank + 1}. ${rank === 0 ? "Premier message" : `Relance, ${workingDays(delayDays)} après`}`}
            />
          ))}
        </span>
        {writes && steps.length < MAX_STEPS && (
          <Button
            look="ghost"

            icon="add-line"
            onClick={() => void act(href("/campagnes/:id/messages", { id }))}
          >
            Relance
          </Button>
        )}
        <span className="row push">
          <span className="choices" role="group" aria-label="Variantes">
            {step.variants.map(({ id: variantId, label }) => (
              <Choice
                key={variantId}
                variantId={variantId}
                current={variantId === current.variantId}
                onOpen={open}
                label={label}
                title={`Variante ${label}`}
              />
            ))}
          </span>
          {writes && step.variants.length === 1 && (
            <IconButton
              icon="add-line"
              label="Ajouter une variante, reçue par la moitié des destinataires"
              onClick={() => void act(href("/campagnes/:id/messages/:stepId/variantes", stepPath))}
            />
          )}
          {writes && step.variants.length > 1 && (
            <IconButton
              icon="delete-bin-line"
              label="Retirer cette variante"
              onClick={() =>
                void act(
                  href("/campagnes/:id/variantes/:variantId/retrait", { id, variantId: current.variantId }),
                )
              }
            />
          )}
        </span>
      </nav>
      {current.rank > 0 && (
        <div className="row row--wrap small muted sequence__delay">
          <label htmlFor="follow-up-delay">Part</label>
          <input
            id="follow-up-delay"
            key={`${step.id} ${step.delayDays}`}
            className="fr-input sequence__days"
            type="number"
            min={1}
            max={MAX_DELAY}
            defaultValue={step.delayDays}
            readOnly={!writes}
            onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
            onBlur={({ target: { value } }) => {
              if (writes && value !== String(step.delayDays))
                void act(href("/campagnes/:id/messages/:stepId", stepPath), { delayDays: value });
            }}
          />
          <span>jours ouvrés après le message précédent, à qui n’a pas répondu.</span>
          {writes && (
            <span className="row push">
              {current.rank > 1 && (
                <IconButton
                  icon="arrow-up-line"
                  label="Avancer cette relance"
                  onClick={() =>
                    void act(href("/campagnes/:id/messages/:stepId/place", stepPath), { way: "up" })
                  }
                />
              )}
              {current.rank < steps.length - 1 && (
                <IconButton
                  icon="arrow-down-line"
                  label="Reculer cette relance"
                  onClick={() =>
                    void act(href("/campagnes/:id/messages/:stepId/place", stepPath), { way: "down" })
                  }
                />
              )}
              <IconButton
                icon="delete-bin-line"
                label="Retirer cette relance"
                onClick={() => void act(href("/campagnes/:id/messages/:stepId/retrait", stepPath))}
              />
            </span>
          )}
        </div>
      )}
      {errors.length > 0 && (
        <p className="small is-late" role="alert">
          {errors.join(" ")}
        </p>
      )}
    </div>
  );
}

export const workingDays = (count: number) => plural(count, "jour ouvré", "jours ouvrés");

/** Whoever is previewed stays; the preview then follows the message. */
const to = (search: string, variantId: string | null) =>
  withParams(search, { variante: variantId, apercu: null }) || "?";

function Choice({
  variantId,
  current,
  label,
  title,
  onOpen,
}: {
  variantId: string;
  current: boolean;
  label: string;
  title?: string;
  onOpen: (variantId: string) => Promise<void>;
}) {
  const { search } = useLocation();
  return (
    <Link
      className="chip chip--sm fr-raw-link"
      to={to(search, variantId)}
      title={title}
      aria-current={current ? "true" : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        void onOpen(variantId);
      }}
    >
      {label}
    </Link>
  );
}
