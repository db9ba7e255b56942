import { feature } from "topojson-client";
import type { Feature, MultiPolygon } from "geojson";
import departementTopology from "./geometry/departement.topo.json" with { type: "json" };
import epciTopology from "./geometry/epci.topo.json" with { type: "json" };
import regionTopology from "./geometry/region.topo.json" with { type: "json" };
import { type Level, levelWords } from "./levels.ts";
import type { Cell } from "./map.ts";
import {
  type Legend,
  legendOf,
  type Measure,
  measureWords,
  type Paint,
  paintOf,
  PAINTS,
} from "./measures.ts";

type Asked = { level: Level; measure: Measure; cells: Cell[]; dark: boolean; today: Date; legend?: boolean };

const topologies = { region: regionTopology, departement: departementTopology, epci: epciTopology };

/** One path a territory, by its code; made once. */
const paths = new Map<Level, Map<string, string>>();

/** The whole map as a file of its own: no stylesheet, no script, no link; its legend is drawn in it. */
export function drawMap({ level, measure, cells, dark, today, legend = true }: Asked): string {
  const colors = dark ? DARK : LIGHT;
  const outlines = pathsOf(level);
  const title = `${levelWords[level].all} de France, ${measureWords[measure].toLowerCase()}`;
  const shapes = cells.map((cell) => {
    const paint = paintOf(cell, measure, today);
    const edge = paint === "outline" || paint === "faint" ? colors.line : colors.surface;
    return `<path fill="${filled(paint, colors)}" stroke="${edge}" d="${outlines.get(cell.code) ?? ""}"/>`;
  });
  const height = legend ? 1090 : 1050;
  const box = `x="-150" y="-10" width="1210" height="${height}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-150 -10 1210 ${height}" role="img" font-family="sans-serif" font-size="17" fill="${colors.ink}"><title>${title}</title><defs>${patterns(colors)}</defs><rect ${box} fill="${colors.ground}"/><g stroke-width=".8" stroke-linejoin="round">${shapes.join("")}</g>${legend ? drawLegend(legendOf(cells, measure, today), colors) : ""}</svg>`;
}

function pathsOf(level: Level): Map<string, string> {
  const known = paths.get(level);
  if (known) return known;
  const topology = topologies[level] as unknown as Parameters<typeof feature>[0];
  const { geometries } = topology.objects[level] as unknown as { geometries: { id: string }[] };
  const made = new Map(
    geometries.map((geometry) => {
      const { coordinates } = (feature(topology, geometry as never) as unknown as Feature<MultiPolygon>)
        .geometry;
      return [geometry.id, coordinates.flat().map(ringPath).join("")];
    }),
  );
  paths.set(level, made);
  return made;
}

function ringPath(ring: number[][]): string {
  return `M${ring.map(([x, y]) => `${Math.round(x! * 10) / 10} ${Math.round(y! * 10) / 10}`).join("L")}Z`;
}

const NOTE = "Contours approchés, non opposables. COG Insee / DGCL 2026, API Géo, Natural Earth.";

function drawLegend(legend: Legend, colors: Colors): string {
  const lines = legend.map(({ paint, label, count }, index) => {
    const y = 800 + index * 32;
    return `<rect x="-130" y="${y}" width="36" height="22" rx="3" fill="${filled(paint, colors)}" stroke="${colors.line}"/><text x="-82" y="${y + 17}">${label} (${count})</text>`;
  });
  return `${lines.join("")}<text x="-130" y="1066">${NOTE}</text>`;
}

function filled(paint: Paint, colors: Colors): string {
  if (paint === "solid" || paint === "plain") return colors[paint];
  return paint === "outline" ? colors.surface : `url(#${paint})`;
}

type Colors = typeof LIGHT;

/** The design system's own values, since an image cannot read the page's. */
const LIGHT = {
  ...{ ground: "#f6f6f6", surface: "#ffffff", tint: "#e3e3fd", plain: "#e5e5f4", strong: "#6a6af4" },
  ...{ solid: "#000091", stopped: "#eeeeee", line: "#929292", ink: "#161616" },
};
const DARK: Colors = {
  ...{ ground: "#1e1e1e", surface: "#161616", tint: "#313178", plain: "#272747", strong: "#6a6af4" },
  ...{ solid: "#8585f6", stopped: "#242424", line: "#6a6a6a", ink: "#ffffff" },
};

function patterns({ surface, tint, strong, stopped, line }: Colors): string {
  const drawn: Partial<Record<Paint, string>> = {
    dots: `<rect width="9" height="9" fill="${strong}"/><circle cx="4.5" cy="4.5" r="2" fill="${surface}"/>`,
    faint: `<rect width="9" height="9" fill="${surface}"/><circle cx="2.2" cy="2.2" r="1.5" fill="${tint}"/><circle cx="6.7" cy="6.7" r="1.5" fill="${tint}"/>`,
    stripes: `<rect width="9" height="9" fill="${tint}"/><path d="M-2 2L2 -2M0 9L9 0M7 11L11 7" stroke="${strong}" stroke-width="2.8"/>`,
    crosses: `<rect width="9" height="9" fill="${stopped}"/><path d="M0 0L9 9M9 0L0 9" stroke="${line}" stroke-width="1.3"/>`,
  };
  return PAINTS.flatMap((paint) =>
    drawn[paint]
      ? [
          `<pattern id="${paint}" width="9" height="9" patternUnits="userSpaceOnUse">${drawn[paint]}</pattern>`,
        ]
      : [],
  ).join("");
}
