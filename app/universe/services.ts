import { LOCAL_BODIES, type LocalBody } from "../../prisma/universe/local-bodies.ts";
import { TEMPLATES, type Template } from "../../prisma/universe/templates.ts";
import { of } from "./articles.ts";
import { departementPowers, departementWords } from "./collectivities.ts";
import { institution } from "./institution.ts";
import { inferred, MODEL } from "./model.ts";
import type { Edge, InstitutionRow, TerritoryRow } from "./rows.ts";
import type { Territories } from "./territories.ts";
import { serviceWeight } from "./weights.ts";

export type Services = { institutions: InstitutionRow[]; edges: Edge[] };

/** The services that the templates give, one a territory, and those that have a name or an extent of their own. */
export function deriveServices(territories: Territories): Services {
  const templated = TEMPLATES.flatMap((template) =>
    template.places.map((code) => templatedService(template, territories.get(code)!, territories)),
  );
  const local = LOCAL_BODIES.map((body) => localService(body, territories));
  return {
    institutions: [...templated, ...local].map((service) => service.row),
    edges: [...templated, ...local].flatMap((service) => service.edges),
  };
}

type Service = { row: InstitutionRow; edges: Edge[] };

function templatedService(template: Template, territory: TerritoryRow, territories: Territories): Service {
  const key = `${template.category}:${territory.code}`;
  const row = institution({
    ...{ key, kind: template.kind, category: template.category, territory, toConfirm: true, ...MODEL },
    ...{ name: nameOf(template, territory, territories), acronym: template.acronym ?? null },
    weight: serviceWeight(template.kind, territory),
    words: [template.words, ...placeWords(territory, territories)],
  });
  return { row, edges: [inferred(key, template.parent.kind, parentOf(template, territory))] };
}

function localService(body: LocalBody, territories: Territories): Service {
  const { key, name, acronym = null, kind, category, parent } = body;
  const places = body.places.map((code) => territories.get(code)!);
  // Its territory column holds the seat's; the rest of its extent is told by links.
  const extent = places.length > 1 ? new Set(body.places.map(departementPowers)) : [];
  const population = places.reduce((sum, place) => sum + (place.population ?? 0), 0);
  const row = institution({
    ...{ key, name, acronym, kind, category, territory: places[0], toConfirm: true, ...MODEL },
    weight: serviceWeight(kind, { ...places[0]!, population }),
    words: [body.words, ...places.flatMap((place) => placeWords(place, territories))],
  });
  return {
    row: { ...row, population },
    edges: [
      ...(parent ? [inferred(key, parent.kind, parent.key)] : []),
      ...[...extent].map((from) => inferred(from, "covers", key)),
    ],
  };
}

function nameOf({ label, style }: Template, territory: TerritoryRow, territories: Territories): string {
  if (style === "plain") return `${label} ${territory.name}`;
  const region = territories.get(territory.regionCode ?? "");
  const own = of(territory.name, territory.article);
  if (style === "of" || region?.name === territory.name) return `${label} ${own}`;
  return `${label} ${of(region!.name, region!.article)} et ${own}`;
}

function parentOf({ parent }: Template, territory: TerritoryRow): string {
  if (parent.of === "departement-powers") return departementPowers(territory.code);
  if (parent.of === "rectorat") return rectoratOf(territory.code);
  if ("key" in parent.of) return parent.of.key;
  const code = parent.of.each === "region" ? territory.regionCode : territory.code;
  return `${parent.of.prefix}${code}`;
}

/** The académie that a département belongs to. */
function rectoratOf(departement: string): string {
  return LOCAL_BODIES.find((body) => body.category === "rectorat" && body.places.includes(departement))!.key;
}

/** A région's service is also found by the départements it serves. */
function placeWords(place: TerritoryRow, territories: Territories): string[] {
  if (place.kind === "departement") return departementWords(territories, [place.code]);
  if (place.kind !== "region") return departementWords(territories, [place.departementCode]);
  const departements = [...territories.values()].filter(
    (row) => row.kind === "departement" && row.regionCode === place.code,
  );
  return [place.name, ...departements.flatMap((row) => [row.name, row.code])];
}
