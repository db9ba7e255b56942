import { href, Link } from "react-router";
import { KIND_ICONS, KIND_LABELS } from "#app/interactions/interaction.ts";
import { AnswerLink, LetterLine } from "#app/letters/letter-line.tsx";
import { formatDateTime, relativeDays } from "#app/ui/format.ts";
import { Icon } from "#app/ui/icon.tsx";
import type { Exchange } from "./exchanges.server.ts";

/** What was said with someone, the latest first. */
export function Exchanges({
  exchanges,
  contactId,
  canWrite,
  now,
}: {
  exchanges: Exchange[];
  contactId: string;
  canWrite: boolean;
  now: Date;
}) {
  return (
    <section aria-labelledby="echanges">
      <div className="row timeline__head">
        <h2 id="echanges">Échanges</h2>
        <span className="muted">{exchanges.length}</span>
      </div>
      {exchanges.length === 0 && (
        <p className="muted">Aucun échange encore. Notez-le depuis la fiche de l’institution.</p>
      )}
      <ol className="fr-raw-list">
        {exchanges.map(({ id, kind, direction, happenedAt, summary, institution, message }) => (
          <li key={id} className={direction === "inbound" ? "entry entry--in" : "entry"}>
            <span className="entry__icon">
              <Icon name={KIND_ICONS[kind]} />
            </span>
            <div className="entry__body">
              <div className="row">
                <span className="entry__title">
                  <span className="strong">{KIND_LABELS[kind]}</span>{" "}
                  <Link className="fr-raw-link muted" to={href("/institutions/:id", { id: institution.id })}>
                    {institution.name}
                  </Link>
                </span>
                <time
                  className="small muted push"
                  dateTime={happenedAt.toISOString()}
                  title={formatDateTime(happenedAt)}
                >
                  {relativeDays(happenedAt, now)}
                </time>
              </div>
              {message && <LetterLine letter={message} now={now} />}
              <p className="entry__text">{summary}</p>
              {canWrite && direction === "inbound" && kind === "email" && (
                <AnswerLink contactId={contactId} exchangeId={id} />
              )}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
