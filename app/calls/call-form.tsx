import { useEffect, useEffectEvent, useRef, useState } from "react";
import { href, useFetcher, useNavigate } from "react-router";
import { useUndo } from "#app/history/use-undo.ts";
import { EntryId } from "#app/interactions/entry-id.tsx";
import { DayField } from "#app/interactions/day-field.tsx";
import { CALL_OUTCOMES, type CallOutcome, OUTCOME_LABELS } from "#app/interactions/interaction.ts";
import { useKeepForLater } from "#app/interactions/pending.tsx";
import { sendByKey } from "#app/interactions/quick-log.tsx";
import { setField } from "#app/interactions/set-field.ts";
import { entriesOf, useDraft } from "#app/interactions/use-draft.ts";
import { useReturnFromCall } from "#app/interactions/use-return-from-call.ts";
import { Button } from "#app/ui/button.tsx";
import { type FormAnswer, FormErrors, refusal } from "#app/ui/form.tsx";
import { formatDate } from "#app/ui/format.ts";
import { useHotkey } from "#app/ui/hotkeys.ts";
import { useToast } from "#app/ui/toast.tsx";
import { proposalOf } from "./call-list.ts";
import type { CallCard } from "./calls.server.ts";

type Answer = { id: string; setId: string; message: string } | FormAnswer;

/** How the call ended, in one key; what follows is proposed, and « Suivant » notes it all and turns the card. */
export function CallForm({
  card,
  userId,
  next,
  now,
}: {
  card: CallCard;
  userId: string;
  /** Where the next card is. */
  next: string;
  now: Date;
}) {
  const { institution, people, task } = card;
  const fetcher = useFetcher<Answer>({ key: `appel-${institution.id}` });
  const form = useRef<HTMLFormElement>(null);
  const note = useRef<HTMLTextAreaElement>(null);
  const [outcome, setOutcome] = useState<CallOutcome | null>(null);
  const forgetDraft = useDraft(form, `call ${userId} ${institution.id}`);
  const toast = useToast();
  const undo = useUndo();
  const navigate = useNavigate();
  const keepForLater = useKeepForLater();
  const refused = refusal(fetcher.data);

  const choose = (chosen: CallOutcome) => {
    setOutcome(chosen);
    const proposal = proposalOf(chosen, people[0]?.name ?? null, now);
    const field = (name: string) => form.current?.elements.namedItem(name);
    const [title, day] = [field("nextAction"), field("nextActionAt")];
    if (title instanceof HTMLInputElement) setField(title, proposal.title);
    if (day instanceof HTMLInputElement) setField(day, proposal.dueOn ? formatDate(proposal.dueOn) : "");
  };
  useHotkey("1", () => choose("reached"));
  useHotkey("2", () => choose("no_answer"));
  useHotkey("3", () => choose("voicemail"));
  useHotkey("4", () => choose("call_back"));
  useHotkey("5", () => choose("wrong_number"));
  useHotkey("6", () => choose("refused"));
  const send = () => {
    if (outcome) form.current?.requestSubmit();
    else toast({ message: "Dites d’abord comment l’appel s’est terminé, de 1 à 6." });
  };
  useHotkey("s", send);
  // Back from the telephone: the note is the next thing.
  useReturnFromCall(() => note.current?.focus());

  const turn = useEffectEvent((answer: { setId: string; message: string }) => {
    forgetDraft();
    toast({ message: `${institution.name}\u00A0: ${answer.message}`, undo: () => undo(answer.setId) });
    void navigate(next);
  });
  const { data } = fetcher;
  useEffect(() => {
    if (data && "setId" in data) turn(data);
  }, [data]);

  return (
    <fetcher.Form
      ref={form}
      method="post"
      action={href("/institutions/:id/echanges", { id: institution.id })}
      className="panel calls__form"
      aria-label="Résultat de l’appel"
      onKeyDown={(event) => {
        sendByKey(event);
        // Out of the note, where figures are results again.
        if (event.key === "Escape") (document.activeElement as HTMLElement | null)?.blur();
      }}
      onSubmit={(event) => {
        if (fetcher.state !== "idle" || !outcome) event.preventDefault();
        if (!outcome) return send();
        if (navigator.onLine) return;
        event.preventDefault();
        keepForLater({ institutionId: institution.id, entries: entriesOf(event.currentTarget) });
        forgetDraft();
        void navigate(next);
      }}
    >
      <FormErrors {...refused} />
      <input type="hidden" name="kind" value="call" />
      <EntryId />
      {task?.call && <input type="hidden" name="doneTaskId" value={task.id} />}
      <div className="calls__outcomes" role="radiogroup" aria-label="Comment l’appel s’est terminé">
        {CALL_OUTCOMES.map((one, index) => (
          <label key={one} className="chip">
            <input
              className="fr-sr-only"
              type="radio"
              name="outcome"
              value={one}
              checked={outcome === one}
              onChange={() => choose(one)}
              aria-keyshortcuts={String(index + 1)}
            />
            <kbd className="kbd">{index + 1}</kbd> {OUTCOME_LABELS[one]}
          </label>
        ))}
      </div>
      {people.length > 0 && (
        <select className="fr-select" name="with" aria-label="Avec qui" defaultValue={people[0]?.id}>
          {people.map(({ id: personId, name }) => (
            <option key={personId} value={personId}>
              avec {name}
            </option>
          ))}
          <option value="">le standard</option>
        </select>
      )}
      <textarea
        ref={note}
        className="fr-input"
        name="summary"
        data-draft
        rows={3}
        aria-label="Ce qui s’est dit"
        placeholder="Ce qui s’est dit, s’il y a quelque chose à garder"
        maxLength={2000}
      />
      <div className="row row--wrap">
        <span className="muted">Puis</span>
        <input
          className="fr-input fill"
          name="nextAction"
          aria-label="Prochaine action"
          placeholder="Rappeler, envoyer la présentation…"
          maxLength={200}
          autoComplete="off"
        />
      </div>
      <DayField
        name="nextActionAt"
        label="Échéance"
        invalid={Boolean(refused.errors?.nextActionAt)}
        now={now}
      />
      {Object.entries(refused.errors ?? {})
        .filter(([field]) => field !== "form")
        .map(([field, messages]) => (
          <p key={field} className="fr-error-text">
            {messages?.join(" ")}
          </p>
        ))}
      <div className="row">
        <span className="small muted fill calls__keys">
          <kbd className="kbd">1</kbd> à <kbd className="kbd">6</kbd> le résultat,{" "}
          <kbd className="kbd">S</kbd> suivant, <kbd className="kbd">P</kbd> passer,{" "}
          <kbd className="kbd">R</kbd> revenir
        </span>
        <Button
          look="primary"
          type="submit"
          aria-disabled={fetcher.state !== "idle" || !outcome}
          aria-keyshortcuts="S"
        >
          Suivant
        </Button>
      </div>
    </fetcher.Form>
  );
}
