import type { InstitutionKind } from "#app/db/generated/enums.ts";
import type { Filter } from "#app/filters/filter-tree.ts";
import { formatList } from "./format-list.ts";

/** « Types d’institutions », as « Qui visez-vous ? » offers them: each institution is of one, and of one only. */
type Group = {
  key: string;
  label: string;
  /** As a sentence says it. */
  short: string;
  /** Offered at once; the others under « Neuf autres types ». */
  main?: boolean;
  /** The sub-kinds that make it, or the kinds less the sub-kinds that have a group of their own. */
  categories?: readonly string[];
  kinds?: readonly InstitutionKind[];
};

const DDT = ["ddt", "ddtm", "daaf", "dgtm"] as const;
const PREFECTURES = ["prefecture"] as const;
const AGRICULTURE = ["chambre-agriculture"] as const;

export const GROUPS = [
  {
    ...{ key: "ddt", label: "Directions départementales (DDT, DDTM, DAAF)", main: true },
    ...{ short: "directions départementales", categories: DDT },
  },
  { key: "prefectures", label: "Préfectures", short: "préfectures", categories: PREFECTURES, main: true },
  {
    ...{ key: "chambres-agriculture", label: "Chambres d’agriculture", main: true },
    ...{ short: "chambres d’agriculture", categories: AGRICULTURE },
  },
  {
    ...{ key: "regions-departements", label: "Régions et départements", main: true },
    ...{ short: "régions et départements", kinds: ["region", "departement"] },
  },
  { key: "epci", label: "Intercommunalités", short: "intercommunalités", kinds: ["epci"], main: true },
  { key: "communes", label: "Communes", short: "communes", kinds: ["commune"], main: true },
  {
    ...{ key: "sous-prefectures", label: "Sous-préfectures", short: "sous-préfectures" },
    ...{ kinds: ["prefecture"] },
  },
  {
    ...{
      key: "services",
      label: "Autres services déconcentrés de l’État",
      short: "autres services de l’État",
    },
    ...{ kinds: ["decentralised_service"] },
  },
  {
    ...{ key: "administrations", label: "Ministères et administrations centrales" },
    ...{ short: "ministères et administrations centrales", kinds: ["ministry", "central_administration"] },
  },
  { key: "operateurs", label: "Opérateurs de l’État", short: "opérateurs de l’État", kinds: ["agency"] },
  {
    ...{ key: "chambres", label: "Autres chambres consulaires", short: "autres chambres consulaires" },
    ...{ kinds: ["chamber"] },
  },
  {
    ...{ key: "securite-sociale", label: "Caisses de sécurité sociale", kinds: ["social_security"] },
    ...{ short: "caisses de sécurité sociale" },
  },
  { key: "sante", label: "Santé", short: "santé", kinds: ["health"] },
  { key: "associations", label: "Associations", short: "associations", kinds: ["association"] },
  {
    ...{ key: "autres", label: "Entreprises et autres (MDPH, SDIS…)", short: "entreprises et autres" },
    ...{ kinds: ["company", "other"] },
  },
] as const satisfies readonly Group[];

export type GroupKey = (typeof GROUPS)[number]["key"];
export const GROUP_KEYS = GROUPS.map(({ key }) => key);

/** Where: everywhere, without overseas, in these régions, in these départements. */
export const EXTENTS = ["france", "metropole", "regions", "departements"] as const;
export type Extent = (typeof EXTENTS)[number];

/** What is ticked on « Qui visez-vous ? ». `places` are codes: of régions (« R76 »), or of départements. */
export type TargetChoice = { groups: GroupKey[]; extent: Extent; places: string[] };

export const NO_CHOICE: TargetChoice = { groups: [], extent: "france", places: [] };

const OVERSEAS = ["971", "972", "973", "974", "976", "975", "977", "978", "984", "986", "987", "988"];

/** The choice as the filter of a list; what is written here, `readChoice` reads back. */
export function targetFilter({ groups, extent, places }: TargetChoice): Filter {
  const kinds = { any: GROUPS.filter(({ key }) => groups.includes(key)).map(partOf) };
  const where = placeFilter(extent, places);
  return { all: where ? [kinds, where] : [kinds] };
}

/** The part of the filter that says where; null: everywhere. */
export function placeFilter(extent: Extent, places: string[]): Filter | null {
  if (extent === "metropole") return { field: "departement", op: "isNot", value: OVERSEAS };
  if (extent === "france") return null;
  // No région yet is nowhere yet.
  if (places.length === 0) return { any: [] };
  if (extent === "regions") return { field: "region", op: "is", value: [...places].sort() };
  return { field: "departement", op: "is", value: [...places].sort() };
}

/** @returns null for a filter that came from elsewhere, which no ticking can show */
export function readChoice(filter: Filter | null): TargetChoice | null {
  if (!filter || !("all" in filter)) return null;
  const [kinds, where] = filter.all;
  if (!kinds || !("any" in kinds)) return null;
  const asked = new Set(kinds.any.map(canonical));
  const groups = GROUPS.filter((group) => asked.has(canonical(partOf(group)))).map(({ key }) => key);
  const choice = { groups, ...readPlace(where) };
  return canonical(targetFilter(choice)) === canonical(filter) ? choice : null;
}

/** The group of an institution. */
export function groupOf({ kind, category }: { kind: InstitutionKind; category: string | null }): GroupKey {
  const named = GROUPS.find((group) => "categories" in group && includes(group.categories, category));
  return (named ?? GROUPS.find((group) => "kinds" in group && includes(group.kinds, kind)))!.key;
}

/** « Directions départementales et préfectures, Occitanie et Bretagne » */
export function describeChoice({ groups, extent, places }: TargetChoice, nameOf: (code: string) => string) {
  const who = formatList(GROUPS.filter(({ key }) => groups.includes(key)).map(({ short }) => short));
  const names = places.length > 4 ? `${places.length} ${UNITS[extent]}` : formatList(places.map(nameOf));
  const where = extent === "france" ? "France entière" : extent === "metropole" ? "métropole" : names;
  return `${who.charAt(0).toUpperCase()}${who.slice(1)}${where ? `, ${where}` : ""}`;
}

const UNITS: Record<Extent, string> = {
  france: "",
  metropole: "",
  regions: "régions",
  departements: "départements",
};

function partOf(group: (typeof GROUPS)[number]): Filter {
  if ("categories" in group) return { field: "category", op: "is", value: [...group.categories] };
  const kinds: Filter = { field: "kind", op: "is", value: [...group.kinds] };
  const except = EXCEPT[group.key];
  return except ? { all: [kinds, { field: "category", op: "isNot", value: [...except] }] } : kinds;
}

/** The sub-kinds of these kinds that have a group of their own. */
const EXCEPT: Partial<Record<GroupKey, readonly string[]>> = {
  ...{ services: DDT, "sous-prefectures": PREFECTURES, chambres: AGRICULTURE },
};

function readPlace(where: Filter | undefined): Pick<TargetChoice, "extent" | "places"> {
  if (!where || !("field" in where)) return { extent: "france", places: [] };
  const places = [where.value ?? []].flat().map(String);
  if (where.op === "isNot") return { extent: "metropole", places: [] };
  return { extent: where.field === "region" ? "regions" : "departements", places };
}

/** The same text whatever the order of the keys: what the database keeps of JSON has an order of its own. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}

function includes(values: readonly string[], value: string | null): boolean {
  return value !== null && values.includes(value);
}
