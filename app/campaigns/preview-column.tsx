import { useState } from "react";
import { Form, href, Link } from "react-router";
import { formatNumber } from "#app/ui/format.ts";
import { Icon } from "#app/ui/icon.tsx";
import { MailFormatChoice, type MailFormat } from "#app/ui/mail-format.tsx";
import type { IconName } from "#app/ui/icons.ts";
import type { Shown } from "./composer.server.ts";

/** What one of the recipients would receive; any of them. */
export function PreviewColumn({
  campaignId,
  variantId,
  version,
  shown,
  found,
}: {
  campaignId: string;
  variantId: string;
  version: number;
  shown: Shown | null;
  found: boolean;
}) {
  const [format, setFormat] = useState<MailFormat>("html");
  return (
    <section className="compose__preview" aria-labelledby="preview">
      <div className="row">
        <h2 id="preview">Aperçu</h2>
        <MailFormatChoice format={format} choose={setFormat} push />
      </div>
      {shown ? (
        <>
          <Who shown={shown} found={found} />
          <article className="mail mail--framed">
            <p className="mail__subject">{shown.subject || "Sans objet"}</p>
            <MailFrame
              campaignId={campaignId}
              variantId={variantId}
              contactId={shown.contactId}
              format={format}
              version={version}
            />
          </article>
          {shown.hardestId && shown.hardestId !== shown.contactId && (
            <p className="row small muted">
              <Icon name="eye-line" />
              <span>
                Voir aussi{" "}
                <Link className="link" to={to(shown.hardestId)} replace preventScrollReset>
                  le cas le plus difficile
                </Link>
              </span>
            </p>
          )}
        </>
      ) : (
        <p className="muted">Personne à qui écrire : complétez l’audience pour voir un aperçu.</p>
      )}
    </section>
  );
}

/** A mail body in its own page, which can load nothing and run nothing. */
export function MailFrame({
  campaignId,
  variantId,
  contactId,
  format,
  version,
}: {
  campaignId: string;
  /** Of a draft: which of its messages. */
  variantId?: string;
  contactId: string;
  format: "html" | "texte";
  version: number;
}) {
  const path = href("/campagnes/:id/apercu/:contactId", { id: campaignId, contactId });
  return (
    <iframe
      className="mail__frame"
      title="Aperçu du message"
      sandbox=""
      src={`${path}?version=${version}${variantId ? `&variante=${variantId}` : ""}${format === "texte" ? "&format=texte" : ""}`}
    />
  );
}

function Who({ shown, found }: { shown: Shown; found: boolean }) {
  const { name, institution, rank, total, previousId, nextId } = shown;
  return (
    <div className="stack">
      <div className="row preview__who">
        <Turn to={to(previousId)} icon="arrow-left-s-line" label="Destinataire précédent" />
        <div className="fill" aria-live="polite">
          <p className="strong clip">{name}</p>
          <p className="small muted clip">
            {institution && `${institution} · `}
            {formatNumber(rank)} sur {formatNumber(total)}
          </p>
        </div>
        <Turn to={to(nextId)} icon="arrow-right-s-line" label="Destinataire suivant" />
      </div>
      {total > 1 && (
        <Form role="search" aria-label="Destinataires" replace preventScrollReset>
          <input type="hidden" name="destinataire" value={shown.contactId} />
          <input
            className="fr-input"
            type="search"
            name="cherche"
            aria-label="Chercher un destinataire"
            placeholder="Chercher un destinataire"
            autoComplete="off"
          />
        </Form>
      )}
      {!found && <p className="small is-warn">Personne de ce nom dans l’audience.</p>}
    </div>
  );
}

function Turn({ to: target, icon, label }: { to: string; icon: IconName; label: string }) {
  return (
    <Link
      className="icon-btn fr-raw-link"
      to={target}
      aria-label={label}
      title={label}
      replace
      preventScrollReset
    >
      <Icon name={icon} />
    </Link>
  );
}

function to(contactId: string): string {
  return `?${new URLSearchParams({ destinataire: contactId })}`;
}
