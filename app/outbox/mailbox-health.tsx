import { Form, href, Link, useFetcher } from "react-router";
import { Button } from "#app/ui/button.tsx";
import { formatDateTime, formatNumber, formatShare, plural, relativeTime } from "#app/ui/format.ts";
import { Facts, Section } from "#app/ui/page.tsx";
import type { LastReply } from "./mailbox-health.server.ts";
import { type Health, signsOf } from "./mailbox-health.ts";
import { SignLine } from "./sign-line.tsx";
import { Today } from "./mailbox-row.tsx";
import type { Mailbox } from "./mailboxes.server.ts";

type Props = { mailbox: Mailbox; health: Health; replies: LastReply[]; writes: boolean; now: Date };

/** « Santé »: what goes, what comes, what is wrong and what to do about it. */
export function MailboxHealth({ mailbox, health, replies, writes, now }: Props) {
  const trial = useFetcher<{ trouble: string | null }>();
  const { id } = mailbox;
  const tried = trial.data?.trouble;
  return (
    <Section
      title="Santé"
      aside={
        writes && (
          <trial.Form method="post" action={href("/reglages/boites/:id/essai", { id })}>
            <Button type="submit" look="ghost" icon="refresh-line" aria-disabled={trial.state !== "idle"}>
              {trial.state === "idle" ? "Essayer la connexion" : "Essai en cours…"}
            </Button>
          </trial.Form>
        )
      }
    >
      <div className="signs">
        <div aria-live="polite">
          {trial.data && (
            <SignLine
              sign={
                tried
                  ? { tone: "late", text: tried }
                  : { tone: "ok", text: "Essai réussi : la boîte laisse entrer." }
              }
            />
          )}
        </div>
        {signsOf(mailbox, health, now).map((sign) => (
          <SignLine key={sign.text} sign={sign}>
            {writes && sign.way && <Way id={id} way={sign.way} />}
          </SignLine>
        ))}
      </div>
      <Facts facts={factsOf(mailbox, health, now)} />
      <LastReplies replies={replies} now={now} />
    </Section>
  );
}

function Way({ id, way }: { id: string; way: "resume" | "close-breaker" }) {
  const action =
    way === "resume"
      ? href("/reglages/boites/:id/pause", { id })
      : href("/reglages/boites/:id/disjoncteur", { id });
  return (
    <Form method="post" action={action}>
      <Button type="submit" icon="play-circle-line">
        Reprendre
      </Button>
    </Form>
  );
}

function factsOf(mailbox: Mailbox, { lastSentAt, bounced, waiting, due }: Health, now: Date) {
  const { smtp, imap, window } = mailbox;
  const hours = window ? `de ${window.start} à ${window.end}, jours ouvrés` : "à toute heure";
  return [
    { term: "Aujourd’hui", value: <Today {...mailbox} />, source: hours },
    {
      term: "En attente",
      value: plural(waiting, "message"),
      ...(waiting > 0 && { source: `dont ${formatNumber(due)} dont l’heure est venue` }),
    },
    {
      term: "Dernier envoi",
      value: lastSentAt ? relativeTime(lastSentAt, now) : "aucun encore",
      ...(lastSentAt && { source: formatDateTime(lastSentAt) }),
    },
    {
      term: "Retours",
      value: bounced.of === 0 ? "rien à compter" : formatShare(bounced.count / bounced.of),
      ...(bounced.of > 0 && {
        source: `${formatNumber(bounced.count)} sur les ${plural(bounced.of, "dernier envoi", "derniers envois")}`,
      }),
    },
    { term: "Envoi", value: smtp ? placeOf(smtp) : "boîte locale" },
    { term: "Réception", value: imap ? placeOf(imap) : "pas lue" },
  ];
}

function placeOf({ host, port, user, own }: NonNullable<Mailbox["smtp"]>): string {
  return `${user ? `${user} sur ` : ""}${host}:${port}${own ? "" : " (celui de l’instance)"}`;
}

function LastReplies({ replies, now }: { replies: LastReply[]; now: Date }) {
  if (replies.length === 0) return null;
  return (
    <>
      <h3 className="signs__title">Dernières réponses</h3>
      <ul className="fr-raw-list">
        {replies.map(({ id, from, subject, receivedAt, to }) => (
          <li key={id} className="settings__row">
            <span className="fill">
              {to ? (
                <Link
                  className="strong"
                  to={
                    to.kind === "contact"
                      ? href("/contacts/:id", { id: to.id })
                      : href("/institutions/:id", { id: to.id })
                  }
                >
                  {from}
                </Link>
              ) : (
                <span className="strong">{from}</span>
              )}
              <span className="source">{subject || "Sans objet"}</span>
            </span>
            <time className="small muted" dateTime={receivedAt.toISOString()}>
              {relativeTime(receivedAt, now)}
            </time>
          </li>
        ))}
      </ul>
    </>
  );
}
