import type { ReactNode } from "react";
import { href, Link } from "react-router";
import { formatNumber, plural, relativeDays, relativeTime } from "#app/ui/format.ts";
import { Due, Panel } from "#app/ui/page.tsx";
import type { Lapsed, Waking } from "./baskets.server.ts";
import type { Basket } from "./day.ts";
import type { Reply } from "./reply.ts";

type Aside = {
  replies: { items: Reply[]; total: number };
  /** What came in and that no rule was sure of. */
  pending: number;
  baskets: Basket[];
  waking: Waking[];
  lapsed: Lapsed[];
  now: Date;
  objectives?: ReactNode;
  /** Whose three years are over: an admin's to erase. */
  toPurge: number;
};

/** Who has answered, who is silent, who wakes up. */
export function DayAside({ replies, pending, baskets, waking, lapsed, now, objectives, toPurge }: Aside) {
  return (
    <aside className="stack stack--lg" aria-label="Réponses, relances et objectifs">
      <Replies {...replies} pending={pending} now={now} />
      <Panel title="Sans nouvelles depuis">
        <div className="baskets">
          {baskets.map(({ days, count, to }) => (
            <Link key={String(days)} className="basket fr-raw-link" to={to}>
              <span className={days === 45 && count > 0 ? "basket__figure is-late" : "basket__figure"}>
                {formatNumber(count)}
              </span>
              <span className="small muted">{days === null ? "jamais" : `${days} jours`}</span>
            </Link>
          ))}
        </div>
      </Panel>
      {lapsed.length > 0 && (
        <Panel title="Grands comptes en attente" count={lapsed.length}>
          <ul className="fr-raw-list">
            {lapsed.map(({ institutionId, name, cadenceDays, late }) => (
              <Line key={institutionId} id={institutionId} name={name}>
                <span className="due due--late" title={`Un échange promis tous les ${cadenceDays} jours`}>
                  {formatNumber(late)}&nbsp;j de retard
                </span>
              </Line>
            ))}
          </ul>
        </Panel>
      )}
      {waking.length > 0 && (
        <Panel title="Se réveillent" count={waking.length}>
          <ul className="fr-raw-list">
            {waking.map(({ institutionId, name, wakeOn }) => (
              <Line key={institutionId} id={institutionId} name={name}>
                <Due date={wakeOn} today={now} />
              </Line>
            ))}
          </ul>
        </Panel>
      )}
      {objectives}
      {toPurge > 0 && (
        <p className="small muted">
          {plural(toPurge, "personne")} {toPurge > 1 ? "dépassent" : "dépasse"} trois ans sans
          nouvelles&nbsp;: <Link to={href("/reglages/purge")}>les données à purger</Link>
        </p>
      )}
    </aside>
  );
}

function Line({ id, name, children }: { id: string; name: string; children: ReactNode }) {
  return (
    <li className="day__line">
      <Link className="fr-raw-link clip" to={href("/institutions/:id", { id })}>
        {name}
      </Link>
      {children}
    </li>
  );
}

function Replies({
  items,
  total,
  pending,
  now,
}: {
  items: Reply[];
  total: number;
  pending: number;
  now: Date;
}) {
  const all = (
    <Link className="link small" to={href("/reponses")}>
      Tout traiter
    </Link>
  );
  return (
    <Panel title="Réponses à traiter" count={total} aside={total > 0 && all}>
      {total === 0 && <p className="panel__body muted">Tout est lu. Les prochaines arriveront ici.</p>}
      <ul className="fr-raw-list">
        {items.map(({ id, institution, contact, summary, happenedAt }) => (
          <li key={id} className="reply">
            <div className="row">
              <Link className="fr-raw-link strong clip" to={`${href("/reponses")}?premiere=${id}`}>
                {contact?.name ?? institution.name}
              </Link>
              <time
                className="small muted push"
                dateTime={new Date(happenedAt).toISOString()}
                title={relativeDays(happenedAt, now)}
              >
                {relativeTime(happenedAt, now)}
              </time>
            </div>
            {contact && <p className="small muted clip">{institution.name}</p>}
            <p className="reply__said">{summary}</p>
          </li>
        ))}
      </ul>
      {pending > 0 && (
        <p className="panel__body">
          <Link className="link small" to={href("/reponses/a-rattacher")}>
            {pending === 1 ? "1 message à rattacher" : `${formatNumber(pending)} messages à rattacher`}
          </Link>
        </p>
      )}
    </Panel>
  );
}
