import { useState } from "react";
import { Form, href, redirect } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { handleForm } from "#app/form.server.ts";
import { useUndoToast } from "#app/history/use-undo-toast.ts";
import { isUuid } from "#app/ids.ts";
import { enterMailbox } from "#app/outbox/mailbox-entry.server.ts";
import { mailboxForm } from "#app/outbox/mailbox-form.ts";
import { MailboxForm } from "#app/outbox/mailbox-form.tsx";
import { readHealth } from "#app/outbox/mailbox-health.server.ts";
import { MailboxRow } from "#app/outbox/mailbox-row.tsx";
import { listRemovedMailboxes } from "#app/outbox/mailbox-removal.server.ts";
import { listMailboxes } from "#app/outbox/mailboxes.server.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { refusal } from "#app/ui/form.tsx";
import { formatShortDate } from "#app/ui/format.ts";
import { orOffline } from "#app/ui/or-offline.ts";
import { Section } from "#app/ui/page.tsx";
import type { Route } from "./+types/mailboxes";

export const meta: Route.MetaFunction = () => [{ title: "Boîtes · Essaim" }];

export async function loader({ context, url }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  const [mailboxes, removed] = await Promise.all([listMailboxes(member), listRemovedMailboxes(member)]);
  const ids = mailboxes.map(({ id }) => id);
  const health = await readHealth(member, ids);
  const setId = url.searchParams.get("annulable");
  return {
    lines: mailboxes.map((mailbox) => ({ mailbox, health: health.get(mailbox.id)! })),
    removed,
    adding: url.searchParams.has("ajouter") || mailboxes.length === 0,
    done:
      setId && isUuid(setId) ? { setId, message: "Boîte retirée. Ce qui attendait attend encore." } : null,
    writes: member.role !== "reader",
    now: new Date(),
  };
}

export const action = ({ request, context }: Route.ActionArgs) =>
  handleForm(request, mailboxForm, async (input) => {
    const id = await enterMailbox(context.get(memberContext), null, input);
    return redirect(`${href("/reglages/boites/:id", { id })}?ajoutee`, 303);
  });

export const clientAction = ({ serverAction }: Route.ClientActionArgs) => orOffline(serverAction);

/** The addresses the product writes from, each with how it fares. */
export default function Mailboxes({ loaderData, actionData }: Route.ComponentProps) {
  const { lines, removed, adding, writes, now } = loaderData;
  // Told once, though the page is read again.
  const [done] = useState(loaderData.done);
  useUndoToast(done);
  const add = writes && !adding && (
    <ButtonLink icon="add-line" to="?ajouter">
      Ajouter une boîte
    </ButtonLink>
  );
  return (
    <>
      <Section title="Boîtes" count={lines.length} aside={add}>
        {lines.length === 0 && (
          <p className="muted settings__empty">
            Une campagne part d’une boîte, et ses réponses y reviennent. Le plus sûr est une adresse dédiée à
            votre produit, sur son propre domaine, avec un serveur qui l’authentifie.
          </p>
        )}
        <ul className="fr-raw-list">
          {lines.map((line) => (
            <MailboxRow key={line.mailbox.id} {...line} now={now} />
          ))}
        </ul>
      </Section>
      {writes && adding && (
        <Section title="Ajouter une boîte">
          <MailboxForm refused={refusal(actionData)} submit="Ajouter la boîte" />
        </Section>
      )}
      {removed.length > 0 && (
        <Section title="Boîtes retirées" count={removed.length}>
          <ul className="fr-raw-list">
            {removed.map(({ id, name, fromAddress, removedAt }) => (
              <li key={id} className="settings__row">
                <span className="fill">
                  {name} <span className="muted">{fromAddress}</span>
                  <span className="source">retirée le {formatShortDate(removedAt!, now)}</span>
                </span>
                {writes && (
                  <Form method="post" action={href("/reglages/boites/:id/retour", { id })}>
                    <Button type="submit" look="ghost">
                      Remettre en service
                    </Button>
                  </Form>
                )}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
