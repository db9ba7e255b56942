import { href, Outlet, useLocation } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { readToPurge } from "#app/retention/expired.server.ts";
import { PageHead, Tabs } from "#app/ui/page.tsx";
import type { Route } from "./+types/settings";

export const meta: Route.MetaFunction = () => [{ title: "Réglages · Essaim" }];

export async function loader({ context }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  const toPurge = await readToPurge(member);
  return { product: member.product.name, admin: member.role === "admin", toPurge };
}

const PAGES: { label: string; to: string; admin?: boolean }[] = [
  { label: "Produit", to: href("/reglages") },
  { label: "Cible", to: href("/reglages/cible") },
  { label: "Étapes", to: href("/reglages/etapes") },
  { label: "Mentions des courriels", to: href("/reglages/mentions") },
  { label: "Boîtes", to: href("/reglages/boites") },
  { label: "Sollicitations", to: href("/reglages/sollicitations") },
  { label: "Extraits", to: href("/reglages/extraits") },
  { label: "Données à purger", to: href("/reglages/purge") },
  { label: "Membres", to: href("/reglages/membres") },
  { label: "Annuaire", to: href("/reglages/annuaire") },
  { label: "Jetons", to: href("/reglages/jetons") },
  { label: "Exports", to: href("/reglages/exports"), admin: true },
  { label: "Mon compte", to: href("/reglages/compte") },
];

export default function Settings({ loaderData }: Route.ComponentProps) {
  const { pathname } = useLocation();
  return (
    <>
      <PageHead title="Réglages" lead={loaderData.product} />
      <Tabs
        label="Réglages"
        tabs={PAGES.filter(({ admin }) => !admin || loaderData.admin).map((page) => ({
          ...page,
          current: isCurrent(pathname, page.to),
          ...(page.to === href("/reglages/purge") && loaderData.toPurge > 0 && { count: loaderData.toPurge }),
        }))}
      />
      <div className="page__body settings">
        <Outlet />
      </div>
    </>
  );
}

/** A page under one of these is still of it; everything is under the first. */
const isCurrent = (pathname: string, to: string): boolean =>
  pathname === to || (to !== href("/reglages") && pathname.startsWith(`${to}/`));
