import { href, redirect, type ShouldRevalidateFunctionArgs } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { ChangePost } from "#app/contacts/change-post-dialog.tsx";
import { Addresses } from "#app/contacts/contact-facts.tsx";
import { getContactFile } from "#app/contacts/contact-file.server.ts";
import { contactName } from "#app/contacts/contact-name.ts";
import { Exchanges } from "#app/contacts/exchanges.tsx";
import { listExchanges } from "#app/contacts/exchanges.server.ts";
import { OppositionPanel } from "#app/contacts/opposition-panel.tsx";
import { Opposed, telHref } from "#app/contacts/people.tsx";
import { Posts } from "#app/contacts/posts.tsx";
import { Removal } from "#app/contacts/removal.tsx";
import { LikeContacts } from "#app/duplicates/like-people.tsx";
import { Merges } from "#app/duplicates/merges.tsx";
import { findSurvivor } from "#app/duplicates/survivor.server.ts";
import { useUndoForm } from "#app/contacts/use-undo-form.ts";
import { HistoryPanel } from "#app/history/history-panel.tsx";
import { buttonClass, ButtonLink } from "#app/ui/button.tsx";
import { formatPhone } from "#app/ui/format.ts";
import { Aside, PageHead } from "#app/ui/page.tsx";
import type { Route } from "./+types/contact";

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `${loaderData ? contactName(loaderData.file) : "Contact"} · Essaim` },
];

export async function loader({ context, params }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  const survivor = await findSurvivor(member, params.id);
  if (survivor) throw redirect(href("/contacts/:id", { id: survivor }));
  const file = await getContactFile(member, params.id);
  const exchanges = await listExchanges(member, file.id);
  return { file, exchanges, canWrite: member.role !== "reader", now: new Date() };
}

/** A contact that has just been removed is not read again. */
export function shouldRevalidate({ formAction, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) {
  return formAction?.endsWith("/suppression") ? false : defaultShouldRevalidate;
}

export default function ContactPage({
  loaderData: { file, exchanges, canWrite, now },
}: Route.ComponentProps) {
  const { id, email, phone, opposedAt, likeContacts, merges, note } = file;
  const name = contactName(file);
  const distinguish = useUndoForm();
  return (
    <>
      <PageHead
        title={name}
        crumbs={[{ label: "Contacts", to: href("/contacts") }]}
        lead={[file.function ?? (file.role && "Adresse de fonction"), file.institutionName]
          .filter(Boolean)
          .join(" · ")}
        beside={opposedAt && <Opposed />}
      >
        {phone && (
          <a
            className={buttonClass("tertiary", "phone-line")}
            href={telHref(phone)}
            title={formatPhone(phone)}
          >
            Appeler
          </a>
        )}
        {canWrite && email && !opposedAt && (
          <ButtonLink icon="mail-line" to={href("/contacts/:id/courriel", { id })}>
            Écrire
          </ButtonLink>
        )}
        {canWrite && (
          <>
            <ChangePost id={id} name={name} posts={file.posts} now={now} />
            <ButtonLink icon="edit-line" to={href("/contacts/:id/modification", { id })}>
              Modifier
            </ButtonLink>
            <Removal id={id} name={name} />
          </>
        )}
      </PageHead>
      <div className="page__body split split--file">
        <div>
          <LikeContacts {...{ id, like: likeContacts, canWrite, distinguish }} />
          <Exchanges {...{ exchanges, canWrite, now }} contactId={id} />
        </div>
        <aside className="stack" aria-label="Postes, adresses et opposition">
          <Posts contactId={id} posts={file.posts} canWrite={canWrite} now={now} />
          <Addresses addresses={file.addresses} opposedAt={opposedAt} />
          <OppositionPanel {...{ id, name, opposedAt, canWrite }} />
          <Merges merges={merges} canWrite={canWrite} now={now} />
          {note && (
            <Aside title="Note">
              <p className="note">{note}</p>
            </Aside>
          )}
          <HistoryPanel fiche="contacts" id={id} now={now} />
        </aside>
      </div>
    </>
  );
}
