import { href, Link, useFetcher } from "react-router";
import { type Reply, SENTIMENT_LABELS, SENTIMENTS } from "#app/day/reply.ts";
import { authorName, ReplyAuthor } from "#app/day/reply-author.tsx";
import { useTriage } from "#app/day/use-triage.ts";
import { type Done, useUndoToast } from "#app/history/use-undo-toast.ts";
import { plural, relativeTime } from "#app/ui/format.ts";
import { Panel } from "#app/ui/page.tsx";

type Props = { items: Reply[]; total: number; writes: boolean; now: Date };

/** The answers to this campaign that nobody has read: J and K go from one to the next, 1 to 4 say what it says. */
export function RepliesPanel({ items, total, writes, now }: Props) {
  const { list, current } = useTriage(items.length);
  return (
    <Panel title="Réponses à trier" count={total} aside={writes && <Keys />}>
      <ol className="fr-raw-list" ref={list}>
        {items.map((reply, index) => (
          <Line key={reply.id} {...{ reply, writes, now }} current={writes && index === current} />
        ))}
      </ol>
      {total > items.length && (
        <p className="panel__body small">
          <Link to={href("/reponses")}>et {plural(total - items.length, "autre")}</Link>
        </p>
      )}
    </Panel>
  );
}

const Keys = () => (
  <span className="row replies__keys">
    <kbd className="kbd">J</kbd> <kbd className="kbd">K</kbd>
  </span>
);

type LineProps = { reply: Reply; current: boolean; writes: boolean; now: Date };

function Line({ reply, current, writes, now }: LineProps) {
  const fetcher = useFetcher<Done>({ key: `reponse-${reply.id}` });
  useUndoToast(fetcher.data);
  const { id, institution, summary, happenedAt, mailId } = reply;
  return (
    <li
      className="reply reply--triage"
      aria-current={current ? "true" : undefined}
      aria-busy={fetcher.state !== "idle"}
    >
      <p className="row">
        <ReplyAuthor reply={reply} />
        <time className="small muted push" dateTime={new Date(happenedAt).toISOString()}>
          {relativeTime(happenedAt, now)}
        </time>
      </p>
      <p className="small muted clip">{institution.name}</p>
      <p className="reply__said">
        {mailId ? (
          <Link className="fr-raw-link" to={href("/reponses/courriers/:id", { id: mailId })}>
            {summary}
          </Link>
        ) : (
          summary
        )}
      </p>
      {writes && (
        <fetcher.Form method="post" action={href("/reponses/:id", { id })} className="row row--wrap">
          {SENTIMENTS.map((sentiment, index) => (
            <button
              key={sentiment}
              type="submit"
              name="sentiment"
              value={sentiment}
              className="chip chip--sm"
              aria-keyshortcuts={String(index + 1)}
            >
              <span className="strong replies__keys">{index + 1}</span> {SENTIMENT_LABELS[sentiment]}
              <span className="fr-sr-only">, {authorName(reply)}</span>
            </button>
          ))}
        </fetcher.Form>
      )}
    </li>
  );
}
