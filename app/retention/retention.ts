/** Three years from the collection, or from the last act of the person (CNIL, reference on the management of contacts). */
export const RETENTION_YEARS = 3;

/** What started the clock for the last time: an act of the person, or the day they were collected. */
export type Act = "collected" | "created" | "inbound" | "met" | "volunteered";

export const ACT_WORDS: Record<Act, string> = {
  collected: "adresse relevée",
  created: "fiche créée",
  inbound: "dernier message reçu",
  met: "dernière rencontre",
  volunteered: "s’est dit volontaire",
};

/** What happened before this moment is too old to keep somebody for. */
export function cutoff(now: Date): Date {
  return addYears(now, -RETENTION_YEARS);
}

/** The day from which there is no more reason to keep somebody. */
export function expiresOn(lastActAt: Date): Date {
  return addYears(lastActAt, RETENTION_YEARS);
}

function addYears(moment: Date, years: number): Date {
  const moved = new Date(moment);
  moved.setUTCFullYear(moved.getUTCFullYear() + years);
  return moved;
}
