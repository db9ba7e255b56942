/** The steps of the reference data's load, in order: what the first-run page lists, before, during and after. */
export const STEPS = [
  named("territories", "Régions et départements", "Code officiel géographique", "2026"),
  named("epci", "Intercommunalités", "DGCL, liste des intercommunalités", "janvier 2026"),
  named("communes", "Communes", "Code officiel géographique", "2026"),
  named("services", "Préfectures et services de l’État", "déduits des territoires", "2026"),
  named("national", "Ministères, opérateurs, réseaux", "table nationale", "2026"),
  named("relations", "Liens entre institutions", "déduits des territoires et des tables", "2026"),
];

export type StepKey = (typeof STEPS)[number]["key"];

export type StepProgress = {
  key: StepKey;
  label: string;
  source: string;
  vintage: string;
  /** Institutions loaded (links, in the last step) and to load; `total` is 0 until a load has been asked for. */
  done: number;
  total: number;
  state: "waiting" | "running" | "done";
};

export type UniverseProgress = {
  /** `none`: never asked for. `interrupted`: asked for, and nobody is at it; the next boot finishes it. */
  state: "none" | "loading" | "interrupted" | "done";
  steps: StepProgress[];
  /** Over all steps, links included. */
  done: number;
  total: number;
  /** 0 to 100, whole, 100 only when all is done. */
  percent: number;
  /** Institutions only: « 24 118 institutions sur 38 204 ». */
  institutions: { done: number; total: number };
};

/** A row of UniverseStep, as far as progress needs it. */
export type StepRow = {
  key: string;
  done: number;
  total: number;
  startedAt: Date | null;
  finishedAt: Date | null;
};

/** @param loading whether a process holds the load's lock */
export function progressOf(rows: StepRow[], loading: boolean): UniverseProgress {
  const steps = STEPS.map(({ key, label, source, vintage }): StepProgress => {
    const row = rows.find((candidate) => candidate.key === key);
    const state = row?.finishedAt ? "done" : row?.startedAt ? "running" : "waiting";
    return { key, label, source, vintage, done: row?.done ?? 0, total: row?.total ?? 0, state };
  });
  const [done, total] = sum(steps);
  const [institutionsDone, institutionsTotal] = sum(steps.filter((step) => step.key !== "relations"));
  const finished = steps.every((step) => step.state === "done");
  return {
    state: finished ? "done" : loading ? "loading" : rows.length > 0 ? "interrupted" : "none",
    steps,
    done,
    total,
    percent: finished ? 100 : total === 0 ? 0 : Math.min(99, Math.floor((100 * done) / total)),
    institutions: { done: institutionsDone, total: institutionsTotal },
  };
}

function sum(steps: StepProgress[]): [done: number, total: number] {
  return [
    steps.reduce((total, step) => total + step.done, 0),
    steps.reduce((total, step) => total + step.total, 0),
  ];
}

function named<Key extends string>(key: Key, label: string, source: string, vintage: string) {
  return { key, label, source, vintage };
}
