import type { Pair } from "polygon-clipping";
import type { Site } from "./voronoi.ts";

/** The Métropole du Grand Paris: Paris and all that touches it. */
const GRAND_PARIS = "200054781";

/**
 * The outline of Paris with its two woods, clockwise from the porte de Gentilly. Paris is one commune, hence
 * one centre, whose Voronoi cell would stop halfway to its neighbours' and swallow half of theirs.
 */
const OUTLINE: Pair[] = [
  [2.344, 48.816],
  [2.332, 48.818],
  [2.289, 48.828],
  [2.272, 48.828],
  [2.255, 48.835],
  [2.251, 48.845],
  [2.225, 48.853],
  [2.232, 48.869],
  [2.259, 48.88],
  [2.285, 48.886],
  [2.319, 48.9],
  [2.37, 48.902],
  [2.396, 48.899],
  [2.4, 48.883],
  [2.413, 48.873],
  [2.416, 48.849],
  [2.412, 48.834],
  [2.422, 48.836],
  [2.42, 48.843],
  [2.447, 48.845],
  [2.465, 48.841],
  [2.466, 48.828],
  [2.462, 48.818],
  [2.438, 48.818],
  [2.404, 48.829],
  [2.364, 48.816],
];
const STEP = 0.4; // km between two pairs of sites
const GAP = 0.02; // km from a site to the outline

/**
 * Pairs of sites astride the outline, one in Paris and its twin in the département of the nearest commune:
 * the border of two Voronoi cells is halfway between them, which is the outline.
 */
export function parisTwins(project: (lonLat: Pair) => Pair, communes: Site[]): Site[] {
  const around = communes.filter(({ departement }) => ["92", "93", "94"].includes(departement));
  const outline = OUTLINE.map(project);
  return outline.flatMap((from, index) => {
    const to = outline[(index + 1) % outline.length]!;
    const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
    const length = Math.hypot(dx, dy);
    const count = Math.ceil(length / STEP);
    const outward: Pair = [(dy / length) * GAP, (-dx / length) * GAP];
    return Array.from({ length: count }, (_, step) => {
      const along = (step + 0.5) / count;
      const at: Pair = [from[0] + dx * along, from[1] + dy * along];
      const outside: Pair = [at[0] + outward[0], at[1] + outward[1]];
      const inside: Pair = [at[0] - outward[0], at[1] - outward[1]];
      return [
        { at: inside, departement: "75", epci: GRAND_PARIS },
        { ...nearest(outside, around), at: outside },
      ];
    }).flat();
  });
}

function nearest(at: Pair, sites: Site[]): Site {
  const distance = (site: Site) => Math.hypot(site.at[0] - at[0], site.at[1] - at[1]);
  return sites.reduce((best, site) => (distance(site) < distance(best) ? site : best));
}
