import { useMemo } from "react";
import { href, Link, useLocation } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { listCampaigns } from "#app/campaigns/campaigns.server.ts";
import { CAMPAIGN_LABELS, CAMPAIGN_STATES, type CampaignState } from "#app/campaigns/campaign-state.ts";
import { CampaignsEmpty } from "#app/campaigns/campaigns-empty.tsx";
import { campaignColumns, type CampaignLine } from "#app/campaigns/campaign-columns.tsx";
import { listMailboxes } from "#app/outbox/mailboxes.server.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { useKeysetRows } from "#app/ui/keyset.ts";
import { PageHead, Toolbar } from "#app/ui/page.tsx";
import { withParams } from "#app/ui/url.ts";
import type { Route } from "./+types/campaigns";

export const meta: Route.MetaFunction = () => [{ title: "Campagnes · Essaim" }];

export async function loader({ context, url }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  const asked = url.searchParams.get("etat");
  const state = CAMPAIGN_STATES.find((known) => known === asked);
  const cursor = url.searchParams.get("curseur");
  const [{ items: rows, nextCursor, total }, mailboxes] = await Promise.all([
    listCampaigns(member, { state, cursor }),
    listMailboxes(member),
  ]);
  return {
    ...{ rows, nextCursor, total, state: state ?? null, now: new Date() },
    ...{ hasMailbox: mailboxes.length > 0, writes: member.role !== "reader" },
  };
}

export default function Campaigns({ loaderData }: Route.ComponentProps) {
  const { total, state, hasMailbox, writes, now } = loaderData;
  const page = useKeysetRows<CampaignLine>(loaderData);
  const columns = useMemo(() => campaignColumns(now), [now]);
  const none = total === 0 && !state;
  return (
    <>
      <PageHead title="Campagnes">
        {!none && (
          <>
            <ButtonLink look="ghost" icon="bar-chart-box-line" to={href("/campagnes/comparaison")}>
              Comparer
            </ButtonLink>
            <ButtonLink look="ghost" icon="user-add-line" to={href("/volontaires")}>
              Volontaires
            </ButtonLink>
          </>
        )}
        {writes && !none && (
          <ButtonLink look="primary" icon="add-line" to={href("/campagnes/nouvelle")}>
            Nouvelle campagne
          </ButtonLink>
        )}
      </PageHead>
      {none ? (
        <CampaignsEmpty hasMailbox={hasMailbox} writes={writes} />
      ) : (
        <>
          <StateFilter state={state} />
          <DataTable
            caption="Campagnes, les plus récentes d’abord"
            noun={{ one: "campagne", many: "campagnes", feminine: true }}
            columns={columns}
            page={page}
            defaultSort="-creation"
            rowName={({ name }) => name}
            rowHref={({ id }) => href("/campagnes/:id", { id })}
          />
        </>
      )}
    </>
  );
}

function StateFilter({ state }: { state: CampaignState | null }) {
  const { search } = useLocation();
  return (
    <Toolbar label="Filtrer par état">
      {[null, ...CAMPAIGN_STATES].map((one) => (
        <Link
          key={one ?? "toutes"}
          className="chip fr-raw-link"
          to={withParams(search, { etat: one, curseur: null }) || "."}
          aria-current={one === state ? "true" : undefined}
        >
          {one ? CAMPAIGN_LABELS[one] : "Toutes"}
        </Link>
      ))}
    </Toolbar>
  );
}
