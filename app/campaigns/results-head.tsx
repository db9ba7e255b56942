import { useState } from "react";
import { Form, href, Link } from "react-router";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ConfirmDialog } from "#app/ui/dialog.tsx";
import { formatShortDate, formatTime, plural, relativeDays } from "#app/ui/format.ts";
import { Icon } from "#app/ui/icon.tsx";
import type { ResultsPage } from "#app/results/page.server.ts";
import { PageHead } from "#app/ui/page.tsx";
import type { CampaignState } from "./campaign-state.ts";
import { unsettled } from "./message-state.ts";
import { CampaignStateLabel } from "./state-label.tsx";

type HeadProps = { page: ResultsPage; state: CampaignState; writes: boolean; now: Date };

/** Its name, its state, what comes next, and what can be done about it. */
export function ResultsHead({ page, state, writes, now }: HeadProps) {
  const [cancelling, setCancelling] = useState(false);
  const { campaign, results, mailbox } = page;
  const { id } = campaign;
  const left = unsettled(results);
  const alive = state === "running" || state === "paused";
  return (
    <>
      <PageHead
        title={campaign.name}
        crumbs={[{ label: "Campagnes", to: href("/campagnes") }]}
        beside={
          <>
            <CampaignStateLabel state={state} />
            <span className="muted">{whatNext(page, state, now)}</span>
          </>
        }
      >
        <ButtonLink look="ghost" to={href("/campagnes/:id/certificat", { id })}>
          Certificat
        </ButtonLink>
        {writes && alive && (
          <>
            <Button look="ghost" icon="close-line" onClick={() => setCancelling(true)}>
              Annuler la campagne
            </Button>
            {state === "running" ? (
              <Form method="post" action={href("/campagnes/:id/pause", { id })}>
                <Button type="submit" icon="pause-circle-line">
                  Mettre en pause
                </Button>
              </Form>
            ) : (
              <Form method="post" action={href("/campagnes/:id/reprise", { id })}>
                <Button type="submit" look="primary" icon="play-circle-line">
                  Reprendre
                </Button>
              </Form>
            )}
          </>
        )}
      </PageHead>
      {alive && mailbox && <MailboxTrouble mailbox={mailbox} />}
      <ConfirmDialog
        open={cancelling}
        onClose={() => setCancelling(false)}
        title="Annuler cette campagne"
        confirm={left > 0 ? `Annuler ${plural(left, "envoi")}` : "Annuler la campagne"}
        action={href("/campagnes/:id/annulation", { id })}
      >
        <p>
          {left > 0
            ? `${plural(left, "message")} ${left > 1 ? "ne partiront" : "ne partira"} pas.`
            : "Il ne reste rien à envoyer."}{" "}
          Ceux qui sont partis le restent. Une campagne annulée ne reprend pas.
        </p>
      </ConfirmDialog>
    </>
  );
}

function whatNext({ campaign, results, nextAt }: ResultsPage, state: CampaignState, now: Date): string {
  if (state === "running" && results.sending === 0 && nextAt && nextAt > now)
    return `prochain envoi ${relativeDays(nextAt, now)} à ${formatTime(nextAt)}`;
  if (state === "running") return `${plural(unsettled(results), "message")} à envoyer`;
  if (state === "paused") return `${plural(unsettled(results), "message")} en attente`;
  const end = campaign.finishedAt ?? campaign.launchedAt;
  return end ? `le ${formatShortDate(end, now)}` : "";
}

/** Why nothing leaves, when that is the mailbox's doing. */
function MailboxTrouble({
  mailbox: { name, paused, trouble },
}: {
  mailbox: NonNullable<ResultsPage["mailbox"]>;
}) {
  if (!paused && !trouble) return null;
  return (
    <p className="notice row" role="status">
      <Icon name="alert-line" />
      <span>
        {paused ? `La boîte « ${name} » est en pause.` : `La boîte « ${name} » n’envoie plus.`} {trouble}{" "}
        <Link className="link" to={href("/reglages/boites")}>
          Voir la boîte
        </Link>
      </span>
    </p>
  );
}
