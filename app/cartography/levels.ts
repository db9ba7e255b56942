/** The three grains of the map; each is also the field of the filter language that narrows a list to it. */
export const LEVELS = ["region", "departement", "epci"] as const;
export type Level = (typeof LEVELS)[number];

export const levelWords: Record<Level, { tab: string; one: string; many: string; all: string }> = {
  region: { tab: "Régions", one: "région", many: "régions", all: "Les 18 régions" },
  departement: { tab: "Départements", one: "département", many: "départements", all: "Les 101 départements" },
  epci: { tab: "EPCI", one: "EPCI", many: "EPCI", all: "Les 1 255 EPCI" },
};

/** What one goes down to: a région's départements, a département's EPCI. */
export const levelBelow: Partial<Record<Level, Level>> = { region: "departement", departement: "epci" };
