import { z } from "zod";
import { EXTENTS, GROUP_KEYS, type TargetChoice } from "./target-choice.ts";

/** Above this, putting the Cible on the board asks to be confirmed. */
export const CONFIRM_ABOVE = 2_000;

const code = z.string().regex(/^(?:R?\d{2,3}|2[AB]|6AE)$/);
const fields = z.object({
  types: z.array(z.enum(GROUP_KEYS)),
  territoire: z.enum(EXTENTS).catch("france"),
  regions: z.array(code).max(30),
  departements: z.array(code).max(120),
});

/** What a URL or a form says; unknown words are left out, so that an old link still opens. */
export function choiceOf(params: URLSearchParams | FormData): TargetChoice {
  const all = (name: string) => params.getAll(name).map(String);
  const known = <T extends z.ZodType>(schema: T, values: string[]) =>
    [...new Set(values)].filter((value) => schema.safeParse(value).success);
  const { types, territoire, regions, departements } = fields.parse({
    types: known(z.enum(GROUP_KEYS), all("type")),
    territoire: params.get("territoire"),
    regions: known(code, all("region")).slice(0, 30),
    departements: known(code, all("departement")).slice(0, 120),
  });
  const places = territoire === "regions" ? regions : territoire === "departements" ? departements : [];
  return { groups: types, extent: territoire, places };
}

/** Whether the URL says a choice at all: otherwise the page shows the Cible as it is. */
export const saysChoice = (params: URLSearchParams): boolean =>
  ["type", "territoire", "region", "departement"].some((name) => params.has(name));
