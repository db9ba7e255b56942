import { href, redirect } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { findCampaign, viewCampaign } from "#app/campaigns/campaign-row.server.ts";
import { listCampaignMessages } from "#app/campaigns/messages.server.ts";
import { FrozenMessage } from "#app/campaigns/frozen-message.tsx";
import { CampaignStateLabel } from "#app/campaigns/state-label.tsx";
import { CampaignTabs } from "#app/campaigns/results.tsx";
import { PageHead } from "#app/ui/page.tsx";
import type { Route } from "./+types/message";

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `Message de ${loaderData?.campaign.name ?? "campagne"} · Essaim` },
];

/** What was written, and what one of the recipients received. */
export async function loader({ context, params, url }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  const campaign = viewCampaign(await findCampaign(member, params.id));
  if (campaign.state === "draft") throw redirect(href("/campagnes/:id", { id: campaign.id }));
  const cursor = url.searchParams.get("apres");
  const { items, nextCursor } = await listCampaignMessages(member, campaign.id, { cursor, limit: 1 });
  const { id, name, state, subject, text } = campaign;
  return { campaign: { id, name, state, subject, text }, recipient: items[0] ?? null, nextCursor };
}

export default function Message({ loaderData: { campaign, recipient, nextCursor } }: Route.ComponentProps) {
  return (
    <>
      <PageHead
        title={campaign.name}
        crumbs={[{ label: "Campagnes", to: href("/campagnes") }]}
        beside={<CampaignStateLabel state={campaign.state} />}
      />
      <CampaignTabs id={campaign.id} current="message" />
      <FrozenMessage campaign={campaign} recipient={recipient} nextCursor={nextCursor} />
    </>
  );
}
