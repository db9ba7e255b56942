import { href, useLocation } from "react-router";
import { describePart, type FieldWords } from "#app/filters/describe-filter.ts";
import { filterParam } from "#app/filters/filter-tree.ts";
import { withoutPart } from "#app/filters/filter-edit.ts";
import { useFilter } from "#app/filters/use-filter.ts";
import { Empty, type Way } from "#app/ui/empty.tsx";
import { plural } from "#app/ui/format.ts";
import { withParams } from "#app/ui/url.ts";
import type { WayOut } from "./institutions-summary.server.ts";

/** Nothing is found: what excludes most, and how to go on. */
export function NoInstitution({
  wayOut,
  words,
  known,
}: {
  wayOut: WayOut | null;
  words: Record<string, FieldWords>;
  /** How many institutions there are without any filter. */
  known: number;
}) {
  const { search } = useLocation();
  const { filter } = useFilter();
  const q = new URLSearchParams(search).get("q");
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
      ways={wayOut ? [lift(wayOut), add] : [add]}
    >
      {wayOut ? null : "Essayez moins de mots, un sigle, un département ou un SIREN."}
    </Empty>
  );

  function lift({ without, count }: WayOut): Way {
    const hint = `${plural(count, "institution")} alors`;
    if (without === "q") {
      const to = withParams(search, { q: null, curseur: null }) || "?";
      return { icon: "close-line", title: `Chercher sans « ${q} »`, hint, to };
    }
    const { label, value } = describePart(without, words);
    const part = JSON.stringify(without);
    const rest = withoutPart(
      filter,
      "all" in filter ? filter.all.find((one) => JSON.stringify(one) === part)! : filter,
    );
    const to = withParams(search, { filtre: filterParam(rest), curseur: null }) || "?";
    return { icon: "close-line", title: `Retirer « ${label} : ${value} »`, hint, to };
  }
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
