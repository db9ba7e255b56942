import type { Actor } from "#app/auth/actor.ts";
import { readTarget } from "#app/target/read-target.server.ts";
import type { Entity, Resolved } from "./compile.server.ts";
import { institutionEntity } from "./entities.server.ts";
import { type Condition, conditionsOf, type Filter, invalidFilter } from "./filter.ts";

/**
 * The filter with « dans la Cible » replaced by the Cible's own filter, and « moi » by whoever asks. Of people and
 * partnerships, it is their institution that is in the Cible. While no Cible is chosen, nothing is in it.
 * @param entity what the list is made of; institutions, unless told
 */
export async function resolveFilter(
  actor: Pick<Actor, "productId"> & { userId?: string },
  filter: Filter,
  entity: Entity = institutionEntity,
): Promise<Filter> {
  const asked = conditionsOf(filter);
  const target = asked.some(isTarget) ? ((await readTarget(actor)) ?? { any: [] }) : { any: [] };
  const mine = asked.some(({ field, value }) => isMember(field) && [value].flat().includes("me"));
  if (!mine && !asked.some(isTarget)) return filter;
  // Only the compiler meets what is denied as a whole.
  return replace(filter, entity, { target, userId: actor.userId ?? "" }) as Filter;
}

type Known = { target: Filter; userId: string };

function replace(filter: Filter, entity: Entity, known: Known): Resolved {
  const inside = (part: Filter) => replace(part, entity, known);
  if ("all" in filter) return { all: filter.all.map(inside) };
  if ("any" in filter) return { any: filter.any.map(inside) };
  if ("some" in filter) return { some: filter.some, where: beyond(filter.some, filter.where, entity, known) };
  if ("none" in filter) return { none: filter.none, where: beyond(filter.none, filter.where, entity, known) };
  if (isTarget(filter)) return inTarget(filter, entity, known);
  return isMember(filter.field) ? { ...filter, value: asMe(filter.value, known.userId) } : filter;
}

function beyond(name: string, where: Filter, entity: Entity, known: Known): Resolved {
  const relation = Object.hasOwn(entity.relations, name) ? entity.relations[name] : undefined;
  // An unknown relation is refused when the filter is compiled.
  return relation ? replace(where, relation.to(), known) : where;
}

function inTarget({ op, value }: Condition, { institutions, fields }: Entity, { target }: Known): Resolved {
  if (op !== "is" || typeof value !== "boolean" || !Object.hasOwn(fields, "inTarget"))
    throw invalidFilter("Filtre : « Dans la Cible » est vrai ou faux.");
  if (institutions)
    return value ? { some: institutions, where: target } : { none: institutions, where: target };
  return value ? target : { not: target };
}

const isTarget = ({ field }: Condition) => field === "inTarget";
const isMember = (field: string) => ["ownerId", "assigneeId", "authorId"].includes(field);

function asMe(value: Condition["value"], userId: string): Condition["value"] {
  const me = (one: NonNullable<Condition["value"]>) => (one === "me" ? userId : one);
  return Array.isArray(value) ? value.map((one) => (one === "me" ? userId : one)) : value && me(value);
}
