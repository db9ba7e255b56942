import { z } from "zod";
import { AppError } from "#app/errors.ts";
import { BOUNDS, type Condition, EVERYTHING, type Filter, OPS } from "./filter-tree.ts";

export * from "./filter-tree.ts";

const lacksValue = (op: string) => op === "empty" || op === "filled";

// Refusals are `refine`d, never aborting: a union hands back the issues of its one branch that did not abort, and so
// the sentence reaches the reader, instead of « invalid union ».
const relativeDay = z.strictObject({ days: z.int().min(-BOUNDS.days).max(BOUNDS.days) });
const scalar = z.union([z.string().max(BOUNDS.text), z.number(), z.boolean(), relativeDay]);

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

const node: z.ZodType = z
  .union([
    condition,
    z.strictObject({ all: z.lazy(() => z.array(node)) }),
    z.strictObject({ any: z.lazy(() => z.array(node)) }),
    z.strictObject({ some: z.string().min(1).max(60), where: z.lazy(() => node) }),
    z.strictObject({ none: z.string().min(1).max(60), where: z.lazy(() => node) }),
  ])
  .meta({
    id: "Filter",
    description:
      "all | any groups of conditions { field, op, value }, and { some | none: relation, where } about one related row",
  });

/**
 * The shape of a filter in a request's body. Its fields are checked when it is compiled. What is too deep or too wide
 * is refused before anything descends into it, so that no hostile nesting can exhaust the stack.
 */
export const filterSchema = z.preprocess((raw, context) => {
  const message = excess(raw);
  if (!message) return raw;
  context.addIssue({ code: "custom", message });
  return z.NEVER;
}, node) as unknown as z.ZodType<Filter, Filter>;

type Place = { raw: unknown; depth: number; hops: number };

/** What goes beyond the bounds, in a sentence. A level is a group, whichever row it is about. */
function excess(raw: unknown): string | undefined {
  const waiting: Place[] = [{ raw, depth: 1, hops: 0 }];
  let nodes = 0;
  let leaves = 0;
  for (let place = waiting.pop(); place; place = waiting.pop()) {
    const { all, any, where, ...other } = (place.raw ?? {}) as Record<string, unknown>;
    const groups = [all, any].filter(Array.isArray).flat() as unknown[];
    const depth = place.depth + (all === undefined && any === undefined ? 0 : 1);
    const hops = place.hops + (where === undefined ? 0 : 1);
    if (where !== undefined || "field" in other) leaves++;
    nodes++;
    if (depth > BOUNDS.depth) return `Filtre : pas plus de ${BOUNDS.depth} niveaux.`;
    if (hops > BOUNDS.hops) return `Filtre : pas plus de ${BOUNDS.hops} liens d’affilée.`;
    if (leaves > BOUNDS.conditions) return `Filtre : pas plus de ${BOUNDS.conditions} conditions.`;
    if (nodes > BOUNDS.nodes) return `Filtre : pas plus de ${BOUNDS.nodes} groupes et conditions.`;
    waiting.push(...groups.map((child) => ({ raw: child, depth, hops })));
    if (where !== undefined) waiting.push({ raw: where, depth: place.depth, hops });
  }
  return undefined;
}

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
