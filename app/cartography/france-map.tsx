import { Link } from "react-router";
import { plural } from "#app/ui/format.ts";
import "./cartography.css";
import { contours, insetViewBox, mainland, mapViewBox, overseas, type Contour } from "./contours.ts";
import type { Choropleth, MapDepartement } from "./map.ts";
import { MapLegend } from "./map-legend.tsx";
import { inLens, LensFills, LensFrame, LensTarget } from "./map-lens.tsx";
import { MapPatterns } from "./map-patterns.tsx";

type FranceMapProps = {
  choropleth: Choropleth;
  /** Where a département's link goes, by its code. */
  hrefFor: (code: string) => string;
  /** The code of the département shown beside the map. */
  selected?: string | null;
};

/**
 * France and its 101 départements, each a link that says its name, its furthest stage and its partnerships.
 * Drawn by the server and whole without JavaScript; one a page, since its patterns and outlines carry ids.
 */
export function FranceMap({ choropleth, hrefFor, selected }: FranceMapProps) {
  const byCode = new Map(choropleth.departements.map((departement) => [departement.code, departement]));
  const link = (contour: Contour) => ({
    departement: byCode.get(contour.code)!,
    contour,
    to: hrefFor(contour.code),
    isSelected: contour.code === selected,
  });
  return (
    <figure className="france-map" aria-label={title}>
      <div className="france-map__layout">
        <a className="france-map__skip" href="#france-map-note">
          Passer la carte
        </a>
        <svg className="france-map__drawing" viewBox={mapViewBox}>
          <MapPatterns />
          <defs>
            {mainland.map(({ code, d }) => (
              <path key={code} id={`departement-${code}`} className="departement__outline" d={d} />
            ))}
          </defs>
          <g aria-hidden="true">
            {bottomUp(mainland, byCode).map(({ code, reach }) => (
              <use key={code} className={`departement departement--${reach}`} href={`#departement-${code}`} />
            ))}
            <LensFills byCode={byCode} />
          </g>
          {mainland.map((contour) => (
            <MainlandLink key={contour.code} {...link(contour)} />
          ))}
          <LensFrame />
        </svg>
        <ul className="france-map__insets fr-raw-list">
          {overseas.map((contour) => (
            <li key={contour.code}>
              <InsetLink {...link(contour)} />
            </li>
          ))}
        </ul>
        <MapLegend legend={choropleth.legend} />
        <figcaption className="france-map__note" id="france-map-note" tabIndex={-1}>
          Contours approchés, non opposables.
          {choropleth.elsewhere > 0 && ` ${plural(choropleth.elsewhere, "partenariat")} hors de la carte.`}
        </figcaption>
      </div>
    </figure>
  );
}

const title = `Carte des ${contours.length} départements selon l’étape la plus avancée`;

type LinkProps = { departement: MapDepartement; contour: Contour; to: string; isSelected: boolean };

/** Links lie above every fill, so that no neighbour hides half of a focus ring. */
function MainlandLink({ departement, contour, to, isSelected }: LinkProps) {
  return (
    <Link className="departement__link" to={to} preventScrollReset aria-current={isSelected || undefined}>
      <title>{departement.label}</title>
      <use className="departement__target" href={`#departement-${contour.code}`} />
      {inLens(contour.code) && <LensTarget code={contour.code} />}
    </Link>
  );
}

function InsetLink({ departement, contour, to, isSelected }: LinkProps) {
  return (
    <Link
      className="departement__link france-map__inset fr-raw-link"
      to={to}
      preventScrollReset
      title={departement.label}
      aria-label={departement.label}
      aria-current={isSelected || undefined}
    >
      <svg className="france-map__inset-drawing" viewBox={insetViewBox} aria-hidden="true">
        <path className={`departement departement--${departement.reach}`} d={contour.d} />
        <path className="departement__target departement__outline" d={contour.d} />
      </svg>
      {contour.name}
    </Link>
  );
}

/** Outlined départements last, so that their neighbours' white edges do not cover the outline. */
function bottomUp(drawn: Contour[], byCode: Map<string, MapDepartement>): MapDepartement[] {
  return drawn.map(({ code }) => byCode.get(code)!).sort((one, other) => layer(one) - layer(other));
}

function layer({ reach }: MapDepartement): number {
  return ["pipeline", "none"].indexOf(reach);
}
