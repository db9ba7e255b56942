import { z } from "zod";
import { AppError } from "#app/errors.ts";
import { BOUNDS, type Condition, conditionsOf, EVERYTHING, type Filter, OPS } from "./filter-tree.ts";

export * from "./filter-tree.ts";

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
