import type { ReferenceMatch } from "#app/db/generated/enums.ts";
import { nameKey, isPart, recordKeys } from "./names.ts";
import { categoriesOf, type Scope } from "./pivots.ts";
import { departementOf, type DilaRecord } from "./record.ts";

/** An institution of the reference data, as far as matching needs it. */
export type Known = {
  id: string;
  name: string;
  acronym: string | null;
  category: string | null;
  siren: string | null;
  siret: string | null;
  territoryCode: string | null;
  territoryName: string | null;
  departementCode: string | null;
  postcodes: string[];
};

/** Where a commune is: what stands at each scope. */
export type Place = Partial<Record<Exclude<Scope, "commune">, string | null>>;

export const LEVELS = ["insee", "siret", "siren", "name"] as const;
export type Level = (typeof LEVELS)[number];

/** A part of a record that says which institution it is of. */
export type Keys = Pick<DilaRecord, "name" | "types" | "insee" | "postcode" | "siret" | "siren">;

export type Verdict = {
  match: ReferenceMatch;
  by: Level | null;
  institutionId: string | null;
  candidates: string[];
  reason: string | null;
};

const MAX_CANDIDATES = 12;

/** The institutions by each key that a record may give; built once, whatever the number of records. */
export class MatchIndex {
  #known = new Map<string, Known>();
  #places: Map<string, Place>;
  #at = new Map<string, string[]>();
  #siret = new Map<string, string[]>();
  #siren = new Map<string, string[]>();
  #names = new Map<string, string[]>();
  /** How many records reach an institution by each official key: one reached twice is told apart by the next key. */
  #reached = new Map<string, number>();

  constructor(known: Iterable<Known>, places: Map<string, Place>) {
    this.#places = places;
    for (const one of known) this.#add(one);
  }

  /** Counts a record before any is matched. */
  count(record: Keys): void {
    if (isPart(record.name)) return;
    for (const level of ["insee", "siret", "siren"] as const)
      for (const id of this.#find(record, level)) {
        const key = `${level} ${id}`;
        this.#reached.set(key, (this.#reached.get(key) ?? 0) + 1);
      }
  }

  /**
   * Which institution a record is: by commune, then SIRET, SIREN and name, each only where it leads to one institution
   * and no other record is led there. Keys that disagree, and names that several bear, are for a human to settle.
   */
  match(record: Keys): Verdict {
    if (isPart(record.name)) return unmatched("C’est une annexe ou une antenne, pas l’institution.");
    const official = (["insee", "siret", "siren"] as const).map((level) => {
      const ids = this.#find(record, level);
      return { level, ids, alone: ids.length === 1 && this.#reached.get(`${level} ${ids[0]}`)! < 2 };
    });
    const sure = official.filter(({ alone }) => alone);
    const designated = [...new Set(sure.flatMap(({ ids }) => ids))];
    if (designated.length > 1)
      return ambiguous(designated, "Le code de la commune et l’identifiant désignent deux institutions.");
    if (sure[0]) return matched(designated[0]!, sure[0].level);
    return this.#matchByName(record, [...new Set(official.flatMap(({ ids }) => ids))]);
  }

  #matchByName(record: Keys, near: string[]): Verdict {
    const named = [...new Set(this.#scopes(record).flatMap((category) => this.#named(record, category)))];
    const here = this.#isPlaced(record)
      ? named.filter((id) => this.#isNear(this.#known.get(id)!, record))
      : [];
    if (here.length === 1) return matched(here[0]!, "name");
    if (here.length > 1) return ambiguous(here, "Plusieurs institutions portent ce nom à cet endroit.");
    if (near.length > 0)
      return ambiguous(near, "Plusieurs fiches ou plusieurs institutions répondent à ces codes.");
    if (named.length > 0)
      return ambiguous(named, "Le nom est connu, mais rien ne dit que c’est au même endroit.");
    return unmatched(
      categoriesOf(record.types).length > 0
        ? "Aucune institution de ce nom ni de ce code."
        : "L’annuaire d’Essaim n’a pas ce type d’organisme.",
    );
  }

  /** The institutions that one key of a record leads to, within the kinds that its type means. */
  #find(record: Keys, level: Exclude<Level, "name">): string[] {
    if (level === "insee") return this.#standingAt(record);
    const key = record[level];
    const ids = (key && (level === "siret" ? this.#siret : this.#siren).get(key)) || [];
    const categories = this.#scopes(record);
    return ids.filter((id) => categories.includes(scopeOf(this.#known.get(id)!)));
  }

  #standingAt({ insee, types }: Keys): string[] {
    if (!insee) return [];
    const place = this.#places.get(insee);
    const ids = categoriesOf(types).flatMap(([category, scope]) => {
      const code = scope === "commune" ? insee : place?.[scope];
      return (code && this.#at.get(`${category} ${code}`)) || [];
    });
    return [...new Set(ids)];
  }

  /** Without a type we know, a record can only be one of the national bodies: a library has its commune's SIREN. */
  #scopes({ types }: Keys): string[] {
    const categories = categoriesOf(types).map(([category]) => category);
    return categories.length > 0 ? categories : [NATIONAL];
  }

  #named({ name }: Keys, category: string): string[] {
    return recordKeys(name).flatMap((key) => this.#names.get(`${category} ${key}`) ?? []);
  }

  /** Whether anything says where it is; what is national is nowhere else. */
  #isPlaced({ insee, postcode, types }: Keys): boolean {
    return insee !== null || postcode !== null || categoriesOf(types).length === 0;
  }

  #isNear(known: Known, { insee, postcode }: Keys): boolean {
    if (scopeOf(known) === NATIONAL) return true;
    if (postcode && known.postcodes.includes(postcode)) return true;
    const departement = departementOf(insee) ?? departementOf(postcode);
    if (known.departementCode) return sameDepartement(known.departementCode, departement, insee === null);
    return insee !== null && this.#places.get(insee)?.region === known.territoryCode;
  }

  #add(one: Known): void {
    this.#known.set(one.id, one);
    const scope = scopeOf(one);
    if (one.territoryCode) push(this.#at, `${scope} ${one.territoryCode}`, one.id);
    if (one.siret) push(this.#siret, one.siret, one.id);
    if (one.siren) push(this.#siren, one.siren, one.id);
    const names = [one.name, scope === NATIONAL ? one.acronym : one.territoryName];
    for (const key of new Set(names.map((name) => nameKey(name ?? ""))))
      if (key) push(this.#names, `${scope} ${key}`, one.id);
  }
}

/**
 * Of several records led to one institution, the one led by the surest key keeps it; the others, or all of them when
 * their keys are worth the same, are for a human to settle.
 * @returns which of the claims are lost
 */
export function lostClaims<Claim extends { institutionId: string; by: string }>(claims: Claim[]): Claim[] {
  const rank = ({ by }: Claim) => (by === "hand" ? -1 : LEVELS.indexOf(by as Level));
  return [...Map.groupBy(claims, ({ institutionId }) => institutionId).values()].flatMap((rivals) => {
    const best = Math.min(...rivals.map(rank));
    const winners = rivals.filter((claim) => rank(claim) === best);
    return rivals.filter((claim) => winners.length > 1 || claim !== winners[0]);
  });
}

const NATIONAL = "national";

const scopeOf = ({ category, territoryCode }: Known): string =>
  territoryCode === null ? NATIONAL : (category ?? "");

/** A postcode does not tell the two Corsican départements apart. */
function sameDepartement(known: string, found: string | null, byPostcode: boolean): boolean {
  return byPostcode && found === "20" ? /^2[AB]$/.test(known) : known === found;
}

function push(map: Map<string, string[]>, key: string, id: string): void {
  const ids = map.get(key);
  if (ids) ids.push(id);
  else map.set(key, [id]);
}

const matched = (institutionId: string, by: Level): Verdict => ({
  ...{ match: "matched", by, institutionId, candidates: [], reason: null },
});
const ambiguous = (candidates: string[], reason: string): Verdict => ({
  ...{ match: "ambiguous", by: null, institutionId: null },
  ...{ candidates: candidates.slice(0, MAX_CANDIDATES), reason },
});
const unmatched = (reason: string): Verdict => ({
  ...{ match: "unmatched", by: null, institutionId: null, candidates: [], reason },
});
