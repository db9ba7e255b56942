import "./people.css";
import { href, Link } from "react-router";
import { inSentence } from "#app/institutions/institution-article.ts";
import { formatPhone, formatShortDate, type Moment } from "#app/ui/format.ts";
import { Icon } from "#app/ui/icon.tsx";
import { Aside, Avatar } from "#app/ui/page.tsx";
import type { Holder } from "./contacts-at.server.ts";

import { NewContactButton } from "./new-contact-dialog.tsx";
import { ROLE_LABELS } from "./position.ts";
import { WeightMenu } from "./weight-menu.tsx";

/** Who is known at an institution, with a call or a mail at hand. */
export function People({
  people,
  institution,
  canWrite,
  now,
}: {
  people: Holder[];
  institution: { id: string; name: string };
  canWrite: boolean;
  now: Moment;
}) {
  const add = canWrite && <NewContactButton institution={institution} />;
  const present = people.filter(({ left }) => !left).length;
  return (
    <Aside title="Contacts" count={present} aside={add}>
      {people.length === 0 && <p className="muted">Personne encore : un nom ou une adresse suffit.</p>}
      <ul className="fr-raw-list">
        {people.map((person) => (
          <li className={person.left ? "person person--left" : "person"} key={person.id}>
            <Avatar name={person.name} decorative />
            <div className="fill">
              <div className="row">
                <Link
                  className="fr-raw-link strong clip"
                  to={href("/contacts/:id", { id: person.id })}
                  title={person.name}
                >
                  {person.name}
                </Link>
                {!person.left && <Weight person={person} canWrite={canWrite} />}
                {person.opposed && <Opposed />}
              </div>
              <p className="small muted">
                {person.left
                  ? departure(person.left, now)
                  : (person.function ?? (person.role && "Adresse de fonction"))}
              </p>
            </div>
            {!person.left && <Reach {...person} email={canWrite ? person.email : null} />}
          </li>
        ))}
      </ul>
    </Aside>
  );
}

/** « Décide »: what somebody is to a decision; whoever may write changes it there. */
function Weight({ person, canWrite }: { person: Holder; canWrite: boolean }) {
  if (canWrite) return <WeightMenu person={person} />;
  return person.decisionRole && <span className="role">{ROLE_LABELS[person.decisionRole]}</span>;
}

/** An opposition is a right: grey, in words, never red. */
export function Opposed() {
  return (
    <span className="role row">
      <Icon name="mail-forbid-line" size="xs" /> Opposition
    </span>
  );
}

/** One gesture from a call or a mail; nobody writes to who objected. */
export function Reach({
  id,
  name,
  email,
  phone,
  opposed,
}: Pick<Holder, "id" | "name" | "email" | "phone" | "opposed">) {
  const call = phone && `Appeler ${name}, ${formatPhone(phone)}`;
  const write = email && !opposed && `Écrire à ${name}`;
  return (
    <div className="row person__acts">
      {call && (
        <a className="icon-btn fr-raw-link" href={telHref(phone)} aria-label={call} title={call}>
          <Icon name="phone-line" />
        </a>
      )}
      {write && (
        <Link
          className="icon-btn fr-raw-link"
          to={href("/contacts/:id/courriel", { id })}
          aria-label={write}
          title={write}
        >
          <Icon name="mail-line" />
        </Link>
      )}
    </div>
  );
}

export const telHref = (phone: string): string => `tel:${phone.replace(/[^\d+]/g, "")}`;

/** Said so that it fits anyone: « A rejoint la DRAAF Occitanie le 1er septembre ». */
export function departure({ at, to }: NonNullable<Holder["left"]>, now: Moment): string {
  const day = formatShortDate(at, now);
  return to ? `A rejoint ${inSentence(to.name).le} le ${day}` : `A quitté son poste le ${day}`;
}
