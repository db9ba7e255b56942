import { z } from "zod";
import { AppError } from "#app/errors.ts";

/**
 * The one filter language: lists, audiences, the map and the API all speak it. A tree of groups (`all`, `any`) and
 * of conditions on an entity's fields. What a field is (its type, its SQL) is the entity's to say: here is the
 * shape alone. Relations will be one more node, `{ some | none: relation, where }`, and relative dates one more
 * form of value; neither changes what is written today.
 */
export type Filter = { all: Filter[] } | { any: Filter[] } | Condition;
export type Condition = { field: string; op: Op; value?: Value | Value[] | undefined };
export type Value = string | number | boolean;

/** What can be asked of a field. `is` and `isNot` take one value or several, any of which will do. */
export const OPS = [
  ...(["is", "isNot", "contains", "empty", "filled"] as const),
  ...(["before", "after", "atLeast", "atMost"] as const),
] as const;
export type Op = (typeof OPS)[number];

/** A filter comes from a URL, so anyone may write one: these bounds keep its SQL small. */
export const BOUNDS = { depth: 4, conditions: 20, values: 200, text: 200, param: 12_000 };

/** The filter that keeps everything. */
export const EVERYTHING: Filter = { all: [] };

const lacksValue = (op: string) => op === "empty" || op === "filled";

// Refusals are `refine`d, never aborting: a union hands back the issues of its one branch that did not abort, and so
// the sentence reaches the reader, instead of « invalid union ».
const scalar = z.union([z.string().max(BOUNDS.text), z.number(), z.boolean()]);

const condition = z
  .strictObject({
    field: z.string().min(1).max(60),
    op: z
      .string()
      .refine((op) => (OPS as readonly string[]).includes(op), {
        error: (issue) => `Filtre : l’opérateur « ${shown(issue.input)} » n’existe pas.`,
      })
      .meta({ enum: [...OPS] }),
    value: z.union([scalar, z.array(scalar)]).optional(),
  })
  .refine(({ op, value }) => lacksValue(op) || [value ?? []].flat().length > 0, {
    error: (issue) => `Filtre : il manque une valeur pour « ${shown((issue.input as Condition).field)} ».`,
  })
  .refine(({ value }) => !Array.isArray(value) || value.length <= BOUNDS.values, {
    error: `Filtre : pas plus de ${BOUNDS.values} valeurs à la fois.`,
  });

/** Its depth is bounded by construction, so that no hostile nesting can exhaust the stack. */
function level(depth: number): z.ZodType {
  if (depth === 1) {
    const children = z.array(z.unknown());
    const group = z.union([z.object({ all: children }), z.object({ any: children })]);
    const error = `Filtre : pas plus de ${BOUNDS.depth} niveaux.`;
    return z.union([condition, group.refine(() => false, { error })]);
  }
  const children = z.array(level(depth - 1));
  return z.union([condition, z.strictObject({ all: children }), z.strictObject({ any: children })]);
}

/** The shape of a filter in a request's body. Its fields are checked when it is compiled. */
export const filterSchema = (level(BOUNDS.depth) as z.ZodType<Filter, Filter>)
  .refine((filter) => conditionsOf(filter).length <= BOUNDS.conditions, {
    error: `Filtre : pas plus de ${BOUNDS.conditions} conditions.`,
  })
  .meta({ id: "Filter", description: "all | any groups of conditions { field, op, value }" });

/**
 * Reads the URL's `filtre`; none keeps everything.
 * @throws {AppError} invalid, with a sentence that names what is wrong
 */
export function parseFilter(param: string | null | undefined): Filter {
  if (!param) return EVERYTHING;
  const result = param.length <= BOUNDS.param ? filterSchema.safeParse(json(param)) : undefined;
  if (result?.success) return result.data;
  const said = result?.error.issues.find((issue) => issue.code === "custom");
  throw invalidFilter(said?.message ?? "Ce filtre n’est pas lisible : reprenez-le depuis la liste.");
}

/** The URL form, compact JSON; null when there is nothing to say. */
export function filterParam(filter: Filter): string | null {
  return conditionsOf(filter).length > 0 ? JSON.stringify(filter) : null;
}

/** Every condition of the tree, in reading order. */
export function conditionsOf(filter: Filter): Condition[] {
  if ("all" in filter) return filter.all.flatMap(conditionsOf);
  if ("any" in filter) return filter.any.flatMap(conditionsOf);
  return [filter];
}

/** Both filters at once. */
export function bothFilters(one: Filter, other: Filter): Filter {
  const parts = [one, other].flatMap((filter) => ("all" in filter ? filter.all : [filter]));
  return parts.length === 1 ? parts[0]! : { all: parts };
}

export function invalidFilter(message: string): AppError {
  return new AppError("invalid", message, { fields: { filter: message } });
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What someone wrote, cut so that a sentence stays one. */
function shown(input: unknown): string {
  return String(input).slice(0, 40);
}
