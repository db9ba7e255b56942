import { Link } from "react-router";
import { RELATION_KINDS } from "#app/institutions/relation.ts";
import { Toolbar } from "#app/ui/page.tsx";
import { type GraphAsked, graphParams } from "./graph-url.ts";

const NAMES = {
  ...{ oversight: "Tutelle", membership: "Appartenance", covers: "Ressort", funds: "Financement" },
  ...{ prescribes: "Prescription", partners: "Partenariat" },
};

/** How far, which links, the past: each a link, so that a view is an address. */
export function GraphToolbar({ asked }: { asked: GraphAsked }) {
  const { hops, kinds, past } = asked;
  return (
    <div className="graph-bar">
      <Toolbar label="Réglages du graphe">
        <nav className="chip-group" aria-label="Portée">
          {([1, 2] as const).map((count) => (
            <Toggle key={count} to={{ ...asked, hops: count }} on={hops === count}>
              {count === 1 ? "Liens directs" : "Deux liens"}
            </Toggle>
          ))}
        </nav>
        <nav className="row row--wrap" aria-label="Types de liens">
          {RELATION_KINDS.map((kind) => {
            const on = kinds.includes(kind);
            const next = on ? kinds.filter((one) => one !== kind) : [...kinds, kind];
            return (
              <Toggle key={kind} to={{ ...asked, kinds: next }} on={on}>
                {NAMES[kind]}
              </Toggle>
            );
          })}
        </nav>
        <Toggle to={{ ...asked, past: !past }} on={past}>
          Liens finis
        </Toggle>
      </Toolbar>
    </div>
  );
}

function Toggle({ to, on, children }: { to: GraphAsked; on: boolean; children: string }) {
  return (
    <Link
      className="chip fr-raw-link"
      to={graphParams(to) || "?"}
      aria-current={on ? "true" : undefined}
      preventScrollReset
    >
      {children}
    </Link>
  );
}
