import type { NationalBody } from "../../prisma/universe/national/body.ts";
import { NATIONAL_BODIES } from "../../prisma/universe/national.ts";
import { institution } from "./institution.ts";
import type { Edge, InstitutionRow } from "./rows.ts";
import { inferred, MODEL } from "./model.ts";
import { nationalWeight } from "./weights.ts";

/** Ministries, administrations, operators, heads of networks; and who answers to whom. */
export function deriveNational(): { institutions: InstitutionRow[]; edges: Edge[] } {
  return {
    institutions: NATIONAL_BODIES.map(row),
    edges: NATIONAL_BODIES.flatMap(({ key, overseer }) =>
      overseer ? [inferred(`national:${key}`, "oversight", `national:${overseer}`)] : [],
    ),
  };
}

function row({ key, words, overseer: _overseer, ...body }: NationalBody): InstitutionRow {
  const weight = nationalWeight(body.category);
  return institution({ ...body, key: `national:${key}`, ...MODEL, weight, toConfirm: true, words: [words] });
}
