import { href, Link } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { notFound } from "#app/errors.ts";
import { listChanges, type RecordTable } from "#app/history/changes.server.ts";
import type { Fiche } from "#app/history/history-panel.tsx";
import { PastLines } from "#app/history/past-lines.tsx";
import { withParams } from "#app/ui/url.ts";
import { PageHead } from "#app/ui/page.tsx";
import type { Route } from "./+types/history";

const TABLES: Record<Fiche, RecordTable> = {
  ...{ institutions: "Institution", contacts: "Contact", partenariats: "Opportunity" },
  ...{ campagnes: "Campaign", boites: "Mailbox" },
};

const CRUMBS: Record<Fiche, (id: string) => { label: string; to: string }> = {
  institutions: (id) => ({ label: "Institution", to: href("/institutions/:id", { id }) }),
  contacts: (id) => ({ label: "Contact", to: href("/contacts/:id", { id }) }),
  partenariats: (id) => ({ label: "Partenariat", to: href("/partenariats/:id", { id }) }),
  campagnes: (id) => ({ label: "Campagne", to: href("/campagnes/:id", { id }) }),
  boites: () => ({ label: "Boîtes", to: href("/reglages/boites") }),
};

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const table = Object.hasOwn(TABLES, params.fiche) ? TABLES[params.fiche as Fiche] : undefined;
  if (!table) throw notFound();
  const page = await listChanges(
    context.get(memberContext),
    table,
    params.id,
    url.searchParams.get("curseur"),
  );
  return { ...page, crumb: CRUMBS[params.fiche as Fiche](params.id), now: new Date() };
}

export const meta: Route.MetaFunction = () => [{ title: "Historique · Essaim" }];

export default function History({ loaderData }: Route.ComponentProps) {
  const { items, nextCursor, crumb, now } = loaderData;
  return (
    <>
      <PageHead title="Historique" crumbs={[crumb]} lead="Qui a changé quoi, du plus récent au plus ancien" />
      <div className="page__body">
        <PastLines items={items} now={now} />
        {nextCursor && <Link to={withParams("", { curseur: nextCursor })}>Suite</Link>}
      </div>
    </>
  );
}
