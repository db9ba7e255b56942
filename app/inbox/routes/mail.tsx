import "#app/day/day.css";
import { useState } from "react";
import { href, Link, useFetcher } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { Decisions } from "#app/inbox/pending-list.tsx";
import { KIND_WORDS, MATCH_WORDS, noteOn, sizeWords } from "#app/inbox/pending.ts";
import { readMail } from "#app/inbox/pending.server.ts";
import { Recognised } from "#app/inbox/recognised.tsx";
import { InstitutionField } from "#app/institutions/institution-field.tsx";
import { type FormAnswer, FormErrors, SubmitButton } from "#app/ui/form.tsx";
import { formatDateTime } from "#app/ui/format.ts";
import { Facts, PageHead, Section } from "#app/ui/page.tsx";
import type { Route } from "./+types/mail";

export const meta: Route.MetaFunction = () => [{ title: "Message reçu · Essaim" }];

export async function loader({ context, params }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  return { mail: await readMail(member, params.id), canWrite: member.role !== "reader" };
}

/** A message whole, as text and nothing else: no picture is fetched, no link is followed by itself. */
export default function Mail({ loaderData: { mail, canWrite } }: Route.ComponentProps) {
  const { from, subject, receivedAt, mailbox, matchedBy, confidence, contact, institution, state } = mail;
  const note = noteOn(mail);
  return (
    <>
      <PageHead
        title={subject || "Sans objet"}
        crumbs={[
          { label: "Ma journée", to: href("/") },
          { label: "À rattacher", to: href("/reponses/a-rattacher") },
        ]}
        lead={KIND_WORDS[mail.kind].label}
      />
      <div className="page__body stack stack--lg">
        <Facts
          facts={[
            { term: "De", value: [from.name, from.address].filter(Boolean).join(" · ") || "inconnu" },
            { term: "À", value: `${mailbox.name} · ${mailbox.fromAddress}` },
            { term: "Reçu", value: formatDateTime(receivedAt) },
            { term: "Taille", value: sizeWords(mail.size) },
            {
              term: "Reconnu",
              value: matchedBy ? `${MATCH_WORDS[matchedBy]}, ${confidence}\u00A0% de confiance` : "non",
            },
            ...(contact
              ? [
                  {
                    term: "Contact",
                    value: (
                      <Link className="link" to={href("/contacts/:id", { id: contact.id })}>
                        {contact.name}
                      </Link>
                    ),
                  },
                ]
              : []),
            ...(institution
              ? [
                  {
                    term: "Institution",
                    value: (
                      <Link className="link" to={href("/institutions/:id", { id: institution.id })}>
                        {institution.name}
                      </Link>
                    ),
                  },
                ]
              : []),
          ]}
        />
        {state === "to_attach" && (
          <Section title="Que faire de ce message">
            <div className="mail-note">
              {!mail.unreadable && <Recognised item={mail} />}
              {canWrite && <Decisions item={mail} alone />}
            </div>
            {canWrite && mail.kind !== "bounce" && mail.kind !== "delayed" && <Elsewhere mail={mail} />}
          </Section>
        )}
        <Section title="Le message">
          {note && <p className="small muted mail-note">{note}</p>}
          <pre className="mail-text">{mail.text || "Ce message ne contient aucun texte."}</pre>
        </Section>
      </div>
    </>
  );
}

/** Somebody, or somewhere, that nothing proposed. */
function Elsewhere({ mail: { id, from } }: { mail: Route.ComponentProps["loaderData"]["mail"] }) {
  const fetcher = useFetcher<FormAnswer>();
  const [newContact, setNewContact] = useState(false);
  return (
    <fetcher.Form
      method="post"
      action={href("/reponses/courriers/:id/rattachement", { id })}
      className="stack mail-elsewhere"
    >
      <FormErrors errors={fetcher.data?.errors} />
      <InstitutionField label="Rattacher à une autre institution" errors={fetcher.data?.errors} />
      {from.address && (
        <label className="row">
          <input
            type="checkbox"
            name="newContact"
            checked={newContact}
            onChange={(event) => setNewContact(event.target.checked)}
          />
          Y créer le contact {from.name || from.address}
        </label>
      )}
      <p>
        <SubmitButton pending={fetcher.state !== "idle"}>Rattacher</SubmitButton>
      </p>
    </fetcher.Form>
  );
}
