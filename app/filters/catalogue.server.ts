import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { listOwners, listStages } from "#app/pipeline/stages.server.ts";
import { CATEGORIES, categoryLabel } from "#app/institutions/categories.ts";
import { listPlaces } from "#app/institutions/places.server.ts";
import type { Catalogue, CatalogueEntity, CatalogueField, Choice } from "./catalogue.ts";
import type { ChoiceList, Entity, Field } from "./compile.server.ts";
import { BOUNDS } from "./filter.ts";

/** What a list can be asked, with the values that have a name in this product. */
export async function readCatalogue(actor: Actor, root: Entity): Promise<Catalogue> {
  const keys = new Map<Entity, string>();
  reach(root, BOUNDS.hops, keys);
  const entities = Object.fromEntries([...keys].map(([entity, key]) => [key, shown(entity, keys)]));
  return { root: keys.get(root)!, entities, lists: await readLists(actor) };
}

function reach(entity: Entity, hops: number, keys: Map<Entity, string>): void {
  if (!keys.has(entity)) keys.set(entity, String(keys.size));
  if (hops > 0) for (const { to } of Object.values(entity.relations)) reach(to(), hops - 1, keys);
}

function shown({ label, fields, relations }: Entity, keys: Map<Entity, string>): CatalogueEntity {
  const known = Object.entries(relations).flatMap(([name, relation]) => {
    const to = keys.get(relation.to());
    return to === undefined ? [] : [[name, { label: relation.label, to }] as const];
  });
  return {
    label,
    fields: Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, shownField(field)])),
    relations: Object.fromEntries(known),
  };
}

function shownField({ label, type, choices }: Field): CatalogueField {
  const own = typeof choices === "object" ? { choices: inOrder(choices) } : { choices };
  return {
    label,
    type,
    ...(choices && (own as { choices: string })),
    ...(type === "id" && !choices && { hidden: true }),
  };
}

function inOrder(names: Record<string, string>): Choice[] {
  return Object.entries(names).map(([value, label]) => ({ value, label }));
}

async function readLists(actor: Actor): Promise<Record<ChoiceList, Choice[]>> {
  const { productId } = actor;
  const [places, stages, owners, campaigns, words] = await Promise.all([
    listPlaces(),
    listStages(actor),
    listOwners(actor),
    db.campaign.findMany({
      where: { productId, kind: "sequence" },
      select: { id: true, name: true },
      orderBy: { createdAt: "desc" },
      take: 100,
    }),
    readWords(productId),
  ]);
  const same = (list: keyof typeof words) => words[list].map((value) => ({ value, label: value }));
  return {
    ...{ departement: places.departements, region: places.regions },
    stage: stages.map(({ name }) => ({ value: name, label: name })),
    member: [{ value: "me", label: "moi" }, ...owners.map(({ id, name }) => ({ value: id, label: name }))],
    campaign: campaigns.map(({ id, name }) => ({ value: id, label: name })),
    ...{ tag: same("tag"), metric: same("metric"), function: same("function") },
    category: namedCategories(words.category),
  };
}

/** The words the product has used: at most fifty of each. */
async function readWords(productId: string) {
  const rows = await db.$queryRaw<{ list: "tag" | "metric" | "function" | "category"; word: string }[]>`
    (SELECT 'tag' AS "list", word FROM (SELECT DISTINCT unnest("tags") AS word FROM "Account"
      WHERE "productId" = ${productId}::uuid AND "tags" <> '{}' ORDER BY 1 LIMIT 50) tags)
    UNION ALL
    (SELECT 'metric', "metric" FROM "UsageFact" WHERE "productId" = ${productId}::uuid GROUP BY 2 ORDER BY 2 LIMIT 50)
    UNION ALL
    (SELECT 'category', "category" FROM "Institution" WHERE "productId" = ${productId}::uuid
      AND "category" IS NOT NULL GROUP BY 2 ORDER BY 2 LIMIT 50)`;
  const of = (list: string) => rows.filter((row) => row.list === list).map(({ word }) => word);
  return { tag: of("tag"), metric: of("metric"), function: of("function"), category: of("category") };
}

/** Those of the shared universe, and the product's own. */
function namedCategories(own: string[]): Choice[] {
  return [...new Set([...CATEGORIES, ...own])]
    .map((value) => ({ value, label: categoryLabel(value) }))
    .sort((one, other) => one.label.localeCompare(other.label, "fr"));
}
