import "#app/results/results.css";
import { useEffect, useRef } from "react";
import { href, Link, redirect, useFetcher } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { findCampaign } from "#app/campaigns/campaign-row.server.ts";
import { listRecipients, type RecipientLine } from "#app/campaigns/recipients.server.ts";
import { CampaignTabs } from "#app/campaigns/campaign-tabs.tsx";
import { CampaignStateLabel } from "#app/campaigns/state-label.tsx";
import { STOPS } from "#app/outbox/stops.ts";
import { Button } from "#app/ui/button.tsx";
import {
  formatDateTime,
  formatNumber,
  formatShortDate,
  formatTime,
  isoDay,
  relativeDays,
} from "#app/ui/format.ts";
import { refusal } from "#app/ui/form.tsx";
import { useKeysetRows } from "#app/ui/keyset.ts";
import { MoreLink } from "#app/ui/more-link.tsx";
import { PageHead, Section } from "#app/ui/page.tsx";
import type { Route } from "./+types/recipients";

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `Destinataires de ${loaderData?.campaign.name ?? "campagne"} · Essaim` },
];

/** Each person of a launched campaign: what comes next, or why nothing does. */
export async function loader({ context, params, url }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  const row = await findCampaign(member, params.id);
  if (row.state === "draft") throw redirect(href("/campagnes/:id", { id: row.id }));
  const { items: rows, ...page } = await listRecipients(member, row, {
    cursor: url.searchParams.get("curseur"),
  });
  const { id, name, state } = row;
  const goesOn = state === "running" || state === "paused";
  const acts = goesOn && member.role !== "reader";
  return { campaign: { id, name, state }, rows, ...page, acts, now: new Date() };
}

export default function Recipients({ loaderData }: Route.ComponentProps) {
  const { campaign, total, acts, now } = loaderData;
  const { rows, nextHref, loading, loadMore } = useKeysetRows<RecipientLine>(loaderData);
  return (
    <>
      <PageHead
        title={campaign.name}
        crumbs={[{ label: "Campagnes", to: href("/campagnes") }]}
        beside={<CampaignStateLabel state={campaign.state} />}
      />
      <CampaignTabs id={campaign.id} current="recipients" />
      <div className="page__body">
        <Section title="Destinataires" count={total}>
          <div className="table-scroll">
            <table className="table table--recipients">
              <caption className="fr-sr-only">Où en est chaque destinataire</caption>
              <thead>
                <tr>
                  <th className="w-6">Destinataire</th>
                  <th>Institution</th>
                  <th className="num w-2">Envois</th>
                  <th className="w-7">Suite</th>
                  {acts && (
                    <th className="w-7">
                      <span className="fr-sr-only">Arrêter ou reprendre</span>
                    </th>
                  )}
                </tr>
              </thead>
              <tbody>
                {rows.map((line) => (
                  <Line key={line.id} line={line} campaignId={campaign.id} acts={acts} now={now} />
                ))}
              </tbody>
            </table>
          </div>
          <MoreLink to={nextHref} loading={loading} onMore={loadMore} />
        </Section>
      </div>
    </>
  );
}

type LineProps = { line: RecipientLine; campaignId: string; acts: boolean; now: Date };

function Line({ line, campaignId, acts, now }: LineProps) {
  const { contactId, name, institution, sent } = line;
  return (
    <tr>
      <td className="recipient__who strong">
        {contactId ? (
          <Link className="fr-raw-link" to={href("/contacts/:id", { id: contactId })}>
            {name}
          </Link>
        ) : (
          name
        )}
      </td>
      <td className="recipient__where muted" title={institution ?? undefined}>
        {institution}
      </td>
      <td className="recipient__sent num">
        {formatNumber(sent)}
        <span className="recipient__unit muted"> {sent < 2 ? "envoi" : "envois"}</span>
      </td>
      <td className="recipient__next">
        <WhatNext line={line} now={now} />
      </td>
      {acts && (
        <td className="recipient__acts">
          <Acts line={line} campaignId={campaignId} />
        </td>
      )}
    </tr>
  );
}

function WhatNext({ line, now }: Pick<LineProps, "line" | "now">) {
  const { state, stopReason, stoppedAt, pausedUntil, nextAt, awaits } = line;
  if (state === "stopped")
    return (
      <>
        <span className="clip" title={stopReason ?? undefined}>
          {stopReason ?? "Arrêté."}
        </span>
        {stoppedAt && <span className="source">le {formatShortDate(stoppedAt, now)}</span>}
      </>
    );
  const away = pausedUntil && (
    <span className="source">absent jusqu’au {formatShortDate(pausedUntil, now)}</span>
  );
  if (nextAt)
    return (
      <>
        <time dateTime={isoDay(nextAt)} title={formatDateTime(nextAt)}>
          Prochain envoi {relativeDays(nextAt, now)} à {formatTime(nextAt)}
        </time>
        {away}
      </>
    );
  if (awaits) return <>Relance bientôt prévue{away}</>;
  return <span className="muted">Rien de plus à envoyer</span>;
}

function Acts({
  line: { id: enrollmentId, state, name, stopReason, pausedUntil, nextAt, awaits },
  campaignId: id,
}: {
  line: RecipientLine;
  campaignId: string;
}) {
  const fetcher = useFetcher<object>();
  const errors = Object.values(refusal(fetcher.data).errors ?? {}).flat();
  const resumes =
    (state === "stopped" && stopReason === STOPS.manual) || (state === "active" && pausedUntil !== null);
  const stops = state === "active" && (nextAt !== null || awaits);
  const path = { id, enrollmentId };
  // The button that was pressed goes, with the focus: it passes to the one that comes in its place.
  const acts = useRef<HTMLSpanElement>(null);
  const pressed = useRef(false);
  const press = () => {
    pressed.current = true;
  };
  useEffect(() => {
    if (!pressed.current || document.activeElement !== document.body) return;
    pressed.current = false;
    acts.current?.querySelector("button")?.focus();
  });
  return (
    <span className="row" ref={acts}>
      {resumes && (
        <fetcher.Form
          method="post"
          action={href("/campagnes/:id/destinataires/:enrollmentId/reprise", path)}
          onSubmit={press}
        >
          <Button type="submit" look="ghost" icon="play-circle-line" aria-label={`Reprendre pour ${name}`}>
            Reprendre
          </Button>
        </fetcher.Form>
      )}
      {stops && (
        <fetcher.Form
          method="post"
          action={href("/campagnes/:id/destinataires/:enrollmentId/arret", path)}
          onSubmit={press}
        >
          <Button type="submit" look="ghost" icon="close-line" aria-label={`Arrêter pour ${name}`}>
            Arrêter
          </Button>
        </fetcher.Form>
      )}
      {errors.length > 0 && (
        <span className="small is-late" role="alert">
          {errors.join(" ")}
        </span>
      )}
    </span>
  );
}
