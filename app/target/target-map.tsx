import { contours, insetViewBox, mainland, mapViewBox, overseas } from "#app/cartography/contours.ts";
import { plural } from "#app/ui/format.ts";
import { formatList } from "./format-list.ts";
import "./target.css";

/** Where the Cible has institutions; said in words below, so that the drawing adds nothing one could miss. */
export function TargetMap({ departements }: { departements: Record<string, number> }) {
  const lit = ({ code }: { code: string }) => (departements[code] ?? 0) > 0;
  const far = overseas.filter(lit);
  const near = mainland.filter(lit);
  const dark = mainland.filter((contour) => !lit(contour));
  const cls = (contour: { code: string }) => (lit(contour) ? "target-map__lit" : "target-map__dark");
  return (
    <figure className="target-map">
      <svg
        viewBox={mapViewBox}
        role="img"
        aria-label={`${plural(near.length, "département")} de métropole sur 96`}
      >
        {mainland.map((contour) => (
          <path key={contour.code} className={cls(contour)} d={contour.d} />
        ))}
      </svg>
      <ul className="fr-raw-list target-map__insets" aria-hidden="true">
        {overseas.map((contour) => (
          <li key={contour.code} title={contour.name}>
            <svg viewBox={insetViewBox}>
              <path className={cls(contour)} d={contour.d} />
            </svg>
          </li>
        ))}
      </ul>
      <figcaption className="small muted">{words(contours.length, near, far, dark)}</figcaption>
    </figure>
  );
}

type Named = { code: string; name: string };

const FEW = 6;
const RING = ["75", "92", "93", "94"];

function words(all: number, near: Named[], far: Named[], dark: Named[]): string {
  const count = near.length + far.length;
  if (count === 0) return "Aucun département ne s’allume encore.";
  const overseasWords = far.length > 0 ? ` Outre-mer\u00A0: ${formatList(far.map(({ name }) => name))}.` : "";
  if (dark.length === 0) return `Toute la métropole.${overseasWords}`;
  const codes = dark.map(({ code }) => code);
  const ring = codes.length === RING.length && RING.every((code) => codes.includes(code));
  const without = ring ? "Paris et la petite couronne" : formatList(dark.map(({ name }) => name));
  if (dark.length <= FEW) return `Sans institution de ce type\u00A0: ${without}.${overseasWords}`;
  if (near.length <= FEW && near.length > 0)
    return `${formatList(near.map(({ name }) => name))}.${overseasWords}`;
  return `${count} départements sur ${all}.${overseasWords}`;
}
