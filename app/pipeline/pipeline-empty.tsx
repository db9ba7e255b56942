import { href, useLocation } from "react-router";
import type { Catalogue } from "#app/filters/catalogue.ts";
import { leavesOf } from "#app/filters/filter-tree.ts";
import { useFilter } from "#app/filters/use-filter.ts";
import { useWayOut } from "#app/filters/use-way-out.ts";
import type { WayOut } from "#app/filters/way-out.server.ts";
import { plural } from "#app/ui/format.ts";
import { withParams } from "#app/ui/url.ts";
import { Empty, type Way } from "#app/ui/empty.tsx";

/** Nothing to show: nothing at all, or nothing under this filter, and then what excludes most. */
export function PipelineEmpty({
  all,
  wayOut,
  catalogue,
}: {
  all: number;
  wayOut: WayOut | null;
  catalogue: Catalogue;
}) {
  const out = useWayOut(wayOut, catalogue, (count) => plural(count, "partenariat"));
  const { search } = useLocation();
  const { filter } = useFilter();
  const lifted = withParams(search, { q: null, filtre: null, curseur: null }) || "?";
  const asked = leavesOf(filter).length + (new URLSearchParams(search).has("q") ? 1 : 0);
  const everything: Way = {
    ...{ icon: "filter-line", title: "Retirer tous les filtres" },
    ...{ hint: `${plural(all, "partenariat")} alors`, to: lifted },
  };
  if (all > 0) {
    return (
      <Empty
        title="Aucun partenariat ne répond à ces filtres"
        ways={out[0] ? (asked > 1 ? [out[0], everything] : [out[0]]) : [everything]}
      />
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
