import { href, Link } from "react-router";
import { Icon } from "#app/ui/icon.tsx";
import type { IconName } from "#app/ui/icons.ts";

type Lens = { label: string; icon: IconName; to: string };

/** The ways to look at the same institutions. */
const lenses: Lens[] = [
  { label: "Territoire", icon: "road-map-line", to: href("/cartographie") },
  { label: "Liens", icon: "share-line", to: href("/cartographie/liens") },
];

export function Lenses({ current }: { current: Lens["label"] }) {
  return (
    <nav className="chip-group" aria-label="Vues de la cartographie">
      {lenses.map(({ label, icon, to }) => (
        <Link
          key={label}
          className="chip fr-raw-link"
          to={to}
          aria-current={label === current ? "page" : undefined}
        >
          <Icon name={icon} />
          {label}
        </Link>
      ))}
    </nav>
  );
}
