/**
 * Four facts that maps of deployment often take for one: a territory whose institution has signed up (`enrolled`), one
 * that is equipped for its own account (`equipped`), one where use has been proved (`active`), and one that a larger
 * territory covers (`above`). `partial`: only some of the territories inside.
 */
export const COVERAGES = ["active", "equipped", "enrolled", "above", "partial", "none"] as const;
export type Coverage = (typeof COVERAGES)[number];

/** A territory with at least one partnership won or one proof of use. Ancestors by their codes, null at the top. */
export type Reached = {
  code: string;
  kind: string;
  population: number | null;
  epciCode: string | null;
  departementCode: string | null;
  regionCode: string | null;
  enrolled: boolean;
  equipped: boolean;
  /** The latest proof of use of the last twelve months. */
  proof: string | null;
};

type Place = {
  code: string;
  population: number | null;
  departementCode: string | null;
  regionCode: string | null;
};
export type Fact = "enrolled" | "equipped" | "active";
export type Covered = { coverage: Coverage; by: string | null; proof: string | null } & Record<Fact, number>;

const has: Record<Fact, (territory: Reached) => boolean> = {
  enrolled: ({ enrolled }) => enrolled,
  equipped: ({ equipped }) => equipped,
  active: ({ proof }) => proof !== null,
};

/**
 * What is covered of each place, and the inhabitants concerned by each fact: each inhabitant counts once, however many
 * of the territories they live in are reached, and nobody is covered by a larger territory without it being said.
 */
export function coverPlaces(places: Place[], reached: Reached[]): Map<string, Covered> {
  const byCode = new Map(reached.map((territory) => [territory.code, territory]));
  const inside = new Map(places.map(({ code }) => [code, [] as Reached[]]));
  for (const territory of reached)
    for (const code of new Set([territory.regionCode, territory.departementCode, territory.epciCode]))
      if (code !== null && code !== territory.code) inside.get(code)?.push(territory);
  return new Map(places.map((place) => [place.code, cover(place, byCode, inside.get(place.code)!)]));
}

function cover(place: Place, byCode: Map<string, Reached>, inside: Reached[]): Covered {
  const own = byCode.get(place.code);
  const above = [place.departementCode, place.regionCode]
    .filter((code) => code !== null && code !== place.code)
    .map((code) => byCode.get(code!))
    .find((territory) => territory && (territory.equipped || territory.proof !== null));
  const population = (fact: Fact) => {
    if (own && has[fact](own)) return place.population ?? 0;
    return Math.min(sumOnce(inside.filter(has[fact])), place.population ?? Infinity);
  };
  const proofs = [own, ...inside].flatMap((territory) => territory?.proof ?? []);
  return {
    coverage: coverageOf(own, above, inside),
    by: above?.code ?? null,
    proof: proofs.toSorted().at(-1) ?? null,
    ...{ enrolled: population("enrolled"), equipped: population("equipped"), active: population("active") },
  };
}

function coverageOf(own: Reached | undefined, above: Reached | undefined, inside: Reached[]): Coverage {
  if (own?.proof) return "active";
  if (own?.equipped) return "equipped";
  if (own?.enrolled) return "enrolled";
  if (above) return "above";
  return inside.length > 0 ? "partial" : "none";
}

/** A commune inside an EPCI that counts already is not counted again. */
function sumOnce(territories: Reached[]): number {
  const codes = new Set(territories.map(({ code }) => code));
  const within = ({ code, epciCode, departementCode }: Reached) =>
    [epciCode, departementCode].some((parent) => parent !== null && parent !== code && codes.has(parent));
  return territories
    .filter((territory) => !within(territory))
    .reduce((sum, { population }) => sum + (population ?? 0), 0);
}
