import type { NationalBody } from "../../prisma/universe/national/body.ts";
import { NATIONAL_BODIES } from "../../prisma/universe/national.ts";
import { institution } from "./institution.ts";
import type { Edge, InstitutionRow } from "./rows.ts";
import { MODEL } from "./services.ts";
import { nationalWeight } from "./weights.ts";

const INFERRED = 80;

export function deriveNational(): { institutions: InstitutionRow[]; edges: Edge[] } {
  return {
    institutions: NATIONAL_BODIES.map(row),
    edges: NATIONAL_BODIES.filter((body) => body.overseer).map((body) => ({
      ...{ from: `national:${body.key}`, kind: "oversight", to: `national:${body.overseer}` },
      ...{ ...MODEL, confidence: INFERRED },
    })),
  };
}

function row({ key, words, overseer: _overseer, ...body }: NationalBody): InstitutionRow {
  const weight = nationalWeight(body.category);
  return institution({ ...body, key: `national:${key}`, ...MODEL, weight, toConfirm: true, words: [words] });
}
