import { href, Link } from "react-router";
import { plural } from "#app/ui/format.ts";
import { Empty } from "#app/ui/empty.tsx";

/** Nothing to show: nothing at all, or nothing under this filter. */
export function PipelineEmpty({ all }: { all: number }) {
  if (all > 0) {
    return (
      <Empty title="Aucun partenariat ne répond à ces filtres">
        Votre pipeline en compte {plural(all, "autre")}.{" "}
        <Link to={href("/partenariats")}>Retirer les filtres</Link>
      </Empty>
    );
  }
  return (
    <Empty
      title="Votre pipeline attend ses premières institutions"
      ways={[
        {
          icon: "government-line",
          title: "Choisir des institutions",
          hint: "Cochez celles que vous visez, puis « Ajouter au pipeline ».",
          to: href("/institutions"),
        },
        {
          icon: "france-line",
          title: "Regarder la carte",
          hint: "Les départements où personne n’a encore été contacté.",
          to: href("/cartographie"),
        },
      ]}
    >
      Un partenariat suit une institution d’étape en étape, avec une prochaine action datée.
    </Empty>
  );
}
