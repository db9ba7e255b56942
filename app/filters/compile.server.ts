import { Prisma } from "#app/db/generated/client.ts";
import { type Condition, conditionsOf, type Filter, invalidFilter, type Op, type Value } from "./filter.ts";
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
  sortable?: boolean;
  /** What it is ordered by, when not by itself: a stage, by its place in the pipeline. */
  order?: { sql: Prisma.Sql; type: keyof typeof TYPES };
  /** The joins that only what uses this field needs, in order, and that PostgreSQL could not drop by itself. */
  joins?: readonly Prisma.Sql[];
  /** Never null: what lets a list be walked through a plain index. */
  required?: boolean;
};

/** By name: what the URL and the API say, the same word as the API's own field where there is one. */
export type Fields = Record<string, Field>;

/**
 * The tree as a condition in SQL. Nothing of the filter's text enters the statement: fields are looked up, operators
 * are known, values are parameters.
 * @throws {AppError} invalid, with a sentence that names the unknown field or the operator that does not apply
 */
export function compileFilter(filter: Filter, fields: Fields): Prisma.Sql {
  if ("all" in filter) return group(filter.all, " AND ", fields, Prisma.sql`TRUE`);
  if ("any" in filter) return group(filter.any, " OR ", fields, Prisma.sql`FALSE`);
  return compileCondition(filter, fields);
}

/** What each field is called, for the chips of a page. */
export function labelsOf(fields: Fields): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([name, { label }]) => [name, label]));
}

/** The joins of the fields that this filter and this order use. */
export function joinsOf(filter: Filter, sort: string, fields: Fields): Prisma.Sql {
  const names = [...conditionsOf(filter).map(({ field }) => field), sort.replace(/^-/, "")];
  return together(names.flatMap((name) => (Object.hasOwn(fields, name) ? (fields[name]?.joins ?? []) : [])));
}

/** The joins of every field: what a filter not known yet may use. */
export function allJoins(fields: Fields): Prisma.Sql {
  return together(Object.values(fields).flatMap(({ joins }) => joins ?? []));
}

function together(joins: Prisma.Sql[]): Prisma.Sql {
  return joins.length > 0 ? Prisma.join([...new Set(joins)], " ") : Prisma.empty;
}

function group(parts: Filter[], glue: string, fields: Fields, none: Prisma.Sql): Prisma.Sql {
  if (parts.length === 0) return none;
  return Prisma.sql`(${Prisma.join(
    parts.map((part) => compileFilter(part, fields)),
    glue,
  )})`;
}

function compileCondition({ field: name, op, value }: Condition, fields: Fields): Prisma.Sql {
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (!field) throw invalidFilter(`Filtre : le champ « ${name} » n’existe pas.`);
  const { sql, type, label } = field;
  const { ops, compared } = TYPES[type];
  if (!ops.includes(op)) throw invalidFilter(`Filtre : « ${label} » ne connaît pas l’opérateur « ${op} ».`);
  const values = [value ?? []].flat().map((one) => parameter(field, one));
  return operators[op](compared?.(sql) ?? sql, values, type);
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

/** A text of nothing is no more filled than none. */
function absent(sql: Prisma.Sql, type: Field["type"]): Prisma.Sql {
  return type === "text" ? Prisma.sql`coalesce(${sql}, '') = ''` : Prisma.sql`(${sql} IS NULL)`;
}

function parameter({ type, label, values }: Field, value: Value): Prisma.Sql {
  const known = !values || values.includes(String(value));
  if (known && TYPES[type].value.safeParse(value).success) return TYPES[type].parameter(value);
  throw invalidFilter(`Filtre : « ${String(value).slice(0, 40)} » n’est pas une valeur de « ${label} ».`);
}
