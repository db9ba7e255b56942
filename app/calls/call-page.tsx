import { href, Link, useLocation, useNavigate } from "react-router";
import { Reach, telHref } from "#app/contacts/people.tsx";
import { Opposed } from "#app/contacts/people.tsx";
import { OUTCOME_LABELS, type CallOutcome } from "#app/interactions/interaction.ts";
import { KIND_ICONS, KIND_LABELS } from "#app/interactions/kinds.ts";
import { buttonClass, ButtonLink } from "#app/ui/button.tsx";
import { formatPhone, relativeDays } from "#app/ui/format.ts";
import { useHotkey } from "#app/ui/hotkeys.ts";
import { Icon } from "#app/ui/icon.tsx";
import { Aside, Avatar, Progress } from "#app/ui/page.tsx";
import { withParams } from "#app/ui/url.ts";
import { CallForm } from "./call-form.tsx";
import type { CallCard } from "./calls.server.ts";
import { mergeScript } from "./script.ts";

type Page = {
  card: CallCard;
  place: number;
  total: number;
  user: { id: string; name: string };
  canWrite: boolean;
  now: Date;
};

/** One institution to call: the numbers, what to say, what was said last, and what to note. */
export function CallPage({ card, place, total, user, canWrite, now }: Page) {
  const { institution, people, task, opportunity } = card;
  const { search } = useLocation();
  const navigate = useNavigate();
  const at = (n: number) => `${href("/appels")}${withParams(search, { n: String(n) })}`;
  useHotkey("p", () => void navigate(at(place + 1)));
  useHotkey("r", () => place > 0 && void navigate(at(place - 1)));
  return (
    <div className="page__body split calls" data-institution={institution.id}>
      <div className="stack stack--lg">
        <Progress value={place} max={total} label={`${place} sur ${total} faites`} />
        <div className="row row--wrap calls__head">
          <h2>
            <Link className="fr-raw-link" to={href("/institutions/:id", { id: institution.id })}>
              {institution.name}
            </Link>
          </h2>
          <span className="muted">{[institution.place, opportunity?.stage].filter(Boolean).join(" · ")}</span>
          <span className="row push">
            {place > 0 && (
              <ButtonLink look="ghost" icon="arrow-left-s-line" to={at(place - 1)} aria-keyshortcuts="R">
                Revenir
              </ButtonLink>
            )}
            <ButtonLink look="ghost" icon="arrow-right-s-line" to={at(place + 1)} aria-keyshortcuts="P">
              Passer
            </ButtonLink>
          </span>
        </div>
        {task && (
          <p>
            <Icon name="clipboard-line" /> Prévu&nbsp;: <span className="strong">{task.title}</span>
          </p>
        )}
        <Numbers institution={institution} people={people} />
        {canWrite && <CallForm card={card} userId={user.id} next={at(place + 1)} now={now} />}
      </div>
      <aside className="stack" aria-label="Ce qu’il faut savoir">
        <Aside title="Que dire">
          {card.script ? (
            <p className="calls__script">
              {mergeScript(card.script, {
                "institution.nom": institution.name,
                "territoire.nom": institution.place,
                "contact.nom": people[0]?.name ?? null,
                "expediteur.nom": user.name,
              })}
            </p>
          ) : (
            <p className="muted">
              Pas encore de script. Un administrateur l’écrit dans{" "}
              <Link to={href("/reglages")}>les réglages du produit</Link>.
            </p>
          )}
        </Aside>
        <Aside title="Derniers échanges">
          {card.last.length === 0 && <p className="muted">Aucun encore.</p>}
          <ul className="fr-raw-list">
            {card.last.map(({ id, kind, outcome, summary, happenedAt, contact }) => (
              <li key={id} className="calls__past">
                <p className="small muted row">
                  <Icon name={KIND_ICONS[kind]} size="xs" />
                  <span className="clip">
                    {outcome ? OUTCOME_LABELS[outcome as CallOutcome] : KIND_LABELS[kind]}
                    {contact && `, ${contact}`}
                  </span>
                  <time className="push">{relativeDays(happenedAt, now)}</time>
                </p>
                <p>{summary}</p>
              </li>
            ))}
          </ul>
        </Aside>
      </aside>
    </div>
  );
}

/** Every number there is: the first person's is the one to press. */
function Numbers({ institution, people }: Pick<CallCard, "institution" | "people">) {
  const numbered = people.filter(({ phone }) => phone);
  const first = numbered[0];
  return (
    <ul className="fr-raw-list calls__numbers">
      {first?.phone && (
        <li className="person">
          <Avatar name={first.name} decorative />
          <div className="fill">
            <p className="row">
              <span className="strong clip">{first.name}</span>
              {first.opposed && <Opposed />}
            </p>
            <p className="small muted">{first.function}</p>
            {first.opposed && (
              <p className="small muted">
                Son opposition porte sur les courriels&nbsp;: un appel reste possible.
              </p>
            )}
          </div>
          <a className={buttonClass("primary", "phone-line")} href={telHref(first.phone)}>
            {formatPhone(first.phone)}
          </a>
        </li>
      )}
      {numbered.slice(1, 5).map((person) => (
        <li key={person.id} className="person">
          <Avatar name={person.name} decorative />
          <div className="fill">
            <p className="row">
              <span className="clip">{person.name}</span>
              {person.opposed && <Opposed />}
            </p>
            <p className="small muted">
              {[person.function, formatPhone(person.phone!)].filter(Boolean).join(" · ")}
            </p>
          </div>
          <Reach {...person} email={null} />
        </li>
      ))}
      {institution.phone && (
        <li className="person">
          <Icon name="government-line" />
          <span className="fill">Standard</span>
          <a
            className={buttonClass(first ? "tertiary" : "primary", "phone-line")}
            href={telHref(institution.phone)}
          >
            {formatPhone(institution.phone)}
          </a>
        </li>
      )}
      {!first && !institution.phone && (
        <li className="muted">
          Aucun numéro connu.{" "}
          {institution.website && (
            <a href={institution.website} target="_blank" rel="noreferrer">
              Chercher sur son site
            </a>
          )}{" "}
          <Link to={href("/institutions/:id/correction", { id: institution.id })}>Ajouter le standard</Link>
        </li>
      )}
    </ul>
  );
}
