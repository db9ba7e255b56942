import "#app/results/results.css";
import { href, Link, redirect } from "react-router";
import { z } from "zod";
import { memberContext } from "#app/auth/context.ts";
import { findCampaign } from "#app/campaigns/campaign-row.server.ts";
import { CampaignTabs } from "#app/campaigns/campaign-tabs.tsx";
import { CampaignStateLabel } from "#app/campaigns/state-label.tsx";
import { handleForm } from "#app/form.server.ts";
import { PageHead, Section } from "#app/ui/page.tsx";
import { VolunteerList } from "#app/volunteers/volunteer-list.tsx";
import { VolunteerPagePanel } from "#app/volunteers/volunteer-page-panel.tsx";
import { listVolunteers, openVolunteerPage, readVolunteerPage } from "#app/volunteers/volunteers.server.ts";
import type { Route } from "./+types/campaign-volunteers";

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `Volontaires de ${loaderData?.campaign.name ?? "la campagne"} · Essaim` },
];

export async function loader({ context, params }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  const { id, name, state } = await findCampaign(member, params.id);
  const [address, volunteers] = await Promise.all([
    readVolunteerPage(member, id),
    listVolunteers(member, { campaignId: id }),
  ]);
  return {
    campaign: { id, name, state },
    address,
    ...volunteers,
    writes: member.role !== "reader",
    now: new Date(),
  };
}

const schema = z.object({ open: z.enum(["oui", "non"], "Dites s’il faut ouvrir la page ou la fermer.") });

export const action = ({ request, context, params }: Route.ActionArgs) =>
  handleForm(request, schema, async ({ open }) => {
    await openVolunteerPage(context.get(memberContext), params.id, open === "oui");
    return redirect(href("/campagnes/:id/volontaires", { id: params.id }));
  });

/** Who came by the public page of a campaign, and that page: its address, whether it is open. */
export default function CampaignVolunteers({ loaderData }: Route.ComponentProps) {
  const { campaign, address, items, total, writes, now } = loaderData;
  const { id, name, state } = campaign;
  const draft = state === "draft";
  return (
    <>
      <PageHead
        title={draft ? "Volontaires" : name}
        crumbs={[
          { label: "Campagnes", to: href("/campagnes") },
          ...(draft ? [{ label: name, to: href("/campagnes/:id", { id }) }] : []),
        ]}
        beside={<CampaignStateLabel state={state} />}
      />
      {!draft && <CampaignTabs id={id} current="volunteers" />}
      <div className="page__body split split--results">
        <Section
          title="Volontaires"
          count={total}
          aside={
            <Link className="small" to={href("/volontaires")}>
              Ceux de toutes les campagnes
            </Link>
          }
        >
          {total === 0 ? (
            <p className="muted results__note">
              Personne encore.{" "}
              {address ? "Mettez l’adresse de la page" : "Ouvrez la page, puis mettez son adresse"} dans votre
              message, ou donnez-la au téléphone.
            </p>
          ) : (
            <VolunteerList volunteers={items} total={total} writes={writes} now={now} />
          )}
        </Section>
        <aside className="results__side" aria-label="Page publique">
          <VolunteerPagePanel address={address} writes={writes} />
        </aside>
      </div>
    </>
  );
}
