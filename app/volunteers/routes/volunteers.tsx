import { href } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { Empty } from "#app/ui/empty.tsx";
import { plural } from "#app/ui/format.ts";
import { PageHead } from "#app/ui/page.tsx";
import { VolunteerList } from "#app/volunteers/volunteer-list.tsx";
import { listVolunteers } from "#app/volunteers/volunteers.server.ts";
import type { Route } from "./+types/volunteers";

export const meta: Route.MetaFunction = () => [{ title: "Volontaires · Essaim" }];

export async function loader({ context }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  return { ...(await listVolunteers(member)), writes: member.role !== "reader", now: new Date() };
}

export default function Volunteers({
  loaderData: { items, total, waiting, writes, now },
}: Route.ComponentProps) {
  return (
    <>
      <PageHead
        title="Volontaires"
        crumbs={[{ label: "Campagnes", to: href("/campagnes") }]}
        beside={
          total > 0 && <span className="muted">{plural(waiting, "à recontacter", "à recontacter")}</span>
        }
      />
      <div className="page__body">
        {total === 0 ? (
          <Empty
            title="Personne ne s’est encore dit volontaire"
            ways={[
              {
                icon: "send-plane-line",
                title: "Ouvrir une page « Je suis volontaire »",
                hint: "Depuis une campagne, onglet Volontaires",
                to: href("/campagnes"),
              },
            ]}
          >
            Une campagne peut avoir une page publique, dont vous donnez l’adresse dans le message.
          </Empty>
        ) : (
          <VolunteerList volunteers={items} total={total} named writes={writes} now={now} />
        )}
      </div>
    </>
  );
}
