import { Form, href, Link } from "react-router";
import { Empty } from "#app/ui/empty.tsx";
import { formatDateTime, formatNumber, relativeTime } from "#app/ui/format.ts";
import { RETURN_WORDS } from "./local-mail.ts";
import type { LocalMailLine } from "./local-mails.server.ts";

type Listed = { items: LocalMailLine[]; total: number; q: string; open: string | null; now: Date };

export function MailList({ items, total, q, open, now }: Listed) {
  const search = q ? `?${new URLSearchParams({ q })}` : "";
  return (
    <section className="localmail__list" aria-label="Courriels reçus">
      <Form role="search" action={href("/boite-locale")}>
        <input
          className="fr-input"
          type="search"
          name="q"
          defaultValue={q}
          maxLength={200}
          aria-label="Chercher un courriel"
          placeholder="Nom, adresse, objet…"
          autoComplete="off"
        />
      </Form>
      <p className="small muted" aria-live="polite">
        {total > items.length
          ? `Les ${formatNumber(items.length)} plus récents sur ${formatNumber(total)}`
          : `${formatNumber(total)} ${total > 1 ? "courriels" : "courriel"}`}
      </p>
      <ul className="fr-raw-list">
        {items.map((mail) => (
          <li key={mail.id}>
            <Link
              className="localmail__line fr-raw-link"
              to={href("/boite-locale/:id", { id: mail.id }) + search}
              aria-current={mail.id === open ? "true" : undefined}
              preventScrollReset
            >
              <span className="row">
                <span className="strong clip fill">{mail.name ?? mail.to}</span>
                <time
                  className="small muted"
                  dateTime={new Date(mail.receivedAt).toISOString()}
                  title={formatDateTime(mail.receivedAt)}
                >
                  {relativeTime(mail.receivedAt, now)}
                </time>
              </span>
              <span className="clip">{mail.subject || "Sans objet"}</span>
              <span className="row small muted">
                <span className="clip fill">
                  {mail.system ? "Courriel du système" : (mail.institution ?? mail.to)}
                </span>
                {mail.answered && <span className="localmail__done">{RETURN_WORDS[mail.answered].done}</span>}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function NoMail() {
  return (
    <Empty
      title="Aucun courriel reçu pour l’instant"
      ways={[
        {
          ...{ icon: "send-plane-line", title: "Écrire une campagne", to: href("/campagnes/nouvelle") },
          hint: "Ce qu’elle envoie arrivera ici.",
        },
        {
          icon: "settings-5-line",
          title: "Donner un serveur à une boîte d’envoi",
          to: href("/reglages/boites"),
        },
      ]}
    >
      Ce que le produit envoie sans serveur SMTP arrive ici, et personne d’autre ne le reçoit.
    </Empty>
  );
}
