import { Link } from "react-router";
import { type Contour, drawnAt, insetViewBox, mapViewBox } from "./contours.ts";
import { inLens, LensFills, LensFrame, LensTarget } from "./map-lens.tsx";
import type { Paint } from "./measures.ts";

/** A territory as it is drawn: its fill, and what a reader hears of it. */
export type DrawnZone = { code: string; paint: Paint; label: string };

type FranceMapProps = {
  level: keyof typeof drawnAt;
  zones: DrawnZone[];
  /** Where a territory's link goes, by its code. */
  hrefFor: (code: string) => string;
  selected?: string[];
};

/**
 * France by région or by département, each a link that says its name and its class. Drawn by the server and whole
 * without JavaScript; one a page, since its outlines carry ids. `MapPatterns`
 * holds what fills them.
 */
export function FranceMap({ level, zones, hrefFor, selected = [] }: FranceMapProps) {
  const byCode = new Map(zones.map((zone) => [zone.code, zone]));
  const known = ({ code }: Contour) => byCode.has(code);
  const { mainland, overseas } = drawnAt[level];
  const hasLens = level === "departement" && mainland.every(known);
  const link = (contour: Contour) => ({
    zone: byCode.get(contour.code)!,
    contour,
    to: hrefFor(contour.code),
    isSelected: selected.includes(contour.code),
  });
  return (
    <>
      <a className="france-map__skip" href="#france-map-note">
        Passer la carte
      </a>
      <svg className="france-map__drawing" viewBox={mapViewBox}>
        <defs>
          {mainland.map(({ code, d }) => (
            <path key={code} id={`zone-${code}`} className="zone__outline" d={d} />
          ))}
        </defs>
        <g aria-hidden="true">
          {bottomUp(mainland.filter(known), byCode).map(({ code, paint }) => (
            <use key={code} className={`zone zone--${paint}`} href={`#zone-${code}`} />
          ))}
          {hasLens && <LensFills byCode={byCode} />}
        </g>
        {mainland.filter(known).map((contour) => (
          <MainlandLink key={contour.code} {...link(contour)} hasLens={hasLens} />
        ))}
        {hasLens && <LensFrame />}
      </svg>
      <ul className="france-map__insets fr-raw-list">
        {overseas.filter(known).map((contour) => (
          <li key={contour.code}>
            <InsetLink {...link(contour)} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** The outline of the métropole, while what fills it is on its way. */
export function BareMap() {
  return (
    <svg className="france-map__drawing" viewBox={mapViewBox} aria-hidden="true">
      {drawnAt.departement.mainland.map(({ code, d }) => (
        <path key={code} className="zone zone--outline" d={d} />
      ))}
    </svg>
  );
}

type LinkProps = { zone: DrawnZone; contour: Contour; to: string; isSelected: boolean };

/** Links lie above every fill, so that no neighbour hides half of a focus ring. */
function MainlandLink({ zone, contour, to, isSelected, hasLens }: LinkProps & { hasLens: boolean }) {
  return (
    <Link className="zone__link" to={to} preventScrollReset aria-current={isSelected || undefined}>
      <title>{zone.label}</title>
      <use className="zone__target" href={`#zone-${contour.code}`} />
      {hasLens && inLens(contour.code) && <LensTarget code={contour.code} />}
    </Link>
  );
}

function InsetLink({ zone, contour, to, isSelected }: LinkProps) {
  return (
    <Link
      className="zone__link france-map__inset fr-raw-link"
      to={to}
      preventScrollReset
      title={zone.label}
      aria-label={zone.label}
      aria-current={isSelected || undefined}
    >
      <svg className="france-map__inset-drawing" viewBox={insetViewBox} aria-hidden="true">
        <path className={`zone zone--${zone.paint}`} d={contour.d} />
        <path className="zone__target zone__outline" d={contour.d} />
      </svg>
      {contour.name}
    </Link>
  );
}

/** Outlined territories last, so that their neighbours' white edges do not cover the outline. */
function bottomUp(drawn: Contour[], byCode: Map<string, DrawnZone>): DrawnZone[] {
  return drawn.map(({ code }) => byCode.get(code)!).sort((one, other) => layer(one) - layer(other));
}

function layer({ paint }: DrawnZone): number {
  return ["faint", "outline"].indexOf(paint);
}
