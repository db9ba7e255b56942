import { useState } from "react";
import { Form, href, Link } from "react-router";
import { Button } from "#app/ui/button.tsx";
import { ConfirmDialog } from "#app/ui/dialog.tsx";
import { formatDate, formatDateTime, formatPhone, relativeDays } from "#app/ui/format.ts";
import { Icon } from "#app/ui/icon.tsx";
import type { IconName } from "#app/ui/icons.ts";
import { Aside, Section } from "#app/ui/page.tsx";
import type { ContactFile } from "./contact-file.server.ts";
import type { Exchange } from "./exchanges.server.ts";
import { telHref } from "./people.tsx";

/** Where someone works, and where they have worked. */
export function Posts({ posts }: Pick<ContactFile, "posts">) {
  return (
    <Aside title="Postes">
      <ul className="fr-raw-list stack">
        {posts.map(({ id, function: post, institution, validFrom, validTo }) => (
          <li key={id} className={validTo ? "muted" : undefined}>
            <Link to={href("/institutions/:id", { id: institution.id })}>{institution.name}</Link>
            <span className="source">
              {[
                post,
                validFrom && `depuis le ${formatDate(validFrom)}`,
                validTo && `jusqu’au ${formatDate(validTo)}`,
              ]
                .filter(Boolean)
                .join(", ")}
            </span>
          </li>
        ))}
      </ul>
    </Aside>
  );
}

/** How to reach someone, with where and when each address was collected. Former ones still match an answer. */
export function Addresses({ addresses, opposedAt }: Pick<ContactFile, "addresses" | "opposedAt">) {
  return (
    <Aside title="Adresses">
      {addresses.length === 0 && <p className="muted">Aucune adresse.</p>}
      <ul className="fr-raw-list stack">
        {addresses.map(({ id, kind, value, source, collectedAt, validTo }) => (
          <li key={id} className={validTo ? "muted" : undefined}>
            {kind === "phone" ? (
              <a href={telHref(value)}>{formatPhone(value)}</a>
            ) : opposedAt || validTo ? (
              value
            ) : (
              <a href={`mailto:${value}`}>{value}</a>
            )}
            <span className="source">
              {source}, {formatDate(collectedAt)}
              {validTo && ` · plus utilisée depuis le ${formatDate(validTo)}`}
            </span>
          </li>
        ))}
      </ul>
    </Aside>
  );
}

/** A right: said in grey, recorded in two gestures, and held for every product. */
export function Opposition({
  id,
  name,
  opposedAt,
  canWrite,
}: Pick<ContactFile, "id" | "opposedAt"> & { name: string; canWrite: boolean }) {
  const [open, setOpen] = useState(false);
  const action = href("/contacts/:id/opposition", { id });
  return (
    <Aside title="Opposition">
      {opposedAt ? (
        <p className="row">
          <Icon name="mail-forbid-line" /> S’est opposé à recevoir des messages le {formatDate(opposedAt)}.
        </p>
      ) : (
        <>
          <p className="muted">Aucune opposition connue.</p>
          {canWrite && (
            <Form
              method="post"
              action={action}
              onSubmit={(event) => {
                event.preventDefault();
                setOpen(true);
              }}
            >
              <Button icon="mail-forbid-line" type="submit">
                Enregistrer une opposition
              </Button>
            </Form>
          )}
        </>
      )}
      <ConfirmDialog
        open={open}
        onClose={() => setOpen(false)}
        title={`${name} s’oppose à recevoir des messages ?`.replace(" ?", "\u00A0?")}
        confirm="Enregistrer l’opposition"
        action={action}
      >
        <p>
          Plus aucune campagne ne lui sera adressée, de ce produit ni d’un autre. Les envois prévus sont
          annulés. Une opposition ne se retire pas d’ici.
        </p>
      </ConfirmDialog>
    </Aside>
  );
}

/** Removes a contact, once confirmed. */
export function Removal({ id, name }: { id: string; name: string }) {
  const [open, setOpen] = useState(false);
  const action = href("/contacts/:id/suppression", { id });
  return (
    <>
      <Form
        method="post"
        action={action}
        onSubmit={(event) => {
          event.preventDefault();
          setOpen(true);
        }}
      >
        <Button look="ghost" icon="delete-bin-line" type="submit">
          Supprimer
        </Button>
      </Form>
      <ConfirmDialog
        open={open}
        onClose={() => setOpen(false)}
        title={`Supprimer ${name}\u00A0?`}
        confirm="Supprimer le contact"
        action={action}
      >
        <p>
          Ses postes et ses adresses partent avec. Les échanges restent à l’institution, sans la personne ;
          une opposition reste connue.
        </p>
      </ConfirmDialog>
    </>
  );
}

const ICONS: Record<Exchange["kind"], IconName> = {
  call: "phone-line",
  email: "mail-line",
  meeting: "team-line",
  event: "calendar-line",
  user_test: "user-search-line",
  note: "draft-line",
};
const KINDS: Record<Exchange["kind"], string> = {
  call: "Appel",
  email: "Courriel",
  meeting: "Réunion",
  event: "Événement",
  user_test: "Test",
  note: "Note",
};

/** What was said with someone, the latest first. */
export function Exchanges({ exchanges, now }: { exchanges: Exchange[]; now: Date }) {
  return (
    <Section title="Échanges" count={exchanges.length}>
      {exchanges.length === 0 && (
        <p className="muted">Aucun échange encore. Notez-le depuis la fiche de l’institution.</p>
      )}
      <ol className="fr-raw-list">
        {exchanges.map(({ id, kind, direction, happenedAt, summary, institution }) => (
          <li key={id} className={direction === "inbound" ? "entry entry--in" : "entry"}>
            <span className="entry__icon">
              <Icon name={ICONS[kind]} />
            </span>
            <div className="entry__body">
              <div className="row">
                <span className="entry__title">
                  <span className="strong">{KINDS[kind]}</span>{" "}
                  <Link className="fr-raw-link muted" to={href("/institutions/:id", { id: institution.id })}>
                    {institution.name}
                  </Link>
                </span>
                <time
                  className="small muted push"
                  dateTime={happenedAt.toISOString()}
                  title={formatDateTime(happenedAt)}
                >
                  {relativeDays(happenedAt, now)}
                </time>
              </div>
              <p>{summary}</p>
            </div>
          </li>
        ))}
      </ol>
    </Section>
  );
}
