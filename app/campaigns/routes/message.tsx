import { href, redirect } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { findCampaign, viewCampaign } from "#app/campaigns/campaign-row.server.ts";
import { listCampaignMessages } from "#app/campaigns/messages.server.ts";
import { FollowUps } from "#app/campaigns/follow-ups.tsx";
import { readSequence } from "#app/campaigns/sequence.server.ts";
import { FrozenMessage } from "#app/campaigns/frozen-message.tsx";
import { CampaignStateLabel } from "#app/campaigns/state-label.tsx";
import { CampaignTabs } from "#app/campaigns/campaign-tabs.tsx";
import { PageHead } from "#app/ui/page.tsx";
import type { Route } from "./+types/message";

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `Message de ${loaderData?.campaign.name ?? "campagne"} · Essaim` },
];

/** What was written, and what one of the recipients received. */
export async function loader({ context, params, url }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  const row = await findCampaign(member, params.id);
  const campaign = viewCampaign(row);
  if (campaign.state === "draft") throw redirect(href("/campagnes/:id", { id: campaign.id }));
  const cursor = url.searchParams.get("apres");
  const { items, nextCursor } = await listCampaignMessages(member, campaign.id, { cursor, limit: 1 });
  const { id, name, state } = campaign;
  const { steps } = await readSequence(member, row);
  const writes = member.role !== "reader" && (state === "running" || state === "paused");
  return {
    steps,
    writes,
    campaign: { id, name, state },
    recipient: items[0] ?? null,
    nextCursor,
  };
}

export default function Message({ loaderData }: Route.ComponentProps) {
  const { campaign, recipient, nextCursor, steps, writes } = loaderData;
  return (
    <>
      <PageHead
        title={campaign.name}
        crumbs={[{ label: "Campagnes", to: href("/campagnes") }]}
        beside={<CampaignStateLabel state={campaign.state} />}
      />
      <CampaignTabs id={campaign.id} current="message" />
      <FrozenMessage
        variants={steps[0]!.variants}
        campaign={campaign}
        recipient={recipient}
        nextCursor={nextCursor}
      >
        <FollowUps campaignId={campaign.id} steps={steps} writes={writes} />
      </FrozenMessage>
    </>
  );
}
