import "./history.css";
import { formatDateTime, relativeTime } from "#app/ui/format.ts";
import type { PastLine } from "./changes.server.ts";

/** What happened, one sentence a line, the newest first. */
export function PastLines({ items, now }: { items: PastLine[]; now: Date }) {
  if (items.length === 0) return <p className="muted">Rien n’a encore été changé ici.</p>;
  return (
    <ol className="fr-raw-list past">
      {items.map(({ id, at, sentence }) => (
        <li key={id} className="past__line">
          {sentence}{" "}
          <time className="small muted" dateTime={at} title={formatDateTime(at)}>
            {relativeTime(at, now)}
          </time>
        </li>
      ))}
    </ol>
  );
}
