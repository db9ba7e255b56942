import { useState } from "react";
import { Form, href, useLocation } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { handleForm } from "#app/form.server.ts";
import { HistoryPanel } from "#app/history/history-panel.tsx";
import { enterMailbox } from "#app/outbox/mailbox-entry.server.ts";
import { mailboxForm } from "#app/outbox/mailbox-form.ts";
import { MailboxForm } from "#app/outbox/mailbox-form.tsx";
import { listLastReplies, readHealth } from "#app/outbox/mailbox-health.server.ts";
import { MailboxHealth } from "#app/outbox/mailbox-health.tsx";
import { countLeftWaiting } from "#app/outbox/mailbox-removal.server.ts";
import { getMailbox } from "#app/outbox/mailboxes.server.ts";
import { useSavedToast } from "#app/settings/use-saved-toast.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ConfirmDialog } from "#app/ui/dialog.tsx";
import { refusal } from "#app/ui/form.tsx";
import { plural } from "#app/ui/format.ts";
import { orOffline } from "#app/ui/or-offline.ts";
import { Section } from "#app/ui/page.tsx";
import type { Route } from "./+types/mailbox";

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `${loaderData?.mailbox.name ?? "Boîte"} · Essaim` },
];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  const mailbox = await getMailbox(member, params.id);
  const [health, replies, left] = await Promise.all([
    readHealth(member, [mailbox.id]),
    listLastReplies(member, mailbox.id),
    countLeftWaiting(member, mailbox.id),
  ]);
  return {
    ...{ mailbox, replies, left, health: health.get(mailbox.id)! },
    added: url.searchParams.has("ajoutee"),
    writes: member.role !== "reader",
    now: new Date(),
  };
}

export const action = ({ request, context, params }: Route.ActionArgs) =>
  handleForm(request, mailboxForm, async (input) => {
    await enterMailbox(context.get(memberContext), params.id, input);
    return { saved: true };
  });

export const clientAction = ({ serverAction }: Route.ClientActionArgs) => orOffline(serverAction);

/** One mailbox: how it fares, then what it is. */
export default function MailboxPage({ loaderData, actionData }: Route.ComponentProps) {
  const { mailbox, health, replies, left, writes, now } = loaderData;
  const { key } = useLocation();
  const [added] = useState(loaderData.added ? { saved: true } : undefined);
  useSavedToast(added, "Boîte ajoutée.");
  useSavedToast(actionData, "Boîte enregistrée.");
  return (
    <>
      <p className="settings__back">
        <ButtonLink look="ghost" icon="arrow-left-s-line" to={href("/reglages/boites")}>
          Toutes les boîtes
        </ButtonLink>
      </p>
      <h2 className="settings__name">
        {mailbox.name} <span className="muted">{mailbox.fromAddress}</span>
      </h2>
      <MailboxHealth {...{ mailbox, health, replies, writes, now }} />
      {writes && (
        <Section title="Réglages de la boîte">
          {/* A new key once saved: passwords typed are gone from the page. */}
          <MailboxForm
            key={actionData && "saved" in actionData ? key : ""}
            refused={refusal(actionData)}
            submit="Enregistrer la boîte"
            known={mailbox}
          />
        </Section>
      )}
      {writes && <Stops mailbox={mailbox} left={left} />}
      <HistoryPanel fiche="boites" id={mailbox.id} now={now} />
    </>
  );
}

type StopsProps = {
  mailbox: { id: string; name: string; pausedAt: Date | null };
  left: { messages: number; campaigns: number };
};

/** To pause it, or take it out of use. */
function Stops({ mailbox: { id, name, pausedAt }, left }: StopsProps) {
  const [asking, setAsking] = useState(false);
  return (
    <Section title="Arrêter">
      <div className="row settings__row">
        {!pausedAt && (
          <Form method="post" action={href("/reglages/boites/:id/pause", { id })}>
            <input type="hidden" name="paused" value="on" />
            <Button type="submit" icon="pause-circle-line">
              Mettre en pause
            </Button>
          </Form>
        )}
        <Button icon="delete-bin-line" onClick={() => setAsking(true)}>
          Retirer la boîte
        </Button>
      </div>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={`Retirer la boîte «\u00A0${name}\u00A0»\u00A0?`}
        confirm="Retirer la boîte"
        action={href("/reglages/boites/:id/retrait", { id })}
      >
        <p>
          {left.messages > 0
            ? `${plural(left.messages, "message")} de ${plural(left.campaigns, "campagne")} ${left.messages > 1 ? "attendent" : "attend"} d’en partir, et ${left.messages > 1 ? "attendront" : "attendra"} son retour. `
            : "Rien n’attend d’en partir. "}
          Rien n’en partira plus, ses réponses ne seront plus lues. Ce qu’elle a envoyé reste dans les fiches.
          Vous pourrez la remettre en service ; ses mots de passe sont oubliés au bout d’un mois.
        </p>
      </ConfirmDialog>
    </Section>
  );
}
