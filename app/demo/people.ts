import type { DecisionRole } from "#app/db/generated/client.ts";
import type { Chance } from "./chance.ts";
import { FAMILY_NAMES, FUNCTIONS, MEN, WOMEN } from "./names.ts";
import type { Place } from "./place.ts";
import { slug } from "#app/words.ts";

/** Somebody who does not exist. */
export type Person = {
  firstName: string;
  lastName: string;
  function: string;
  /** On `.example`, which RFC 2606 keeps from ever being anybody's. */
  email: string;
  /** Of the numbers that Arcep keeps for fiction. */
  phone: string;
  /** What they are to a decision, where it is known. */
  weight?: Weight | undefined;
};

export type Weight = { decisionRole: DecisionRole; influence: number; interest: number };

/** Somebody of the story whose name is written by hand. */
export type Named = readonly [firstName: string, lastName: string, function: string, weight?: Weight];

/**
 * Invents people, no two of the same name.
 * @param named who is already in the story
 */
export function castingOffice(chance: Chance, named: readonly Named[]) {
  const taken = new Set(named.map(([firstName, lastName]) => `${firstName} ${lastName}`));

  /** @param rank 0 for the one who decides, then those who do the work */
  function invent(place: Place, rank: number): Person {
    const woman = chance.happens(50);
    const [feminine, masculine] = chance.pick(FUNCTIONS[place.kind][rank === 0 ? "heads" : "officers"]);
    let name: [string, string];
    do name = [chance.pick(woman ? WOMEN : MEN), chance.pick(FAMILY_NAMES)];
    while (taken.has(name.join(" ")));
    taken.add(name.join(" "));
    return engage(place, [...name, woman ? feminine : masculine]);
  }

  /** Gives somebody an address and a telephone at their institution. */
  function engage(place: Place, [firstName, lastName, held, weight]: Named): Person {
    const email = `${slug(firstName)}.${slug(lastName)}@${domainOf(place)}`;
    return { firstName, lastName, function: held, email, phone: phoneNumber(place, chance), weight };
  }

  return { invent, engage };
}

/** « ddtm-vendee.example » */
function domainOf({ label, territory }: Place): string {
  return `${slug(`${label} ${territory}`)}.example`;
}

/** Numbers that the national numbering plan (Arcep, décision n° 2018-0881) keeps for audiovisual works. */
function phoneNumber({ region }: Place, chance: Chance): string {
  const zone = ZONES.find(({ regions }) => regions.includes(region ?? ""))?.prefix ?? "06 39 98";
  const end = String(chance.between(0, 9999)).padStart(4, "0");
  return `${zone} ${end.slice(0, 2)} ${end.slice(2)}`;
}

const ZONES = [
  { prefix: "01 99 00", regions: ["R11"] },
  { prefix: "02 61 91", regions: ["R24", "R28", "R52", "R53"] },
  { prefix: "03 53 01", regions: ["R27", "R32", "R44"] },
  { prefix: "04 65 71", regions: ["R84", "R93", "R94"] },
  { prefix: "05 36 49", regions: ["R75", "R76"] },
];
