import "./quick-log.css";
import { type KeyboardEvent, useEffect, useEffectEvent } from "react";
import { href, useFetcher } from "react-router";
import { useUndo } from "#app/history/use-undo.ts";
import { Button } from "#app/ui/button.tsx";
import { type FormAnswer, FormErrors, refusal } from "#app/ui/form.tsx";
import { isoDay } from "#app/ui/format.ts";
import { Icon } from "#app/ui/icon.tsx";
import { useToast } from "#app/ui/toast.tsx";
import { type InteractionKind, KIND_ICONS, KIND_LABELS } from "./interaction.ts";

type LogAnswer = { id: string; setId: string; message: string } | FormAnswer;

const KINDS: InteractionKind[] = ["call", "meeting", "email", "user_test", "note"];

/** « Noter un échange »: what was said in a sentence, then what comes next and when. */
export function QuickLog({
  institutionId,
  contacts,
  now,
}: {
  institutionId: string;
  /** Who may have been met. */
  contacts: { id: string; name: string }[];
  now: Date;
}) {
  const fetcher = useFetcher<LogAnswer>();
  const undo = useUndo();
  const toast = useToast();
  const { data } = fetcher;
  const logged = data && "setId" in data ? data : null;
  const say = useEffectEvent(() => {
    if (logged) toast({ message: logged.message, undo: () => undo(logged.setId) });
  });
  useEffect(() => {
    if (logged) say();
  }, [logged]);
  const refused = refusal(data);
  const sending = fetcher.state === "submitting";
  return (
    <fetcher.Form
      // Once logged, the form starts anew.
      key={logged?.id}
      method="post"
      action={href("/institutions/:id/echanges", { id: institutionId })}
      className="panel quicklog"
      aria-label="Noter un échange"
      onKeyDown={sendByKey}
    >
      <FormErrors {...refused} />
      <div className="row quicklog__types">
        <div className="row" role="radiogroup" aria-label="Type d’échange">
          {KINDS.map((kind, index) => (
            <label key={kind} className="chip chip--sm">
              <input
                className="fr-sr-only"
                type="radio"
                name="kind"
                value={kind}
                defaultChecked={refused.values ? refused.values.kind === kind : index === 0}
              />
              <Icon name={KIND_ICONS[kind]} />
              {KIND_LABELS[kind]}
            </label>
          ))}
        </div>
        <label className="chip chip--sm">
          <input
            className="fr-sr-only"
            type="checkbox"
            name="theirs"
            defaultChecked={kept(refused, "theirs") === "on"}
          />
          <Icon name="reply-line" />à leur initiative
        </label>
        <select
          className="fr-select push quicklog__contact"
          name="contactId"
          aria-label="Avec qui"
          defaultValue={kept(refused, "contactId")}
        >
          <option value="">avec…</option>
          {contacts.map(({ id, name }) => (
            <option key={id} value={id}>
              avec {name}
            </option>
          ))}
        </select>
      </div>
      <div className="row">
        <Summary refused={refused} focused={logged !== null} />
        <input
          className="fr-input quicklog__date"
          type="date"
          name="happenedAt"
          aria-label="Date de l’échange"
          max={isoDay(now)}
          defaultValue={kept(refused, "happenedAt") || isoDay(now)}
        />
      </div>
      {Object.values(refused.errors ?? {})
        .flat()
        .map((message) => (
          <p key={message} className="fr-error-text">
            {message}
          </p>
        ))}
      <div className="row row--wrap">
        <span className="muted">Puis</span>
        <input
          className="fr-input fill"
          name="nextAction"
          aria-label="Prochaine action"
          placeholder="Envoyer la convention, rappeler…"
          maxLength={200}
          autoComplete="off"
          defaultValue={kept(refused, "nextAction")}
        />
        <input
          className="fr-input quicklog__date"
          type="date"
          name="nextActionAt"
          aria-label="Échéance"
          defaultValue={kept(refused, "nextActionAt")}
        />
        <select
          className="fr-select quicklog__owes"
          name="nextActionOwner"
          aria-label="Qui doit agir"
          defaultValue={kept(refused, "nextActionOwner") || "us"}
        >
          <option value="us">nous</option>
          <option value="them">eux</option>
        </select>
        <span className="push row">
          <span className="quicklog__hint">
            <kbd className="kbd">Ctrl Entrée</kbd>
          </span>
          <Button look="primary" type="submit" aria-disabled={sending}>
            {sending ? "Un instant…" : "Enregistrer"}
          </Button>
        </span>
      </div>
    </fetcher.Form>
  );
}

function Summary({ refused, focused }: { refused: FormAnswer; focused: boolean }) {
  return (
    <input
      className="fr-input fill quicklog__text"
      name="summary"
      aria-label="Résumé de l’échange"
      aria-invalid={refused.errors?.summary ? true : undefined}
      placeholder="Ce qui s’est dit, en une phrase"
      maxLength={2000}
      autoComplete="off"
      required
      defaultValue={kept(refused, "summary")}
      ref={(input) => {
        if (focused) input?.focus();
      }}
    />
  );
}

function kept({ values }: FormAnswer, name: string): string {
  const value = values?.[name];
  return typeof value === "string" ? value : "";
}

/** Ctrl Enter, or ⌘ Enter, from any field. */
function sendByKey(event: KeyboardEvent<HTMLFormElement>) {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  event.currentTarget.requestSubmit();
}
