import type { Actor } from "#app/auth/actor.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { isoDay } from "#app/ui/format.ts";
import { type Condition, type Filter, invalidFilter, type Op, type Value } from "./filter.ts";
import { TYPES } from "./field-types.server.ts";

/**
 * What can be filtered and sorted on, declared once by each entity. `sql` is an expression over the aliases of the
 * entity's FROM, which is where the product's scope is written: a field cannot widen it.
 */
export type Field = {
  /** In French, as the column's head and the filter's chip say it. */
  label: string;
  type: keyof typeof TYPES;
  sql: Prisma.Sql;
  /** The values it may take, where they are known beforehand. */
  values?: readonly string[];
  /** How those values are called, or which of the product's lists says it. */
  choices?: Record<string, string> | ChoiceList;
  sortable?: boolean;
  /** What it is ordered by, when not by itself: a stage, by its place in the pipeline. */
  order?: { sql: Prisma.Sql; type: keyof typeof TYPES };
  /** The joins that only what uses this field needs, in order, and that PostgreSQL could not drop by itself. */
  joins?: readonly Prisma.Sql[];
  /** Never null: what lets a list be walked through a plain index. */
  required?: boolean;
};

/** Values that have a name, and change with the product. */
export type ChoiceList =
  ("departement" | "region" | "stage" | "member" | "campaign") | ("tag" | "category" | "metric" | "function");

/** By name: what the URL and the API say, the same word as the API's own field where there is one. */
export type Fields = Record<string, Field>;

type Scope = Pick<Actor, "productId">;

/**
 * What a list is made of, and what it can be asked about. Its FROM uses its own aliases; its scope keeps the actor's
 * product, and holds wherever the entity is met, as a list or at the end of a relation.
 */
export type Entity = {
  /** « une institution », as a sentence goes on: « au moins … ». */
  label: string;
  fields: Fields;
  relations: Record<string, Relation>;
  source: (actor: Scope, use: { filter: Filter }) => Prisma.Sql;
  scope: (actor: Scope) => Prisma.Sql;
  /** The relation to the institutions that the Cible is about; none where the rows are institutions themselves. */
  institutions?: string;
};

/** The rows of another entity that belong to each row of this one. */
export type Relation = {
  /** « Échanges » */
  label: string;
  /** Lazily, for entities refer to one another. */
  to: () => Entity;
  /** What the other entity's FROM is joined with, within the product. */
  link?: (actor: Scope) => Prisma.Sql;
  /** Over the other entity's FROM: the row of this one that it belongs to. */
  key: Prisma.Sql;
  /** Over this entity's FROM: what `key` is compared with. */
  outer: Prisma.Sql;
};

/** A filter whose Cible and whose « me » have been replaced; only then can something be denied as a whole. */
export type Resolved =
  | { all: Resolved[] }
  | { any: Resolved[] }
  | { some: string; where: Resolved }
  | { none: string; where: Resolved }
  | { not: Resolved }
  | Condition;

/**
 * The tree as a condition in SQL. Nothing of the filter's text enters the statement: fields and relations are looked
 * up, operators are known, values are parameters. Each hop is a subquery of its own, under its entity's scope.
 * @param today « 2026-10-06 » in Paris, from which relative days are counted
 * @throws {AppError} invalid, with a sentence that names the unknown field or the operator that does not apply
 */
export function compileFilter(
  filter: Filter | Resolved,
  entity: Entity,
  actor: Scope,
  today = isoDay(new Date()),
): Prisma.Sql {
  const compile = (part: Resolved) => compileFilter(part, entity, actor, today);
  if ("all" in filter) return group(filter.all.map(compile), " AND ", Prisma.sql`TRUE`);
  if ("any" in filter) return group(filter.any.map(compile), " OR ", Prisma.sql`FALSE`);
  if ("not" in filter) return Prisma.sql`(${compile(filter.not)}) IS NOT TRUE`;
  if ("some" in filter) return related(filter.some, filter.where, entity, actor, today);
  if ("none" in filter) return Prisma.sql`NOT ${related(filter.none, filter.where, entity, actor, today)}`;
  return compileCondition(filter, entity.fields, today);
}

/**
 * Whether a related row answers. The derived table keeps each entity's aliases to itself, and PostgreSQL still makes
 * of it a semi-join, or an anti-join.
 */
function related(name: string, where: Resolved, entity: Entity, actor: Scope, today: string): Prisma.Sql {
  const relation = Object.hasOwn(entity.relations, name) ? entity.relations[name] : undefined;
  if (!relation) throw invalidFilter(`Filtre : le lien « ${name} » n’existe pas.`);
  const other = relation.to();
  const link = relation.link?.(actor) ?? Prisma.empty;
  return Prisma.sql`EXISTS (SELECT FROM (
    SELECT ${relation.key} AS "key" FROM ${other.source(actor, { filter: where as Filter })} ${link}
    WHERE ${other.scope(actor)} AND ${compileFilter(where, other, actor, today)}) related
    WHERE related."key" = ${relation.outer})`;
}

/** The joins of the fields that this filter and this order use. What a relation asks for has its own. */
export function joinsOf(filter: Filter, sort: string, fields: Fields): Prisma.Sql {
  const names = [...ownFields(filter), sort.replace(/^-/, "")];
  return together(names.flatMap((name) => (Object.hasOwn(fields, name) ? (fields[name]?.joins ?? []) : [])));
}

function ownFields(filter: Resolved): string[] {
  if ("all" in filter) return filter.all.flatMap(ownFields);
  if ("any" in filter) return filter.any.flatMap(ownFields);
  if ("not" in filter) return ownFields(filter.not);
  return "field" in filter ? [filter.field] : [];
}

/** The joins of every field: what a filter not known yet may use. */
export function allJoins(fields: Fields): Prisma.Sql {
  return together(Object.values(fields).flatMap(({ joins }) => joins ?? []));
}

function together(joins: Prisma.Sql[]): Prisma.Sql {
  return joins.length > 0 ? Prisma.join([...new Set(joins)], " ") : Prisma.empty;
}

function group(parts: Prisma.Sql[], glue: string, none: Prisma.Sql): Prisma.Sql {
  return parts.length === 0 ? none : Prisma.sql`(${Prisma.join(parts, glue)})`;
}

function compileCondition({ field: name, op, value }: Condition, fields: Fields, today: string): Prisma.Sql {
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (!field) throw invalidFilter(`Filtre : le champ « ${name} » n’existe pas.`);
  const { sql, type, label } = field;
  const { ops, compared } = TYPES[type];
  if (!ops.includes(op)) throw invalidFilter(`Filtre : « ${label} » ne connaît pas l’opérateur « ${op} ».`);
  const values = [value ?? []].flat().map((one) => parameter(field, one, today));
  const asked = type === "tags" ? (TAG_OPERATORS[op] ?? operators[op]) : operators[op];
  return asked(compared?.(sql) ?? sql, values, type);
}

type Operator = (sql: Prisma.Sql, values: Prisma.Sql[], type: Field["type"]) => Prisma.Sql;

/** What is absent is none of the values: `isNot` keeps it. */
const operators: Record<Op, Operator> = {
  is: (sql, values) => oneOf(sql, values),
  isNot: (sql, values) => Prisma.sql`(${oneOf(sql, values)}) IS NOT TRUE`,
  contains: (sql, values) =>
    anyOf(values, (value) => Prisma.sql`f_fold(${sql}) LIKE '%' || f_fold(${value}) || '%'`),
  empty: (sql, _, type) => absent(sql, type),
  filled: (sql, _, type) => Prisma.sql`NOT ${absent(sql, type)}`,
  before: (sql, values) => anyOf(values, (value) => Prisma.sql`${sql} < ${value}`),
  after: (sql, values) => anyOf(values, (value) => Prisma.sql`${sql} > ${value}`),
  atLeast: (sql, values) => anyOf(values, (value) => Prisma.sql`${sql} >= ${value}`),
  atMost: (sql, values) => anyOf(values, (value) => Prisma.sql`${sql} <= ${value}`),
};

function oneOf(sql: Prisma.Sql, values: Prisma.Sql[]): Prisma.Sql {
  return values.length === 1
    ? Prisma.sql`${sql} = ${values[0]!}`
    : Prisma.sql`${sql} IN (${Prisma.join(values)})`;
}

function anyOf(values: Prisma.Sql[], one: (value: Prisma.Sql) => Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(${Prisma.join(values.map(one), " OR ")})`;
}

const TAG_OPERATORS: Partial<Record<Op, Operator>> = {
  is: (sql, values) => hasTag(sql, values),
  isNot: (sql, values) => Prisma.sql`NOT ${hasTag(sql, values)}`,
};

function hasTag(sql: Prisma.Sql, values: Prisma.Sql[]): Prisma.Sql {
  return Prisma.sql`(coalesce(${sql}, '{}') && ARRAY[${Prisma.join(values)}]::text[])`;
}

/** A text of nothing, or no tag at all, is no more filled than none. */
function absent(sql: Prisma.Sql, type: Field["type"]): Prisma.Sql {
  if (type === "tags") return Prisma.sql`(coalesce(cardinality(${sql}), 0) = 0)`;
  return type === "text" ? Prisma.sql`coalesce(${sql}, '') = ''` : Prisma.sql`(${sql} IS NULL)`;
}

function parameter({ type, label, values }: Field, value: Value, today: string): Prisma.Sql {
  if (typeof value === "object") {
    if (type === "day" || type === "moment") return TYPES[type].parameter(dayFrom(today, value.days));
    throw invalidFilter(`Filtre : « ${label} » n’est pas une date : un nombre de jours n’y dit rien.`);
  }
  const known = !values || values.includes(String(value));
  if (known && TYPES[type].value.safeParse(value).success) return TYPES[type].parameter(value);
  throw invalidFilter(`Filtre : « ${String(value).slice(0, 40)} » n’est pas une valeur de « ${label} ».`);
}

/** « 2026-10-06 » and -30 make « 2026-09-06 ». */
function dayFrom(today: string, days: number): string {
  return new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10);
}
