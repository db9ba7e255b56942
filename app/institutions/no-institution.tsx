import { href, useLocation } from "react-router";
import type { Catalogue } from "#app/filters/catalogue.ts";
import { useWayOut } from "#app/filters/use-way-out.ts";
import type { WayOut } from "#app/filters/way-out.server.ts";
import { Empty, type Way } from "#app/ui/empty.tsx";
import { plural } from "#app/ui/format.ts";

/** Nothing is found: what excludes most, and how to go on. */
export function NoInstitution({
  wayOut,
  catalogue,
  known,
}: {
  wayOut: WayOut | null;
  catalogue: Catalogue;
  /** How many institutions there are without any filter. */
  known: number;
}) {
  const { search } = useLocation();
  const q = new URLSearchParams(search).get("q");
  const out = useWayOut(wayOut, catalogue, (count) => plural(count, "institution"));
  if (known === 0) return <NoUniverse />;
  const add: Way = {
    ...{
      icon: "add-line",
      title: "Ajouter une institution",
      hint: "Elle sera visible de votre produit seul.",
    },
    to: `${href("/institutions/nouvelle")}${q ? `?nom=${encodeURIComponent(q)}` : ""}`,
  };
  return (
    <Empty
      title={q ? `Aucune institution pour « ${q} »` : "Aucune institution ne répond à ces filtres"}
      ways={[...out, add]}
    >
      {wayOut ? null : "Essayez moins de mots, un sigle, un département ou un SIREN."}
    </Empty>
  );
}

function NoUniverse() {
  return (
    <Empty
      title="Les institutions de France attendent d’être chargées"
      ways={[
        {
          ...{
            icon: "download-line",
            title: "Charger l’annuaire",
            hint: "Une minute, sans quitter cette page des yeux.",
          },
          to: href("/demarrage/annuaire"),
        },
        { icon: "add-line", title: "Ajouter une institution", to: href("/institutions/nouvelle") },
      ]}
    />
  );
}
