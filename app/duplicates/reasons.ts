/** What makes two files look like one person. */
export const REASONS = ["email", "phone", "name", "near", "institution", "domain"] as const;
export type Reason = (typeof REASONS)[number];

/** Out of 100, added up. Two files under `SHOWN` are not worth anybody's time. */
export const WEIGHTS: Record<Reason, number> = {
  ...{ email: 60, phone: 50, name: 35, near: 30, institution: 20, domain: 15 },
};
export const SHOWN = 50;

/** A number held by more people than this is a switchboard's, and says nothing of who they are. */
export const SWITCHBOARD = 4;

/** How like two names must be, by their trigrams, to be one name mistyped. */
export const NEAR = 0.45;

const WORDS: Record<Reason, string> = {
  ...{ email: "même courriel", phone: "même téléphone", name: "même nom", near: "noms proches" },
  ...{ institution: "même institution", domain: "même domaine de courriel" },
};

export function scoreOf(reasons: readonly Reason[]): number {
  return Math.min(
    100,
    reasons.reduce((sum, reason) => sum + WEIGHTS[reason], 0),
  );
}

/** « même courriel, même institution » */
export function tellReasons(reasons: readonly Reason[]): string {
  return REASONS.filter((reason) => reasons.includes(reason))
    .map((reason) => WORDS[reason])
    .join(", ");
}
