import { useEffect, useState } from "react";
import { href, useFetcher } from "react-router";
import { Button } from "#app/ui/button.tsx";
import { type FormAnswer, FormErrors, SubmitButton } from "#app/ui/form.tsx";
import { formatNumber } from "#app/ui/format.ts";
import { Icon } from "#app/ui/icon.tsx";
import { MailboxFields } from "./mailbox-fields.tsx";
import type { Mailbox } from "./mailboxes.server.ts";

/** A mailbox: where it writes from, its pace, its health; tried, paused and changed in place. */
export function MailboxRow({ mailbox, writes }: { mailbox: Mailbox; writes: boolean }) {
  const [open, setOpen] = useState(false);
  const trial = useFetcher<{ trouble: string | null }>();
  const pause = useFetcher();
  const params = { id: mailbox.id };
  return (
    <li className="settings__block">
      <div className="settings__row">
        <span className="fill">
          <span className="strong">{mailbox.name}</span> <span className="muted">{mailbox.fromAddress}</span>
          <span className="source">
            {server(mailbox)} · {pace(mailbox)}
          </span>
        </span>
        {writes && (
          <span className="row">
            <trial.Form method="post" action={href("/reglages/boites/:id/essai", params)}>
              <Button type="submit" look="ghost" aria-disabled={trial.state !== "idle"}>
                {trial.state === "idle" ? "Essayer la connexion" : "Essai en cours…"}
              </Button>
            </trial.Form>
            <pause.Form method="post" action={href("/reglages/boites/:id/pause", params)}>
              <input type="hidden" name="paused" value={mailbox.pausedAt ? "" : "on"} />
              <Button type="submit" look="ghost">
                {mailbox.pausedAt ? "Reprendre" : "Mettre en pause"}
              </Button>
            </pause.Form>
            <Button look="ghost" aria-expanded={open} onClick={() => setOpen(!open)}>
              Modifier
            </Button>
          </span>
        )}
      </div>
      {mailbox.pausedAt && <Health warn text="En pause : rien n’en part." />}
      {mailbox.pauseReason && <Health warn text={mailbox.pauseReason} />}
      <div aria-live="polite">
        {trial.data &&
          (trial.data.trouble ? (
            <Health warn text={trial.data.trouble} />
          ) : (
            <Health text="Le serveur répond et accepte la connexion." />
          ))}
      </div>
      {open && <EditForm mailbox={mailbox} onSaved={() => setOpen(false)} />}
    </li>
  );
}

function EditForm({ mailbox, onSaved }: { mailbox: Mailbox; onSaved: () => void }) {
  const fetcher = useFetcher<FormAnswer & { saved?: boolean }>();
  const saved = fetcher.state === "idle" && fetcher.data?.saved;
  useEffect(() => {
    if (saved) onSaved();
  });
  return (
    <fetcher.Form
      method="post"
      action={href("/reglages/boites/:id", { id: mailbox.id })}
      className="stack stack--lg settings__edit"
    >
      <FormErrors errors={fetcher.data?.errors} />
      <MailboxFields {...fetcher.data} known={{ ...mailbox, server: server(mailbox) }} />
      <p>
        <SubmitButton pending={fetcher.state !== "idle"}>Enregistrer la boîte</SubmitButton>
      </p>
    </fetcher.Form>
  );
}

function Health({ text, warn = false }: { text: string; warn?: boolean }) {
  return (
    <p className={warn ? "row is-warn" : "row is-ok"}>
      <Icon name={warn ? "error-warning-line" : "checkbox-circle-line"} />
      {text}
    </p>
  );
}

function server({ smtp }: Mailbox): string {
  if (!smtp) return "boîte locale : rien ne sort d’ici";
  const user = smtp.user ? `${smtp.user} sur ` : "";
  return `${user}${smtp.host}:${smtp.port}${smtp.own ? "" : " (celui de l’instance)"}`;
}

function pace({ dailyCap, window, sentToday }: Mailbox): string {
  const cap = dailyCap === null ? "sans plafond" : `${formatNumber(dailyCap)} par jour`;
  const hours = window ? `de ${window.start} à ${window.end}, jours ouvrés` : "à toute heure";
  return `${cap}, ${hours} · ${formatNumber(sentToday)} aujourd’hui`;
}
