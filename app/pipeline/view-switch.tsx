import { Link, useLocation } from "react-router";
import { withParams } from "#app/ui/url.ts";

/** « Tableau | Liste », under the same filters. */
export function ViewSwitch({ list }: { list: boolean }) {
  const { search } = useLocation();
  const to = (vue: string | null) => ({ search: withParams(search, { vue, etape: null, curseur: null }) });
  return (
    <nav className="chip-group" aria-label="Présentation">
      <Link className="chip fr-raw-link" to={to(null)} aria-current={list ? undefined : "page"}>
        Tableau
      </Link>
      <Link className="chip fr-raw-link" to={to("liste")} aria-current={list ? "page" : undefined}>
        Liste
      </Link>
    </nav>
  );
}
