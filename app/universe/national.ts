import type { NationalBody } from "../../prisma/universe/national/body.ts";
import { NATIONAL_BODIES } from "../../prisma/universe/national.ts";
import { institution } from "./institution.ts";
import type { Edge, InstitutionRow } from "./rows.ts";
import { MODEL } from "./services.ts";

const INFERRED = 80;

/**
 * Above any population, so that an acronym finds the national body first; and of two with the same acronym, the one
 * that deployers look for (« AMF »: the mayors before the markets).
 */
const WEIGHTS: Partial<Record<string, number>> = {
  ministere: 900e6,
  direction: 800e6,
  "tete-de-reseau": 700e6,
  reseau: 600e6,
};
const OTHER_WEIGHT = 500e6;

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
  const weight = WEIGHTS[body.category] ?? OTHER_WEIGHT;
  return institution({ ...body, key: `national:${key}`, ...MODEL, weight, toConfirm: true, words: [words] });
}
