import type { InstitutionKind } from "#app/db/generated/enums.ts";
import { CORRECTABLE, type Corrections, corrected, readCorrections } from "#app/institutions/institution.ts";
import { fold } from "#app/search/query.ts";
import { tidy } from "./cells.ts";
import { type Change, type Outcome, SAMPLE } from "./lot.ts";
import type { InstitutionRow } from "./rows.ts";
import type { Territory } from "./territories.server.ts";

type Fact = "name" | "acronym" | "siren" | "siret" | "email" | "phone" | "website" | "address";
export type KnownInstitution = Record<Exclude<Fact, "name">, string | null> & {
  id: string;
  /** The product's own; otherwise shared, of which it may only say some facts otherwise, for itself. */
  own: boolean;
  name: string;
  kind: InstitutionKind;
  territoryCode: string | null;
  corrections: unknown;
};

export type AskedInstitution = {
  row: InstitutionRow;
  territory: Territory | null;
  known: KnownInstitution | null;
  /** Why nobody can say which one it is. */
  ambiguous: string | null;
};

export type InstitutionDecisions = {
  create: { row: InstitutionRow; territory: Territory | null }[];
  /** Facts of the product's own. */
  change: { id: string; set: Partial<Record<Fact | "kind", string>>; territory: Territory | null }[];
  /** What the product says otherwise of shared ones. */
  correct: {
    id: string;
    known: KnownInstitution;
    corrections: Corrections;
    set: Partial<Record<Fact, string>>;
  }[];
  claims: Map<string, number>;
  outcome: Outcome;
};

/** What a file may say otherwise of a shared institution: not its name, which is there to be recognised by. */
const SAID_OTHERWISE = CORRECTABLE.filter((fact) => fact !== "name");
const FACTS = ["name", "acronym", "siren", "siret", "email", "phone", "website", "address"] as const;
const LABELS: Record<Fact | "kind" | "territory", string> = {
  ...{ name: "Nom", acronym: "Sigle", siren: "SIREN", siret: "SIRET", email: "Courriel", phone: "Téléphone" },
  ...{ website: "Site", address: "Adresse", kind: "Type", territory: "Territoire" },
};

/** What becomes of each row, in the order of the file: the first row of an institution wins. */
export function decideInstitutions(
  asked: AskedInstitution[],
  { claimed, numbered }: { claimed: ReadonlyMap<string, number>; numbered: ReadonlyMap<string, string> },
): InstitutionDecisions {
  const outcome: Outcome = {
    ...{ created: 0, updated: 0, unchanged: 0, refused: [], createdSample: [], changedSample: [] },
  };
  const done: InstitutionDecisions = { create: [], change: [], correct: [], claims: new Map(), outcome };
  for (const one of asked) {
    const { row, known, ambiguous } = one;
    const { line, cells } = row;
    const keys = institutionKeys(one);
    const earlier = keys
      .map((key) => done.claims.get(key) ?? claimed.get(key))
      .find((at) => at !== undefined);
    const reasons = [...row.faults];
    if (reasons.length === 0 && ambiguous) reasons.push(ambiguous);
    if (reasons.length === 0 && earlier !== undefined) reasons.push(`déjà à la ligne ${earlier}`);
    if (reasons.length === 0 && !known && !row.name)
      reasons.push("aucun nom, et aucune institution n’a ce numéro");
    const other = [row.siren, row.siret].find(
      (code) => code && (numbered.get(code) ?? known?.id) !== known?.id,
    );
    if (reasons.length === 0 && other)
      reasons.push(`le numéro ${other} est celui d’une autre de vos institutions`);
    if (reasons.length > 0) {
      outcome.refused.push({ line, cells, reasons });
      continue;
    }
    for (const key of keys) done.claims.set(key, line);
    if (known) settle(done, known, one);
    else {
      done.create.push({ row, territory: one.territory });
      outcome.created++;
      if (outcome.createdSample.length < SAMPLE)
        outcome.createdSample.push({ line, label: row.name!, changes: [] });
    }
  }
  return done;
}

/** What an institution is known by within a file. */
export function institutionKeys({ row, known, territory }: AskedInstitution): string[] {
  const keys = [
    ...(row.siren ? [`siren:${row.siren}`] : row.siret ? [`siren:${row.siret.slice(0, 9)}`] : []),
    ...(row.siret ? [`siret:${row.siret}`] : []),
  ];
  if (known) keys.push(`i:${known.id}`);
  else if (row.name) keys.push(`name:${fold(row.name)}|${territory?.code ?? ""}`);
  return keys;
}

function settle(
  done: InstitutionDecisions,
  known: KnownInstitution,
  { row, territory }: AskedInstitution,
): void {
  const corrections = readCorrections(known.corrections);
  const current = known.own ? known : corrected(known, corrections);
  const facts = known.own ? FACTS : SAID_OTHERWISE;
  const set: Partial<Record<Fact | "kind", string>> = {};
  const changes: Change[] = [];
  for (const fact of facts) {
    const value = row[fact];
    const before = tidy(current[fact] ?? "");
    if (value === null || value === before || row.said[fact] === before) continue;
    set[fact] = value;
    changes.push({ field: LABELS[fact], before: current[fact], after: value });
  }
  if (known.own && row.kind && row.kind !== known.kind) {
    set.kind = row.kind;
    changes.push({ field: LABELS.kind, before: known.kind, after: row.kind });
  }
  const moved = known.own && territory && territory.code !== known.territoryCode ? territory : null;
  if (moved) changes.push({ field: LABELS.territory, before: known.territoryCode, after: moved.code });
  if (changes.length === 0) {
    done.outcome.unchanged++;
    return;
  }
  done.outcome.updated++;
  if (done.outcome.changedSample.length < SAMPLE)
    done.outcome.changedSample.push({ line: row.line, label: current.name, changes });
  if (known.own) done.change.push({ id: known.id, set, territory: moved });
  else done.correct.push({ id: known.id, known, corrections, set: set as Partial<Record<Fact, string>> });
}
