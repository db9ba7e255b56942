import { useState } from "react";
import { Form, href, Link, useLocation, useNavigate } from "react-router";
import { formatNumber } from "#app/ui/format.ts";
import { Icon } from "#app/ui/icon.tsx";
import { MailFormatChoice, type MailFormat } from "#app/ui/mail-format.tsx";
import type { IconName } from "#app/ui/icons.ts";
import { withParams } from "#app/ui/url.ts";
import type { Shown } from "./composer.server.ts";
import { WORST } from "./preview-pick.ts";
import { messageNames } from "./sequence.ts";
import type { Sequence } from "./sequence.server.ts";

/** What one of the recipients would receive, or the worst case, of any of the messages: first the one being written. */
export function PreviewColumn({
  campaignId,
  sequence,
  version,
  shown,
  found,
}: {
  campaignId: string;
  sequence: Sequence;
  version: number;
  shown: Shown | null;
  found: boolean;
}) {
  const [format, setFormat] = useState<MailFormat>("html");
  const { search } = useLocation();
  return (
    <section className="compose__preview" aria-labelledby="preview">
      <div className="row">
        <h2 id="preview">Aperçu</h2>
        <MailFormatChoice format={format} choose={setFormat} push />
      </div>
      {shown ? (
        <>
          <MessageChoice sequence={sequence} shownId={shown.variantId} />
          <Who shown={shown} found={found} />
          <article className="mail mail--framed">
            <p className="mail__subject">{shown.subject || "Sans objet"}</p>
            <MailFrame
              campaignId={campaignId}
              variantId={shown.variantId}
              contactId={shown.contactId}
              format={format}
              version={version}
            />
          </article>
          {shown.rank !== null && (
            <p className="row small muted">
              <Icon name="eye-line" />
              <span>
                Voir aussi{" "}
                <Link className="link" to={withPerson(search, WORST)} replace preventScrollReset>
                  le cas le plus difficile
                </Link>
              </span>
            </p>
          )}
        </>
      ) : (
        <p className="muted">Personne à qui écrire : complétez l’audience pour voir un aperçu.</p>
      )}
    </section>
  );
}

/** Which of the messages is previewed, when there are several. */
function MessageChoice({ sequence: { steps, current }, shownId }: { sequence: Sequence; shownId: string }) {
  const navigate = useNavigate();
  const { search } = useLocation();
  const names = messageNames(steps);
  if (names.length < 2) return null;
  return (
    <select
      className="fr-select"
      aria-label="Message de l’aperçu"
      value={shownId}
      onChange={({ target: { value } }) => {
        const apercu = value === current.variantId ? null : value;
        void navigate(withParams(search, { apercu }) || "?", { replace: true, preventScrollReset: true });
      }}
    >
      {names.map(({ variantId, name }) => (
        <option key={variantId} value={variantId}>
          {name}
        </option>
      ))}
    </select>
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

const WORST_MEANS =
  "De chaque champ, la plus longue valeur de l’audience ; rien là où le message écrit un repli";

function Who({ shown, found }: { shown: Shown; found: boolean }) {
  const { name, institution, rank, total, previousId, nextId } = shown;
  const { search } = useLocation();
  const kept = [...new URLSearchParams(search)].filter(
    ([key]) => key !== "destinataire" && key !== "cherche",
  );
  return (
    <div className="stack">
      <div className="row preview__who">
        <Turn to={withPerson(search, previousId)} icon="arrow-left-s-line" label="Destinataire précédent" />
        <div className="fill" aria-live="polite">
          <p className="strong clip">{name}</p>
          <p className="small muted clip" title={rank === null ? WORST_MEANS : undefined}>
            {rank === null
              ? "Longues valeurs, rien de facultatif"
              : `${institution ? `${institution} · ` : ""}${formatNumber(rank)} sur ${formatNumber(total)}`}
          </p>
        </div>
        <Turn to={withPerson(search, nextId)} icon="arrow-right-s-line" label="Destinataire suivant" />
      </div>
      {total > 1 && (
        <Form role="search" aria-label="Destinataires" replace preventScrollReset>
          {kept.map(([key, value]) => (
            <input key={key} type="hidden" name={key} value={value} />
          ))}
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

/** The same page, for someone else. */
const withPerson = (search: string, contactId: string) =>
  withParams(search, { destinataire: contactId, cherche: null });
