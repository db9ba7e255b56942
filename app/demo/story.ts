import { CAST, type Part, WHITE_SPOTS } from "./cast.ts";
import { CAMPAIGN_SIZE } from "./campaign.ts";
import { type Chance, chanceFrom } from "./chance.ts";
import { type Exchange, exchangesOf } from "./exchanges.ts";
import { drawDueDays, drawNextAction, hasNextAction, type NextAction } from "./next-actions.ts";
import { castingOffice, type Person } from "./people.ts";
import { type Place, placeKey } from "./place.ts";
import { pathTo, type Reached, STAGE_COUNTS, type StageKey } from "./stages.ts";

/** What happens with one institution. Days are counted back from today. */
export type Chapter = {
  place: Place;
  /** The stages gone through; the last is today's. */
  path: Reached[];
  /** Farmers that it may reach. */
  reach: number | null;
  people: Person[];
  exchanges: Exchange[];
  next: NextAction | null;
  wakeInDays: number | null;
  lostReason: string | null;
  /** Whether the draft campaign writes to its first person. */
  campaign: boolean;
};

const SEED = 2026;
/** How many DDT(M) nobody has touched yet. */
const WHITE_COUNT = 14;

/**
 * How Parcelle deploys, half-way: invented people, at real institutions. The same places tell the same story.
 * @param places in any order; a few of the DDT(M) are left white, and the rest goes to those that help
 * @returns as many chapters as `STAGE_COUNTS` asks for, fewer where there are fewer places
 */
export function tellStory(places: readonly Place[]): Chapter[] {
  const chance = chanceFrom(SEED);
  const starring = castOf(places, chance);
  const dues = drawDueDays(starring.filter(isUndecided).length, chance);
  const office = castingOffice(
    chance,
    Object.values(CAST).flatMap(({ people }) => people),
  );
  const chapters = starring.map((role) =>
    write(role, isUndecided(role) ? dues.shift()! : null, office, chance),
  );
  address(chapters);
  return chapters;
}

type Role = { place: Place; stage: StageKey; part: Partial<Part> };

/** Who plays: those who are cast first, then chance gives the other stages, the furthest ones to the DDT(M). */
function castOf(places: readonly Place[], chance: Chance): Role[] {
  const ordered = [...places].sort((one, other) => (placeKey(one) < placeKey(other) ? -1 : 1));
  const cast = ordered.filter((place) => CAST[placeKey(place)]);
  const ddts = chance.deal(ordered.filter((place) => place.kind === "ddt" && !cast.includes(place)));
  const whites = ddts.sort((one, other) => whiteness(other) - whiteness(one)).splice(0, WHITE_COUNT);
  const helpers = chance.deal(ordered.filter((place) => place.kind !== "ddt" && !cast.includes(place)));
  const roles = cast.map((place): Role => {
    const part = CAST[placeKey(place)]!;
    return { place, part, stage: part.stage };
  });
  // A white spot stays white: nobody is called there at all.
  const near = helpers.filter(
    ({ departement }) => !whites.some((white) => white.departement === departement),
  );
  const free = [...ddts, ...near];
  return [
    ...roles,
    ...stagesLeft(roles).flatMap((stage, i) => (free[i] ? [{ place: free[i], stage, part: {} }] : [])),
  ];
}

function whiteness(place: Place): number {
  return WHITE_SPOTS.includes(placeKey(place)) ? 1 : 0;
}

function stagesLeft(roles: Role[]): StageKey[] {
  return (Object.keys(STAGE_COUNTS) as StageKey[]).flatMap((stage) => {
    const played = roles.filter((role) => role.stage === stage).length;
    return Array.from({ length: STAGE_COUNTS[stage] - played }, () => stage);
  });
}

/** Whether what comes next is to be drawn. */
function isUndecided({ stage, part }: Role): boolean {
  return !part.next && hasNextAction(stage);
}

function write(
  { place, stage, part }: Role,
  dueInDays: number | null,
  office: ReturnType<typeof castingOffice>,
  chance: Chance,
): Chapter {
  const path = pathTo(stage, chance, part.daysAgo);
  const people =
    part.people?.map((named) => office.engage(place, named)) ??
    Array.from({ length: chance.between(...COMPANY[stage]) }, (_, rank) => office.invent(place, rank));
  const [first] = people;
  const name = first && `${first.firstName} ${first.lastName}`;
  return {
    ...{ place, path, people, campaign: false },
    reach: part.reach ?? (stage === "qualification" ? null : chance.between(90, 720) * 10),
    exchanges: part.exchanges ?? exchangesOf(path, people.length, chance),
    next: part.next ?? (dueInDays === null ? null : drawNextAction(stage, name, dueInDays, chance)),
    wakeInDays: stage === "dormant" ? (part.wakeInDays ?? chance.between(20, 120)) : null,
    lostReason: stage === "lost" ? chance.pick(LOST_REASONS) : null,
  };
}

/** The campaign went to those who had been called without more, and to those who were about to be. */
function address(chapters: Chapter[]): void {
  const cold = chapters.filter(({ path, people, exchanges }) => {
    const { stage, daysAgo } = path.at(-1)!;
    const silent = exchanges.every((one) => one.direction !== "inbound" || one.daysAgo > LAUNCHED_DAYS_AGO);
    const known = daysAgo > LAUNCHED_DAYS_AGO && people.length > 0;
    return known && silent && (stage === "contact" || stage === "contacted");
  });
  for (const chapter of cold.slice(0, CAMPAIGN_SIZE)) chapter.campaign = true;
}

/** At most, in days: six working days, a week-end or two, a bank holiday. */
const LAUNCHED_DAYS_AGO = 12;

/** How many people are known at an institution, by stage. */
const COMPANY: Record<StageKey, [least: number, most: number]> = {
  ...{ qualification: [0, 0], contact: [1, 1], contacted: [1, 2], meeting: [1, 3], volunteer: [2, 3] },
  ...{ deployed: [2, 3], active: [3, 3], dormant: [1, 2], lost: [1, 1] },
};

const LOST_REASONS = [
  "Un outil de la région répond déjà au besoin.",
  "Le service ferme ses permanences l’an prochain.",
  "Pas d’agent pour accompagner les agriculteurs.",
  "La direction attend une décision nationale.",
];
