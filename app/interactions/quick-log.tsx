import "./quick-log.css";
import { type KeyboardEvent, useEffect, useEffectEvent, useRef } from "react";
import { href, useFetcher } from "react-router";
import { NewContactButton } from "#app/contacts/new-contact-dialog.tsx";
import { useUndo } from "#app/history/use-undo.ts";
import { Button } from "#app/ui/button.tsx";
import { type FormAnswer, FormErrors, refusal } from "#app/ui/form.tsx";
import { isoDay } from "#app/ui/format.ts";
import { useToast } from "#app/ui/toast.tsx";
import { EntryId, renewId } from "./entry-id.tsx";
import { CallFields } from "./call-fields.tsx";
import { KindFields } from "./kind-fields.tsx";
import { MoreFields } from "./more-fields.tsx";
import { NextFields } from "./next-fields.tsx";
import { useKeepForLater } from "./pending.tsx";
import { entriesOf, useDraft } from "./use-draft.ts";

type LogAnswer = { id: string; setId: string; message: string } | FormAnswer;

/** « Noter un échange »: what was said in a sentence, then what comes next and when. */
export function QuickLog({
  institutionId,
  contacts,
  institutionName,
  userId,
  now,
  title,
  onLogged,
  focused = false,
  owners = [],
}: {
  institutionId: string;
  institutionName: string;
  /** Who may have been met. */
  contacts: { id: string; name: string }[];
  userId: string;
  now: Date;
  /** Whom it is about, where the page does not say it. */
  title?: string;
  onLogged?: () => void;
  /** It was asked for: this is where its user is. */
  focused?: boolean;
  /** Who may do what comes next. */
  owners?: { id: string; name: string }[];
}) {
  const fetcher = useFetcher<LogAnswer>();
  const undo = useUndo();
  const toast = useToast();
  const keepForLater = useKeepForLater();
  const form = useRef<HTMLFormElement>(null);
  const forgetDraft = useDraft(form, `draft ${userId} ${institutionId}`);
  const { data } = fetcher;
  const logged = data && "setId" in data ? data : null;
  const refused = refusal(data);
  const sending = fetcher.state === "submitting";

  const startAnew = useEffectEvent(() => {
    forgetDraft();
    form.current?.reset();
    renewId(form.current);
    form.current?.querySelector<HTMLElement>("[name='summary']")?.focus();
    onLogged?.();
  });
  const say = useEffectEvent((answer: { setId: string; message: string }) => {
    toast({ message: answer.message, undo: () => undo(answer.setId) });
    startAnew();
  });
  useEffect(() => {
    if (logged) say(logged);
  }, [logged]);

  return (
    <div className="quicklog__all">
      <fetcher.Form
        ref={form}
        method="post"
        action={href("/institutions/:id/echanges", { id: institutionId })}
        className="panel quicklog"
        aria-label={title ?? "Noter un échange"}
        onKeyDown={sendByKey}
        onSubmit={(event) => {
          if (sending) return event.preventDefault();
          if (navigator.onLine) return;
          event.preventDefault();
          keepForLater({ institutionId, entries: entriesOf(event.currentTarget) });
          startAnew();
        }}
      >
        <FormErrors {...refused} />
        <EntryId />
        <KindFields contacts={contacts} values={refused.values} />
        <div className="row quicklog__said">
          <input
            className="fr-input fill quicklog__text"
            name="summary"
            data-draft
            aria-label="Résumé de l’échange"
            aria-keyshortcuts="N"
            ref={(field) => {
              if (focused) field?.focus();
            }}
            aria-invalid={refused.errors?.summary ? true : undefined}
            placeholder="Ce qui s’est dit, en une phrase"
            maxLength={2000}
            autoComplete="off"
            defaultValue={kept(refused, "summary")}
          />
          <input
            className="fr-input quicklog__date"
            type="date"
            name="happenedAt"
            aria-label="Date de l’échange"
            max={isoDay(now)}
            defaultValue={kept(refused, "happenedAt") || isoDay(now)}
          />
        </div>
        <CallFields values={refused.values} />
        {Object.entries(refused.errors ?? {})
          .filter(([field]) => field !== "form")
          .flatMap(([, messages]) => messages)
          .map((message) => (
            <p key={message} className="fr-error-text">
              {message}
            </p>
          ))}
        <NextFields refused={refused} now={now} />
        <div className="row quicklog__send">
          <MoreFields values={refused.values} contacts={contacts} owners={owners} />
          <span className="quicklog__hint">
            <kbd className="kbd">Ctrl Entrée</kbd>
          </span>
          <Button look="primary" type="submit" aria-disabled={sending}>
            {sending ? "Un instant…" : "Enregistrer"}
          </Button>
        </div>
      </fetcher.Form>
      {/* Beside the form: one within another is no HTML. */}
      <div className="small muted quicklog__new">
        Quelqu’un de nouveau, ou une signature à coller&nbsp;?
        <NewContactButton institution={{ id: institutionId, name: institutionName }} />
      </div>
    </div>
  );
}

function kept({ values }: FormAnswer, name: string): string {
  const value = values?.[name];
  return typeof value === "string" ? value : "";
}

/** Ctrl Enter, or ⌘ Enter, from any field. */
export function sendByKey(event: KeyboardEvent<HTMLFormElement>) {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  event.currentTarget.requestSubmit();
}
