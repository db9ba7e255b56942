import { Link } from "react-router";
import { Button } from "#app/ui/button.tsx";
import { Icon } from "#app/ui/icon.tsx";
import { Menu, MenuLink, MenuTitle } from "#app/ui/menu.tsx";
import { LEVELS, levelWords } from "./levels.ts";
import { type MapState, writeMapState } from "./map-url.ts";
import { MEASURES, measureWords } from "./measures.ts";

type Props = {
  search: string;
  state: MapState;
  /** The codes that the search for white spots has found. */
  whiteSpots: string[];
};

/** The grain, the measure, and the gesture of the moment. Each is a link: the whole state is in the URL. */
export function MapControls({ search, state, whiteSpots }: Props) {
  const to = (changes: Partial<MapState>) => writeMapState(search, changes) || "?";
  return (
    <>
      <nav className="chip-group" aria-label="Maille">
        {LEVELS.map((level) => (
          <Link
            key={level}
            className="chip fr-raw-link"
            to={to({ level, selection: [], within: null, whiteSpots: false })}
            preventScrollReset
            discover="none"
            aria-current={level === state.level ? "true" : undefined}
          >
            {levelWords[level].tab}
          </Link>
        ))}
      </nav>
      <Menu
        label="Mesure"
        align="end"
        opener={{ className: "chip", "aria-label": `Mesure\u00A0: ${measureWords[state.measure]}` }}
        button={
          <>
            {measureWords[state.measure]} <Icon name="arrow-down-s-line" />
          </>
        }
      >
        <MenuTitle>Colorer la carte selon</MenuTitle>
        {MEASURES.map((measure) => (
          <MenuLink
            key={measure}
            to={to({ measure })}
            preventScrollReset
            discover="none"
            aria-current={measure === state.measure || undefined}
          >
            <span className="menu__check">{measure === state.measure && <Icon name="check-line" />}</span>
            {measureWords[measure]}
          </MenuLink>
        ))}
      </Menu>
      <WhiteSpotsLink
        to={to({ selection: whiteSpots, whiteSpots: true, sort: "population" })}
        found={whiteSpots.length > 0}
      />
    </>
  );
}

function WhiteSpotsLink({ to, found }: { to: string; found: boolean }) {
  if (!found)
    return (
      <Button look="primary" disabled title="Chaque territoire a déjà été contacté">
        Trouver les blancs qui comptent
      </Button>
    );
  return (
    <Link
      className="fr-btn fr-btn--sm fr-btn--icon-left fr-icon-crosshair-2-line"
      to={to}
      preventScrollReset
      discover="none"
    >
      Trouver les blancs qui comptent
    </Link>
  );
}
