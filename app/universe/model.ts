import type { Edge } from "./rows.ts";

/** Says that a fact comes from the hand-written tables, and has not yet been met in an official source. */
export const MODEL = { source: "modèle Essaim", vintage: "2026" };

/** A link that the tables give. */
export function inferred(from: string, kind: Edge["kind"], to: string): Edge {
  return { from, kind, to, ...MODEL, confidence: 80 };
}
