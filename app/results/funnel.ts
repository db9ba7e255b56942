import { type Interval, wilson } from "./statistics.ts";

/** How far a recipient went, each a part of the one before but for the last four, which are parts of the delivered. */
export const LEVELS = ["enrolled", "sent", "delivered", "replied", "positive", "met", "reached"] as const;
export type Level = (typeof LEVELS)[number];
export type Counts = Record<Level, number>;

/** As URLs say them. */
export const LEVEL_PARAMS: Record<Level, string> = {
  ...{ enrolled: "inscrits", sent: "envoyes", delivered: "distribues", replied: "reponses" },
  ...{ positive: "positives", met: "rendez-vous", reached: "etape" },
};

/** @param stage the name of the stage that is aimed at */
export function levelLabel(level: Level, stage: string | null): string {
  return {
    ...{ enrolled: "Inscrits", sent: "Envoyés", delivered: "Distribués", replied: "Réponses humaines" },
    ...{ positive: "Positives", met: "Rendez-vous", reached: stage ?? "Étape atteinte" },
  }[level];
}

export const CUTS = {
  ...{ etape: "Lettre", variante: "Variante", nature: "Nature", region: "Région" },
  ...{ departement: "Département", fonction: "Fonction", boite: "Boîte d’envoi", messagerie: "Messagerie" },
} as const;
export type Cut = keyof typeof CUTS;

export const isCut = (text: string | null): text is Cut => text !== null && Object.hasOwn(CUTS, text);
/** Letters are counted by letter: several went to one person, and an answer is to the last one before it. */
export const isLetterCut = (cut: Cut): boolean => cut === "etape" || cut === "variante";

export function levelOf(param: string | null): Level | null {
  return LEVELS.find((level) => LEVEL_PARAMS[level] === param) ?? null;
}

export type Rate = Interval & { count: number; of: number; share: number };

/** What a level is a part of: the delivered, for what people do; nothing, for what the machine does. */
export function rateOf(counts: Counts, level: Level): Rate | null {
  if (level === "enrolled" || level === "sent" || level === "delivered") return null;
  const [count, of] = [counts[level], counts.delivered];
  return of === 0 ? null : { count, of, share: count / of, ...wilson(count, of) };
}

export type Segment = { key: string; label: string; counts: Counts };

export const NO_COUNTS: Counts = {
  ...{ enrolled: 0, sent: 0, delivered: 0, replied: 0, positive: 0, met: 0, reached: 0 },
};

/** Segments whose keys a rule brings together (domains, by provider), the most written to first. */
export function gather(
  segments: Segment[],
  by: (segment: Segment) => { key: string; label: string },
): Segment[] {
  const gathered = new Map<string, Segment>();
  for (const segment of segments) {
    const { key, label } = by(segment);
    const before = gathered.get(key)?.counts ?? NO_COUNTS;
    const sum = Object.fromEntries(
      LEVELS.map((level) => [level, before[level] + segment.counts[level]]),
    ) as Counts;
    gathered.set(key, { key, label, counts: sum });
  }
  return [...gathered.values()].toSorted((one, other) => other.counts.enrolled - one.counts.enrolled);
}
