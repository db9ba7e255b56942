import "./letters.css";
import { type RefObject, useEffect, useEffectEvent, useRef, useState } from "react";
import { Form, href, Link, useNavigate, useNavigation } from "react-router";
import { EntryId } from "#app/interactions/entry-id.tsx";
import { sendByKey } from "#app/interactions/quick-log.tsx";
import { type Entries, entriesOf, useDraft } from "#app/interactions/use-draft.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { FieldMessage, useField } from "#app/ui/field.tsx";
import { type FormAnswer, FormErrors, refusal, SubmitButton } from "#app/ui/form.tsx";
import { relativeTime } from "#app/ui/format.ts";
import { Icon } from "#app/ui/icon.tsx";
import { PageHead } from "#app/ui/page.tsx";
import { useToast } from "#app/ui/toast.tsx";
import type { Desk } from "./desk.server.ts";
import { useTakeBack } from "./use-take-back.ts";

export type Sent = { sent: { id: string; message: string } };
type Props = { desk: Desk; userId: string; answer: Sent | FormAnswer | undefined; now: Date };

/** « Écrire »: one letter to one person. What is typed stays in this browser until it has left. */
export function LetterDesk({ desk, userId, answer, now }: Props) {
  const { title, back, refusal: why, mailboxes } = desk;
  return (
    <>
      <PageHead
        title={title}
        crumbs={[
          back.kind === "contact"
            ? { label: "Contacts", to: href("/contacts") }
            : { label: "Institutions", to: href("/institutions") },
          { label: back.name, to: backTo(back) },
        ]}
      />
      <div className="page__body letter">
        {why ? (
          <p className="notice row" role="status">
            <Icon name="mail-forbid-line" /> <span>{why}</span>
          </p>
        ) : mailboxes.length === 0 ? (
          <p className="notice row" role="status">
            <Icon name="mail-send-line" />
            <span>
              Un courriel part d’une boîte, et vous n’en avez pas encore.{" "}
              <Link to={href("/reglages/boites")}>Ajouter une boîte</Link>
            </span>
          </p>
        ) : (
          <LetterForm {...{ desk, userId, answer, now }} />
        )}
      </div>
    </>
  );
}

const backTo = ({ kind, id }: Desk["back"]): string =>
  kind === "contact" ? href("/contacts/:id", { id }) : href("/institutions/:id", { id });

function LetterForm({ desk, userId, answer, now }: Props) {
  const { people, mailboxes, answered, footer, back } = desk;
  const form = useRef<HTMLFormElement>(null);
  const key = `draft ${userId} courriel ${back.id} ${answered?.id ?? ""}`;
  const forgetDraft = useDraft(form, key);
  const refused = refusal(answer);
  const kept = (name: string, otherwise: string) => {
    const value = refused.values?.[name];
    return typeof value === "string" ? value : otherwise;
  };
  const [mailboxId, setMailboxId] = useState(kept("mailboxId", desk.mailboxId ?? ""));
  const chosen = mailboxes.find(({ id }) => id === mailboxId) ?? mailboxes[0]!;
  const signature = chosen.signature ? `\n\n\n${chosen.signature}` : "";
  useSent(answer, form, key, forgetDraft, backTo(back));
  const sending = useNavigation().state === "submitting";
  const subject = useField("subject", refused.errors);
  const text = useField("text", refused.errors);
  const to = useField("to", refused.errors);
  return (
    <Form ref={form} method="post" className="stack letter__form" onKeyDown={sendByKey}>
      <FormErrors {...refused} />
      <EntryId />
      {answered && <input type="hidden" name="reponse" value={answered.id} />}
      <dl className="envelope">
        <dt>
          <label htmlFor="courriel-de">De</label>
        </dt>
        <dd>
          <select
            id="courriel-de"
            name="mailboxId"
            className="envelope__field envelope__field--select"
            value={mailboxId}
            onChange={(event) => setMailboxId(event.currentTarget.value)}
          >
            {mailboxes.map(({ id, name, fromAddress }) => (
              <option key={id} value={id}>
                {name}, {fromAddress}
              </option>
            ))}
          </select>
        </dd>
        <dt>
          <label htmlFor={to.control.id}>À</label>
        </dt>
        <dd>
          <To people={people} kept={kept("to", "")} control={to.control} />
          <FieldMessage field={to} />
        </dd>
        <dt>
          <label htmlFor={subject.control.id}>Objet</label>
        </dt>
        <dd className="strong">
          <input
            {...subject.control}
            name="subject"
            className="envelope__field"
            maxLength={250}
            autoComplete="off"
            defaultValue={kept("subject", desk.subject)}
            {...(!answered && { "data-draft": true })}
          />
          <FieldMessage field={subject} />
        </dd>
      </dl>
      <textarea
        {...text.control}
        name="text"
        className="letter__text"
        aria-label="Message"
        rows={14}
        maxLength={50_000}
        placeholder="Bonjour,"
        data-draft
        defaultValue={kept("text", signature)}
      />
      <FieldMessage field={text} />
      {answered && (
        <blockquote className="entry__quote letter__quote">
          <span className="small muted">Reçu {relativeTime(answered.at, now)}</span>
          {"\n"}
          {answered.words}
        </blockquote>
      )}
      {footer && (
        <details className="small">
          <summary>C’est un premier contact : les mentions que demande la loi suivront votre message</summary>
          <p className="letter__footer muted">{footer}</p>
        </details>
      )}
      <div className="row letter__send">
        <SubmitButton icon="send-plane-line" pending={sending}>
          Envoyer
        </SubmitButton>
        <kbd className="kbd">Ctrl Entrée</kbd>
        <ButtonLink look="ghost" to={backTo(back)}>
          Plus tard
        </ButtonLink>
        <span className="small muted fill" aria-live="polite">
          {chosen.wait ? (
            <>
              <Icon name="time-line" size="xs" /> {chosen.wait}
            </>
          ) : (
            "Part dix secondes après l’envoi : le temps de l’annuler."
          )}
        </span>
      </div>
    </Form>
  );
}

type ToProps = { people: Desk["people"]; kept: string; control: ReturnType<typeof useField>["control"] };

/** One person, or a choice of those at the institution. */
function To({ people, kept, control }: ToProps) {
  const [only] = people;
  if (people.length === 1)
    return (
      <>
        <input type="hidden" name="to" value={only!.value} />
        <output id={control.id}>
          {only!.name} <span className="muted">{only!.detail}</span>
        </output>
      </>
    );
  return (
    <select
      {...control}
      name="to"
      className="envelope__field envelope__field--select"
      defaultValue={kept}
      required
    >
      <option value="">Choisir la personne</option>
      {people.map(({ value, name, detail }) => (
        <option key={value} value={value}>
          {name}, {detail}
        </option>
      ))}
    </select>
  );
}

/** Once it is in the outbox: the draft is forgotten, the toast offers to take it back, and one is back where one was. */
function useSent(
  answer: Sent | FormAnswer | undefined,
  form: RefObject<HTMLFormElement | null>,
  key: string,
  forgetDraft: () => void,
  to: string,
): void {
  const toast = useToast();
  const takeBack = useTakeBack();
  const navigate = useNavigate();
  const leave = useEffectEvent(({ sent }: Sent) => {
    const entries: Entries = form.current ? entriesOf(form.current) : [];
    forgetDraft();
    toast({ message: sent.message, undo: () => void takeBack(sent.id, { key, entries }) });
    void navigate(to);
  });
  const sent = answer && "sent" in answer ? answer : null;
  useEffect(() => {
    if (sent) leave(sent);
  }, [sent]);
}
