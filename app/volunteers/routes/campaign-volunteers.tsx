import "#app/results/results.css";
import { Form, href, Link, redirect } from "react-router";
import { z } from "zod";
import { memberContext } from "#app/auth/context.ts";
import { findCampaign } from "#app/campaigns/campaign-row.server.ts";
import { CampaignStateLabel } from "#app/campaigns/state-label.tsx";
import { handleForm } from "#app/form.server.ts";
import { SubmitButton, TextField } from "#app/ui/form.tsx";
import { PageHead, Section } from "#app/ui/page.tsx";
import { VolunteerList } from "#app/volunteers/volunteer-list.tsx";
import { listVolunteers, openVolunteerPage, readVolunteerPage } from "#app/volunteers/volunteers.server.ts";
import type { Route } from "./+types/campaign-volunteers";

export const meta: Route.MetaFunction = () => [{ title: "Volontaires de la campagne · Essaim" }];

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

/** The public page of a campaign: its address, whether it is open, and who came by it. */
export default function CampaignVolunteers({ loaderData }: Route.ComponentProps) {
  const { campaign, address, items, total, writes, now } = loaderData;
  const { id, name, state } = campaign;
  return (
    <>
      <PageHead
        title="Volontaires"
        crumbs={[
          { label: "Campagnes", to: href("/campagnes") },
          { label: name, to: href("/campagnes/:id", { id }) },
        ]}
        beside={<CampaignStateLabel state={state} />}
      />
      <div className="page__body stack stack--lg">
        <Section title="Page « Je suis volontaire »">
          {address ? (
            <div className="stack volunteer results__note">
              <TextField
                name="address"
                label="Son adresse, à copier dans le message"
                hint="La même pour tous : elle ne désigne personne."
                defaultValue={address}
                readOnly
              />
              <div className="row row--wrap">
                <Link to={new URL(address).pathname} reloadDocument target="_blank" rel="noreferrer">
                  Voir la page
                </Link>
                {writes && (
                  <Form method="post">
                    <input type="hidden" name="open" value="non" />
                    <SubmitButton look="ghost" icon="lock-line">
                      Fermer la page
                    </SubmitButton>
                  </Form>
                )}
              </div>
            </div>
          ) : (
            <div className="stack results__note">
              <p className="muted">
                Fermée. Ouverte, elle recueille les coordonnées de qui se dit volontaire, et fait entrer son
                institution à l’étape « Volontaire », avec cette campagne pour source.
              </p>
              {writes && (
                <Form method="post">
                  <input type="hidden" name="open" value="oui" />
                  <SubmitButton icon="external-link-line">Ouvrir la page</SubmitButton>
                </Form>
              )}
            </div>
          )}
        </Section>
        <Section title="Volontaires" count={total}>
          {total === 0 ? (
            <p className="muted results__note">Personne encore.</p>
          ) : (
            <VolunteerList volunteers={items} total={total} writes={writes} now={now} />
          )}
          <p className="small results__note">
            <Link to={href("/volontaires")}>Tous les volontaires</Link>
          </p>
        </Section>
      </div>
    </>
  );
}
