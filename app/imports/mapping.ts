import { z } from "zod";
import type { ImportKind } from "#app/db/generated/enums.ts";
import { fold } from "#app/search/query.ts";
import { fieldsOf } from "./fields.ts";

/** Which column feeds which field: { "Courriel": "email" }. A column that is not told is left. */
export type Mapping = Record<string, string>;

export const mappingSchema = z.record(z.string().max(5_000), z.string().max(40));

/** The columns of a table, each with a name of its own: « Tel », « Tel (2) », « Colonne 3 ». */
export function nameColumns(cells: string[]): string[] {
  const seen = new Map<string, number>();
  return cells.map((cell, index) => {
    const name = cell || `Colonne ${index + 1}`;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}

/**
 * What each column seems to hold, by what it is called, then by its values. A field that takes one column takes the
 * first that claims it; a name that one kind of column claims exactly goes before one that only contains it.
 */
export function guessMapping(kind: ImportKind, columns: string[], samples: string[][]): Mapping {
  const fields = Object.entries(fieldsOf(kind));
  const folded = columns.map((column) => fold(column.replace(/ \(\d+\)$/, "")));
  const mapping: Mapping = {};
  const taken = new Set<string>();
  const claim = (index: number, field: string, many: boolean | undefined) => {
    if (taken.has(field) && !many) return;
    mapping[columns[index]!] = field;
    taken.add(field);
  };
  const open = (index: number) => mapping[columns[index]!] === undefined;
  // Some lists of names are longer than others: what is called first in a field's list is what it is called most.
  for (const rank of [0, 1])
    for (const [field, { called, many }] of fields)
      for (const index of columns.keys()) {
        const at = called.findIndex((name) => fold(name) === folded[index]);
        if (open(index) && at >= 0 && (rank === 1 || at === 0)) claim(index, field, many);
      }
  for (const index of columns.keys()) {
    if (!open(index)) continue;
    const found = fields.find(([, { called }]) =>
      called.some((name) => name.length > 3 && ` ${folded[index]} `.includes(` ${name} `)),
    );
    if (found) claim(index, found[0], found[1].many);
  }
  for (const index of columns.keys()) {
    if (!open(index)) continue;
    const field = fieldByValues(samples.map((cells) => cells[index] ?? ""));
    const known = fields.find(([name]) => name === field);
    if (known) claim(index, known[0], known[1].many);
  }
  return nameless(kind, mapping);
}

/** « Nom » beside no « Prénom » is the whole name of a person. */
function nameless(kind: ImportKind, mapping: Mapping): Mapping {
  const fed = Object.values(mapping);
  if (kind !== "contacts" || fed.includes("firstName") || fed.includes("fullName")) return mapping;
  return Object.fromEntries(
    Object.entries(mapping).map(([column, field]) => [column, field === "lastName" ? "fullName" : field]),
  );
}

/** What most of these values are, when they can be nothing else. */
function fieldByValues(values: string[]): string | undefined {
  const filled = values.map((value) => value.replace(/\s/g, "")).filter(Boolean);
  if (filled.length === 0) return undefined;
  const most = (form: RegExp) => filled.filter((value) => form.test(value)).length * 2 > filled.length;
  if (most(/^[^@]+@[^@]+\.[^@.]+$/)) return "email";
  if (most(/^\d{14}$/)) return "siret";
  if (most(/^\d{9}$/) && !most(/^[67]/)) return "siren";
  if (most(/^(\+33|0)[\d.-]{9,13}$/)) return "phone";
  return undefined;
}

/**
 * Whether a file can be brought in so, and what it lacks, in French.
 */
export function lackOf(kind: ImportKind, mapping: Mapping): string | null {
  const fed = new Set(Object.values(mapping));
  const any = (...fields: string[]) => fields.some((field) => fed.has(field));
  const placed = any("institution", "siren", "siret", "insee");
  if (kind === "contacts") {
    if (!any("lastName", "fullName", "email")) return "Dites quelle colonne donne le nom ou le courriel.";
    return placed || fed.has("email") ? null : "Dites quelle colonne donne l’institution.";
  }
  if (kind === "institutions")
    return any("name", "siren", "siret") ? null : "Dites quelle colonne donne le nom, le SIREN ou le SIRET.";
  if (!placed) return "Dites quelle colonne donne l’institution.";
  const missing = (["metric", "date", "value"] as const).find((field) => !fed.has(field));
  return missing ? `Dites quelle colonne donne « ${fieldsOf(kind)[missing]!.label} ».` : null;
}
