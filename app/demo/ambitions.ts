import type { ObjectiveMetric } from "#app/db/generated/client.ts";
import { targetFilter } from "#app/target/target-choice.ts";

/** Parcelle deploys through the départements' services. */
export const TARGET = targetFilter({ groups: ["ddt"], extent: "france", places: [] });

/** The six months at the end of which a committee decides, half gone. */
export const CYCLE = { name: "Comité de printemps", begunDaysAgo: 97, endsInDays: 86 };

type Ambition = { metric: ObjectiveMetric; usageMetric?: string; target: number };

/** What is to be reached by then: deployments are late, the rest is on pace. */
export const OBJECTIVES: Ambition[] = [
  { metric: "volunteers", target: 15 },
  { metric: "deployed", target: 8 },
  { metric: "usage", usageMetric: "agriculteurs accompagnés", target: 12_000 },
  { metric: "meetings", target: 24 },
];

/** A figure of one month, so many days ago. */
export type Usage = { metric: string; daysAgo: number; value: number };

/** Use where there is some, month by month: « ddt:34 ». Elsewhere a volunteer has proved nothing yet. */
export const USAGE: Record<string, Usage[]> = {
  "ddt:56": [
    { metric: "visites", daysAgo: 75, value: 96 },
    { metric: "visites", daysAgo: 45, value: 284 },
    { metric: "visites", daysAgo: 15, value: 412 },
    { metric: "agriculteurs accompagnés", daysAgo: 45, value: 1_850 },
    { metric: "agriculteurs accompagnés", daysAgo: 15, value: 2_240 },
  ],
  "ddt:89": [
    { metric: "visites", daysAgo: 15, value: 118 },
    { metric: "agriculteurs accompagnés", daysAgo: 15, value: 1_480 },
  ],
  "ddt:26": [
    { metric: "visites", daysAgo: 12, value: 90 },
    { metric: "agriculteurs accompagnés", daysAgo: 12, value: 1_330 },
  ],
};

/** How a strategic partner is followed. */
export type Plan = {
  cadenceDays: number;
  stakes: string;
  sponsors: string;
  risks: string;
  nextSteps: string;
};

export const PLANS: Record<string, Plan> = {
  "ddt:34": {
    cadenceDays: 30,
    stakes: "6 840 exploitations, viticoles pour la plupart : un essai ici parle à toute l’Occitanie.",
    sponsors: "Hélène Castaing, qui présente Parcelle au comité de direction de décembre.",
    risks: "Permanences saturées en avril : former avant mars, ou attendre un an.",
    nextSteps: "Convention de pilote signée avant Noël, deux agents formés en janvier.",
  },
  "ddt:56": {
    cadenceDays: 45,
    stakes: "Premier département actif : ce qu’il dit compte plus que ce que nous disons.",
    sponsors: "Ronan Le Dantec, prêt à témoigner devant ses voisins.",
    risks: "Awa Sarr porte seule la télédéclaration ; rien ne tient sans elle.",
    nextSteps: "Témoignage au séminaire régional, puis visite avec le Finistère.",
  },
  "ddt:51": {
    cadenceDays: 14,
    stakes: "7 390 exploitations, et un service qui fait école dans le Grand Est.",
    sponsors: "Odile Grangier, convaincue ; la direction ne l’est pas encore.",
    risks: "Réorganisation en cours : l’interlocutrice peut changer.",
    nextSteps: "Reprendre contact dès la nouvelle organisation connue.",
  },
};
