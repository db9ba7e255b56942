import { contours, type Contour } from "./contours.ts";
import type { DrawnZone } from "./france-map.tsx";

/** A lens over the Channel: Paris and its neighbours are too small to read or to touch where they lie. */
const lens = { x: 112, y: 112, radius: 108, ground: 20.5 };
const scale = lens.radius / lens.ground;
const paris = contours.find(({ code }) => code === "75")!;
const labelled = ["75", "92", "93", "94"];
const seen = [...labelled, "77", "78", "91", "95"];
const enlarge = `translate(${lens.x} ${lens.y}) scale(${scale.toFixed(2)}) translate(${-paris.cx} ${-paris.cy})`;

export const inLens = (code: string): boolean => seen.includes(code);

export function LensFills({ byCode }: { byCode: Map<string, DrawnZone> }) {
  return (
    <>
      <clipPath id="map-lens">
        <circle cx={lens.x} cy={lens.y} r={lens.radius} />
      </clipPath>
      <g className="map-lens" clipPath="url(#map-lens)">
        {seen.map((code) => (
          <use
            key={code}
            className={`zone zone--${byCode.get(code)!.paint}`}
            href={`#zone-${code}`}
            transform={enlarge}
          />
        ))}
      </g>
    </>
  );
}

/** The enlarged part of a link. */
export function LensTarget({ code }: { code: string }) {
  return (
    <g clipPath="url(#map-lens)">
      <use className="zone__target" href={`#zone-${code}`} transform={enlarge} />
    </g>
  );
}

/** The rim, what it enlarges, and the words; above all the rest, and transparent to the pointer. */
export function LensFrame() {
  return (
    <g className="map-lens__frame" aria-hidden="true">
      <circle cx={lens.x} cy={lens.y} r={lens.radius} />
      <circle cx={paris.cx} cy={paris.cy} r={lens.ground} />
      <text className="map-lens__title" x={lens.x + lens.radius + 6} y={34}>
        Paris et
        <tspan x={lens.x + lens.radius + 6} dy="1.2em">
          petite couronne
        </tspan>
      </text>
      {labelled.map((code) => (
        <LensCode key={code} contour={contours.find((contour) => contour.code === code)!} />
      ))}
    </g>
  );
}

function LensCode({ contour }: { contour: Contour }) {
  return (
    <text
      className="map-lens__code"
      x={enlarged(contour.cx - paris.cx, lens.x)}
      y={enlarged(contour.cy - paris.cy, lens.y)}
      dy="0.35em"
    >
      {contour.code}
    </text>
  );
}

function enlarged(offset: number, centre: number): string {
  return (centre + offset * scale).toFixed(1);
}
