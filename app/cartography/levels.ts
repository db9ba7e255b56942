/** The three grains of the map; each is also the field of the filter language that narrows a list to it. */
export const LEVELS = ["region", "departement", "epci"] as const;
export type Level = (typeof LEVELS)[number];

export const levelWords: Record<Level, { tab: string; one: string; many: string; all: string; any: string }> =
  {
    region: { tab: "Régions", one: "région", many: "régions", all: "Les 18 régions", any: "toute région" },
    departement: {
      tab: "Départements",
      one: "département",
      many: "départements",
      all: "Les 101 départements",
      any: "tout département",
    },
    epci: { tab: "EPCI", one: "EPCI", many: "EPCI", all: "Les 1 255 EPCI", any: "tout EPCI" },
  };

/** What one goes down to: a région's départements, a département's EPCI. */
export const levelBelow: Partial<Record<Level, Level>> = { region: "departement", departement: "epci" };
