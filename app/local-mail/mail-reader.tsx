import { useState } from "react";
import { href, Link } from "react-router";
import { formatDateTime, relativeTime } from "#app/ui/format.ts";
import { Icon } from "#app/ui/icon.tsx";
import { MailFormatChoice, type MailFormat } from "#app/ui/mail-format.tsx";
import { RETURN_WORDS } from "./local-mail.ts";
import type { LocalMail } from "./local-mails.server.ts";
import { ReturnForms } from "./return-forms.tsx";

type Reading = { mail: LocalMail; canWrite: boolean; now: Date; nextWeek: string };

/** A mail as its recipient reads it, and what they may do about it. */
export function MailReader({ mail, canWrite, now, nextWeek }: Reading) {
  const [format, setFormat] = useState<MailFormat>(mail.hasHtml ? "html" : "texte");
  const path = `${href("/boite-locale/:id/corps", { id: mail.id })}${format === "texte" ? "?format=texte" : ""}`;
  return (
    <article className="localmail__reader" aria-labelledby="mail-subject">
      <Link className="localmail__back link" to={href("/boite-locale")}>
        <Icon name="arrow-left-s-line" /> Tous les courriels
      </Link>
      <div className="row">
        <h2 className="localmail__subject fill" id="mail-subject">
          {mail.subject || "Sans objet"}
        </h2>
        {mail.hasHtml && <MailFormatChoice format={format} choose={setFormat} />}
      </div>
      <dl className="localmail__facts small">
        <dt>De</dt>
        <dd>{mail.sender}</dd>
        <dt>À</dt>
        <dd>
          <Recipient mail={mail} />
        </dd>
        <dt>Reçu</dt>
        <dd>
          <time dateTime={new Date(mail.receivedAt).toISOString()}>{formatDateTime(mail.receivedAt)}</time>
          {mail.campaign && (
            <>
              {", campagne "}
              <Link to={href("/campagnes/:id", { id: mail.campaign.id })}>{mail.campaign.name}</Link>
            </>
          )}
        </dd>
      </dl>
      <iframe
        className="mail__frame localmail__frame"
        title="Contenu du courriel"
        sandbox="allow-popups allow-popups-to-escape-sandbox"
        src={path}
      />
      {mail.answered && <Answered mail={mail} now={now} />}
      {canWrite && mail.mailboxId && !mail.system && <ReturnForms mail={mail} nextWeek={nextWeek} />}
    </article>
  );
}

function Recipient({ mail: { name, to, contactId, institution, institutionId } }: { mail: LocalMail }) {
  return (
    <>
      {contactId ? <Link to={href("/contacts/:id", { id: contactId })}>{name ?? to}</Link> : to}
      {contactId && <span className="muted"> {to}</span>}
      {institutionId && (
        <>
          {", "}
          <Link to={href("/institutions/:id", { id: institutionId })}>{institution}</Link>
        </>
      )}
    </>
  );
}

function Answered({ mail: { answered, answeredAt }, now }: { mail: LocalMail; now: Date }) {
  return (
    <p className="row is-ok" role="status">
      <Icon name="checkbox-circle-line" />
      <span>
        {RETURN_WORDS[answered!].done} {relativeTime(answeredAt, now)}.{" "}
        {answered === "reply" && <Link to={href("/reponses")}>Voir les réponses à traiter</Link>}
      </span>
    </p>
  );
}
