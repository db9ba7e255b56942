import { href, Link, useLocation } from "react-router";
import { MESSAGE_STATES } from "#app/outbox/outbox.ts";
import {
  formatDateTime,
  formatNumber,
  formatShortDate,
  formatTime,
  isoDay,
  relativeDays,
} from "#app/ui/format.ts";
import { Icon } from "#app/ui/icon.tsx";
import { useKeysetRows } from "#app/ui/keyset.ts";
import { withParams } from "#app/ui/url.ts";
import { Menu, MenuLink } from "#app/ui/menu.tsx";
import { Section } from "#app/ui/page.tsx";
import { MESSAGE_WORDS } from "./message-state.ts";
import type { LedgerLine } from "./messages.server.ts";
import type { ResultsPage } from "./results-page.server.ts";
import { MessageStateLabel } from "./state-label.tsx";

/** Line by line: who, when, in which state, and the server's words. */
export function Ledger({ page, now }: { page: ResultsPage; now: Date }) {
  const { rows, nextHref, loading, loadMore } = useKeysetRows<LedgerLine>(page);
  return (
    <div id="registre">
      <Section title="Registre" count={page.total} aside={<StateMenu page={page} />}>
        <table className="table table--ledger">
          <caption className="fr-sr-only">Registre des envois, par nom</caption>
          <thead>
            <tr>
              <th className="w-6">Destinataire</th>
              <th>Institution</th>
              <th className="w-4">Envoyé</th>
              <th className="w-5">État</th>
              <th className="w-6">Serveur</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((line) => (
              <Line key={line.id} line={line} now={now} />
            ))}
          </tbody>
        </table>
        {rows.length === 0 && <p className="muted ledger__none">Aucun envoi dans cet état.</p>}
        {nextHref && (
          <p className="ledger__more">
            <Link
              className="link"
              to={nextHref}
              preventScrollReset
              onClick={(event) => {
                event.preventDefault();
                loadMore();
              }}
            >
              {loading ? "Chargement…" : "Suite"}
            </Link>
          </p>
        )}
      </Section>
    </div>
  );
}

function Line({ line, now }: { line: LedgerLine; now: Date }) {
  const { contactId, name, institution, institutionId, email, state, dueAt, sentAt, reply } = line;
  const when = sentAt ?? (state === "planned" || state === "retry" ? dueAt : null);
  return (
    <tr>
      <td className="ledger__who strong" title={email}>
        {contactId ? (
          <Link className="fr-raw-link" to={href("/contacts/:id", { id: contactId })}>
            {name}
          </Link>
        ) : (
          email
        )}
      </td>
      <td className="ledger__where muted" title={institution ?? undefined}>
        {institutionId && institution ? (
          <Link className="fr-raw-link" to={href("/institutions/:id", { id: institutionId })}>
            {institution}
          </Link>
        ) : (
          institution
        )}
      </td>
      <td className="ledger__when muted">
        {when && (
          <time dateTime={isoDay(when)} title={formatDateTime(when)}>
            {sentAt ? moment(when, now) : later(when, now)}
          </time>
        )}
      </td>
      <td className="ledger__state">
        <MessageStateLabel state={state} />
      </td>
      <td
        className={`ledger__reply muted code${state === "sent" ? " ledger__reply--usual" : ""}`}
        title={reply ?? undefined}
      >
        {reply}
      </td>
    </tr>
  );
}

/** The time for what is of today, the date otherwise. */
function moment(date: Date, now: Date): string {
  return isoDay(date) === isoDay(now) ? formatTime(date) : formatShortDate(date, now);
}

/** « demain », or the time when it is today. */
function later(date: Date, now: Date): string {
  return isoDay(date) === isoDay(now) ? `à ${formatTime(date)}` : relativeDays(date, now);
}

function StateMenu({ page: { results, shownState } }: { page: ResultsPage }) {
  const { search } = useLocation();
  const choices = [null, ...MESSAGE_STATES.filter((state) => results[state] > 0 || state === shownState)];
  return (
    <Menu
      label="Filtrer le registre"
      align="end"
      opener={{ className: "chip chip--sm" }}
      button={
        <>
          {shownState ? MESSAGE_WORDS[shownState].label : "Tous les états"}
          <Icon name="arrow-down-s-line" />
        </>
      }
    >
      {choices.map((state) => (
        <MenuLink
          key={state ?? "all"}
          to={withParams(search, { etat: state, curseur: null }) || "?"}
          preventScrollReset
          replace
        >
          <span className="menu__check">{state === shownState && <Icon name="check-line" />}</span>
          <span className="fill">{state ? MESSAGE_WORDS[state].label : "Tous les états"}</span>
          <span className="muted small">{formatNumber(state ? results[state] : results.enrolled)}</span>
        </MenuLink>
      ))}
    </Menu>
  );
}
