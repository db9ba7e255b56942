import { href, Link, useLocation } from "react-router";
import { MESSAGE_WORDS } from "#app/campaigns/message-state.ts";
import { MessageStateLabel } from "#app/campaigns/state-label.tsx";
import { MESSAGE_STATES } from "#app/outbox/outbox.ts";
import { formatDateTime, formatShortDate, formatTime, isoDay, relativeDays } from "#app/ui/format.ts";
import { Icon } from "#app/ui/icon.tsx";
import { useKeysetRows } from "#app/ui/keyset.ts";
import { Menu, MenuLink } from "#app/ui/menu.tsx";
import { MoreLink } from "#app/ui/more-link.tsx";
import { Section } from "#app/ui/page.tsx";
import { withParams } from "#app/ui/url.ts";
import { levelLabel } from "./funnel.ts";
import type { LedgerLetter, LedgerLine } from "./ledger.server.ts";
import { sequelOf } from "./sequel.ts";
import type { LedgerPage } from "./page.server.ts";

/** Recipient by recipient: who, which letter, when, in which state, the server's words, and what came of it. */
export function Ledger({ ledger, goal, now }: { ledger: LedgerPage; goal: string | null; now: Date }) {
  const { rows, nextHref, loading, loadMore } = useKeysetRows<LedgerLine>(ledger);
  return (
    <div id="registre">
      <Section title="Registre" count={ledger.total} aside={<Narrowed ledger={ledger} goal={goal} />}>
        <table className="table table--ledger">
          <caption className="fr-sr-only">Registre des envois, par destinataire</caption>
          <thead>
            <tr>
              <th className="w-5">Destinataire</th>
              <th>Institution</th>
              <th className="w-2">Lettre</th>
              <th className="w-3">Envoyé</th>
              <th className="w-3">État</th>
              <th className="w-3">Serveur</th>
              <th className="w-6">Suite</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((line) => (
              <Line key={line.id} line={line} now={now} />
            ))}
          </tbody>
        </table>
        {rows.length === 0 && (
          <p className="muted ledger__none">
            Personne ici. <Link to="?#registre">Voir tout le registre</Link>
          </p>
        )}
        <MoreLink to={nextHref} loading={loading} onMore={loadMore} />
      </Section>
    </div>
  );
}

function Line({ line, now }: { line: LedgerLine; now: Date }) {
  const { contactId, name, institution, institutionId, email, letters } = line;
  // What is under way or was last written says where they are; a follow-up not due yet does not.
  const last = letters.findLast(({ sentAt }) => sentAt !== null) ?? letters.at(-1);
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
      <td
        className="ledger__letter muted"
        title={letters.map((letter) => letterWords(letter, now)).join("\n")}
      >
        {last && `${last.step}${last.variant}`}
      </td>
      <td className="ledger__when muted">{last && <When letter={last} now={now} />}</td>
      <td className="ledger__state" title={last && MESSAGE_WORDS[last.state].label}>
        {last && <MessageStateLabel state={last.state} />}
      </td>
      <td
        className={`ledger__reply muted code${last?.state === "sent" ? " ledger__reply--usual" : ""}`}
        title={last?.reply ?? undefined}
      >
        {last?.reply && replyCode(last.reply)}
      </td>
      <td className="ledger__sequel">
        <Sequel line={line} now={now} />
      </td>
    </tr>
  );
}

function Sequel({ line, now }: { line: LedgerLine; now: Date }) {
  const sequel = sequelOf(line, now);
  if (!sequel) return null;
  const { text, icon, tone } = sequel;
  return (
    <span className={tone ? `state is-${tone}` : "state"} title={text}>
      <Icon name={icon} />
      <span className="clip">{text}</span>
    </span>
  );
}

function When({ letter: { sentAt, dueAt, state }, now }: { letter: LedgerLetter; now: Date }) {
  const when = sentAt ?? (state === "planned" || state === "retry" ? dueAt : null);
  if (!when) return null;
  const today = isoDay(when) === isoDay(now);
  const words = sentAt
    ? today
      ? formatTime(when)
      : formatShortDate(when, now)
    : today
      ? `à ${formatTime(when)}`
      : relativeDays(when, now);
  return (
    <time dateTime={isoDay(when)} title={formatDateTime(when)}>
      {words}
    </time>
  );
}

/** « 550 5.1.1 » says enough; « 250 », that all is well. What is no server's reply stays as it is. */
function replyCode(reply: string): string {
  const [, code, status] = /^(\d{3})(?:[ -](\d\.\d{1,3}\.\d{1,3}))?/.exec(reply) ?? [];
  if (!code) return reply;
  return code.startsWith("2") || !status ? code : `${code} ${status}`;
}

/** « 2B, 24 septembre : 250 OK » */
function letterWords({ step, variant, sentAt, state, reply }: LedgerLetter, now: Date): string {
  const when = sentAt ? formatShortDate(sentAt, now) : MESSAGE_WORDS[state].label;
  return `${step}${variant}, ${when}${reply ? `\u00A0: ${reply}` : ""}`;
}

/** What the ledger shows, how to show all of it, and which state. */
function Narrowed({ ledger: { shown, segment }, goal }: { ledger: LedgerPage; goal: string | null }) {
  const { search } = useLocation();
  const words = [shown.level && levelLabel(shown.level, goal), segment].filter(Boolean).join(", ");
  return (
    <span className="row">
      {words && (
        <Link
          className="chip chip--sm fr-raw-link"
          to={`${withParams(search, { niveau: null, dans: null, valeur: null, curseur: null }) || "?"}#registre`}
          preventScrollReset
          aria-label={`Retirer le filtre ${words}`}
        >
          {words}
          <Icon name="close-line" />
        </Link>
      )}
      <StateMenu state={shown.state} />
    </span>
  );
}

function StateMenu({ state: shown }: { state: LedgerPage["shown"]["state"] }) {
  const { search } = useLocation();
  return (
    <Menu
      label="Filtrer le registre"
      align="end"
      opener={{ className: "chip chip--sm" }}
      button={
        <>
          {shown ? MESSAGE_WORDS[shown].label : "Tous les états"}
          <Icon name="arrow-down-s-line" />
        </>
      }
    >
      {[null, ...MESSAGE_STATES].map((state) => (
        <MenuLink
          key={state ?? "all"}
          to={withParams(search, { etat: state, curseur: null }) || "?"}
          preventScrollReset
          replace
        >
          <span className="menu__check">{state === shown && <Icon name="check-line" />}</span>
          <span className="fill">{state ? MESSAGE_WORDS[state].label : "Tous les états"}</span>
        </MenuLink>
      ))}
    </Menu>
  );
}
