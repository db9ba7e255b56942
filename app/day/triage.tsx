import { href, Link, useFetcher, useLocation } from "react-router";
import { type Done, useUndoToast } from "#app/history/use-undo-toast.ts";
import { useLogDialog } from "#app/interactions/log-dialog.tsx";
import { KIND_ICONS } from "#app/interactions/kinds.ts";
import { answerPath } from "#app/letters/letter-line.tsx";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { formatDateTime, relativeTime } from "#app/ui/format.ts";
import { Icon } from "#app/ui/icon.tsx";
import { type Reply, SENTIMENT_ICONS, SENTIMENT_LABELS, SENTIMENTS } from "./reply.ts";
import { ReplyAuthor } from "./reply-author.tsx";
import { useTriage } from "./use-triage.ts";

/** J and K go from one to the next, 1 to 4 say what it says. */
export function Triage({ items, canWrite, now }: { items: Reply[]; canWrite: boolean; now: Date }) {
  const asked = new URLSearchParams(useLocation().search).get("premiere");
  const { list, current } = useTriage(items.length, () =>
    Math.max(
      0,
      items.findIndex(({ id }) => id === asked),
    ),
  );
  return (
    <>
      {canWrite && (
        <p className="triage__keys small muted">
          <kbd className="kbd">J</kbd> <kbd className="kbd">K</kbd> pour aller de l’une à l’autre,{" "}
          <kbd className="kbd">1</kbd> à <kbd className="kbd">4</kbd> pour dire ce qu’elle dit.
        </p>
      )}
      <ol className="fr-raw-list" ref={list}>
        {items.map((reply, index) => (
          <TriageCard key={reply.id} {...{ reply, canWrite, now }} current={index === current} />
        ))}
      </ol>
    </>
  );
}

type Card = { reply: Reply; current: boolean; canWrite: boolean; now: Date };

function TriageCard({ reply, current, canWrite, now }: Card) {
  const fetcher = useFetcher<Done>({ key: `reponse-${reply.id}` });
  const log = useLogDialog();
  useUndoToast(fetcher.data);
  const { id, institution, contact, summary, happenedAt, kind, mailId } = reply;
  const action = href("/reponses/:id", { id });
  return (
    <li
      id={id}
      className="triage"
      aria-current={current ? "true" : undefined}
      aria-busy={fetcher.state !== "idle"}
    >
      <div className="row">
        <Icon name={KIND_ICONS[kind]} />
        <ReplyAuthor reply={reply} />
        <Link className="fr-raw-link muted clip" to={href("/institutions/:id", { id: institution.id })}>
          {institution.name}
        </Link>
        <time
          className="small muted push"
          dateTime={new Date(happenedAt).toISOString()}
          title={formatDateTime(happenedAt)}
        >
          {relativeTime(happenedAt, now)}
        </time>
      </div>
      <blockquote className="entry__quote">{summary}</blockquote>
      {mailId && (
        <Link className="link small" to={href("/reponses/courriers/:id", { id: mailId })}>
          Lire le message entier
        </Link>
      )}
      {canWrite && (
        <fetcher.Form method="post" action={action} className="row triage__acts">
          {SENTIMENTS.map((sentiment, index) => (
            <Button
              key={sentiment}
              type="submit"
              name="sentiment"
              value={sentiment}
              icon={SENTIMENT_ICONS[sentiment]}
              aria-keyshortcuts={String(index + 1)}
            >
              {SENTIMENT_LABELS[sentiment]} <kbd className="kbd">{index + 1}</kbd>
            </Button>
          ))}
          {contact && kind === "email" && (
            <ButtonLink look="ghost" to={answerPath({ contactId: contact.id, exchangeId: id })}>
              Répondre
            </ButtonLink>
          )}
          <Button look="ghost" onClick={() => log({ institutionId: institution.id })}>
            Noter la suite
          </Button>
        </fetcher.Form>
      )}
    </li>
  );
}
