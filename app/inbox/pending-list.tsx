import "#app/day/day.css";
import { useEffect, useEffectEvent } from "react";
import { href, Link, useFetcher, useSubmit } from "react-router";
import { Button } from "#app/ui/button.tsx";
import type { FormAnswer } from "#app/ui/form.tsx";
import { formatDateTime, relativeTime } from "#app/ui/format.ts";
import { useHotkey } from "#app/ui/hotkeys.ts";
import { Icon } from "#app/ui/icon.tsx";
import { useToast } from "#app/ui/toast.tsx";
import { useOneByOne } from "#app/ui/use-one-by-one.ts";
import type { Decided } from "./decide.server.ts";
import { actsOf, KIND_WORDS, type Pending } from "./pending.ts";
import { Recognised } from "./recognised.tsx";

/** J and K go from one to the next; 1 to 3 take what is proposed, 0 sets aside. */
export function PendingList({ items, canWrite, now }: { items: Pending[]; canWrite: boolean; now: Date }) {
  const { list, current, press: pressIn } = useOneByOne(items.length);
  const press = (key: string) => pressIn(`[aria-keyshortcuts='${key}']`);
  useHotkey("1", () => press("1"));
  useHotkey("2", () => press("2"));
  useHotkey("3", () => press("3"));
  useHotkey("0", () => press("0"));
  return (
    <>
      {canWrite && (
        <p className="triage__keys small muted">
          <kbd className="kbd">J</kbd> <kbd className="kbd">K</kbd> pour aller de l’un à l’autre,{" "}
          <kbd className="kbd">1</kbd> à <kbd className="kbd">3</kbd> pour prendre ce qui est proposé,{" "}
          <kbd className="kbd">0</kbd> pour mettre de côté.
        </p>
      )}
      <ol className="fr-raw-list" ref={list}>
        {items.map((item, index) => (
          <PendingCard key={item.id} {...{ item, canWrite, now }} current={index === current} />
        ))}
      </ol>
    </>
  );
}

type Card = { item: Pending; current: boolean; canWrite: boolean; now: Date };

function PendingCard({ item, current, canWrite, now }: Card) {
  const { id, kind, from, subject, words, receivedAt } = item;
  const { label, icon } = KIND_WORDS[kind];
  return (
    <li className="triage" aria-current={current ? "true" : undefined}>
      <div className="row">
        <Icon name={icon} />
        <span className="strong clip">{from.name || from.address || "Expéditeur inconnu"}</span>
        {from.name && <span className="muted clip">{from.address}</span>}
        <time
          className="small muted push"
          dateTime={new Date(receivedAt).toISOString()}
          title={formatDateTime(receivedAt)}
        >
          {relativeTime(receivedAt, now)}
        </time>
      </div>
      <p>
        <span className="strong">{label}</span>
        {"\u00A0: "}
        <Link className="link" to={href("/reponses/courriers/:id", { id })}>
          {subject || "Sans objet"}
        </Link>
      </p>
      <Recognised item={item} />
      {words && <blockquote className="entry__quote">{words}</blockquote>}
      {canWrite && <Decisions item={item} />}
    </li>
  );
}

/**
 * What may be decided of one message, each by one key while its card is the current one.
 * @param alone on the message's own page, which has the rest
 */
export function Decisions({ item, alone = false }: { item: Pending; alone?: boolean }) {
  const fetcher = useFetcher<Decided | FormAnswer>({ key: `courrier-${item.id}` });
  const toast = useToast();
  // The card is gone by the time it is taken back.
  const submit = useSubmit();
  const say = useEffectEvent((answer: Decided | FormAnswer) => {
    if ("setId" in answer) {
      const { setId, decided, message } = answer;
      const action = href("/reponses/courriers/:id/retour", { id: decided });
      toast({ message, undo: () => void submit({ setId }, { method: "post", action, navigate: false }) });
    } else if (answer.errors)
      toast({ message: Object.values(answer.errors).flat().join(" "), tone: "error" });
  });
  const { data } = fetcher;
  useEffect(() => {
    if (data) say(data);
  }, [data]);
  const acts = actsOf(item);
  return (
    <fetcher.Form
      method="post"
      action={href("/reponses/courriers/:id/decision", { id: item.id })}
      className="row triage__acts"
      aria-busy={fetcher.state !== "idle"}
    >
      {acts.map(({ value, label, icon }, index) => (
        <Button
          key={value}
          type="submit"
          name="decision"
          value={value}
          icon={icon}
          aria-keyshortcuts={String(index + 1)}
        >
          {label} <kbd className="kbd">{index + 1}</kbd>
        </Button>
      ))}
      {!alone && (
        <Link className="link small" to={href("/reponses/courriers/:id", { id: item.id })}>
          {acts.length === 0 ? "Chercher à qui le rattacher" : "Quelqu’un d’autre"}
        </Link>
      )}
      <Button type="submit" name="decision" value="aside" look="ghost" aria-keyshortcuts="0">
        Mettre de côté <kbd className="kbd">0</kbd>
      </Button>
    </fetcher.Form>
  );
}
