import { KIND_NAMES, KINDS } from "#app/institutions/kinds.ts";
import type { InstitutionKind } from "#app/db/generated/enums.ts";
import { fold } from "#app/search/query.ts";
import { cleanCell, cleanText, refuseCell } from "./cells.ts";
import type { TableRecord } from "./csv.ts";
import { readDay, readNumber } from "./dates.ts";
import { fieldsOf } from "./fields.ts";
import type { Mapping } from "./mapping.ts";
import { type Place, readPlace, readSiren, readSiret, whereOf } from "./place.ts";
import { readEmails, readPhones, splitName, type Written } from "./person.ts";

/** What every row of a file has: where it begins, how it is in the file, and why it cannot be taken. */
export type Row = { line: number; cells: string[]; faults: string[]; place: Place | null };

export type ContactRow = Row & {
  firstName: string | null;
  lastName: string | null;
  /** Its name, folded; empty for an address without one. */
  nameKey: string;
  function: string | null;
  emails: Written[];
  phones: Written[];
  note: string | null;
  source: string | null;
  collectedOn: string | null;
};

export type InstitutionRow = Row & {
  kind: InstitutionKind | null;
  siren: string | null;
  siret: string | null;
  /** The territory as it is written: a code, « Lunel (34145) », a name. */
  /** The cells by field, as they are written: what is said as it already is changes nothing. */
  said: Record<string, string>;
  territory: string | null;
  departement: string | null;
  postcode: string | null;
} & Record<"name" | "acronym" | "email" | "phone" | "website" | "address", string | null>;

export type UsageRow = Row & {
  metric: string | null;
  date: string | null;
  value: number | null;
  source: string | null;
};

export type RowOf = { contacts: ContactRow; institutions: InstitutionRow; usage: UsageRow };

type Reader<R> = (record: TableRecord) => R;
type Context = { columns: string[]; mapping: Mapping; departements: ReadonlyMap<string, string> };

/** How the records of a file are read, once it is known which column feeds what. */
export function rowReaders(context: Context): { [K in keyof RowOf]: Reader<RowOf[K]> } {
  return {
    contacts: (record) => contactRow(taken("contacts", record, context)),
    institutions: (record) => institutionRow(taken("institutions", record, context)),
    usage: (record) => usageRow(taken("usage", record, context)),
  };
}

type Taken = {
  line: number;
  cells: string[];
  faults: string[];
  said: Record<string, string>;
  context: Context;
};

/** The record's cells by field, those of a field fed by several columns one after the other. */
function taken(kind: keyof RowOf, { line, cells }: TableRecord, context: Context): Taken {
  const { columns, mapping } = context;
  const faults: string[] = [];
  const said: Record<string, string> = {};
  if (cells.slice(columns.length).some((cell) => cell.trim() !== ""))
    faults.push(`plus de cellules (${cells.length}) que de colonnes (${columns.length})`);
  for (const [index, column] of columns.entries()) {
    const field = mapping[column];
    const cell = cells[index] ?? "";
    if (!field || cell === "") continue;
    const fault = refuseCell(cell);
    if (fault) faults.push(`${fieldsOf(kind)[field]?.label ?? column} : ${fault}`);
    const clean = field === "note" ? cleanText(cell) : cleanCell(cell);
    if (clean) said[field] = said[field] ? `${said[field]} ; ${clean}` : clean;
  }
  return { line, cells: cells.map(keepable), faults, said, context };
}

/** A refused row is kept with its cells; what no database keeps is shown as missing. */
const keepable = (cell: string) => cell.slice(0, 5_000).replaceAll("\0", "\ufffd").toWellFormed();

const PLACES = ["institution", "siren", "siret", "insee"];

function contactRow({ line, cells, faults, said, context }: Taken): ContactRow {
  const { place, faults: placeFaults } = readPlace(said, context.departements);
  const whole = said.fullName ? splitName(said.fullName) : { firstName: null, lastName: null };
  const firstName = bounded(said.firstName ?? whole.firstName, 100, "Prénom", faults);
  const lastName = bounded(said.lastName ?? whole.lastName, 100, "Nom", faults);
  const { emails, faults: emailFaults } = readEmails(said.email ?? "");
  const { phones, faults: phoneFaults } = readPhones(said.phone ?? "");
  faults.push(...placeFaults, ...emailFaults, ...phoneFaults);
  // A file that tells institutions tells one on each line; one that tells none may only say more of known addresses.
  const asksPlace = Object.values(context.mapping).some((field) => PLACES.includes(field));
  if (asksPlace && !place && placeFaults.length === 0) faults.push("aucune institution");
  if (!lastName && !said.email) faults.push("ni nom ni courriel");
  return {
    ...{ line, cells, faults, place, firstName, lastName, emails, phones },
    nameKey: lastName ? fold([firstName, lastName].filter(Boolean).join(" ")) : "",
    function: bounded(said.function, 200, "Fonction", faults),
    note: said.note ?? null,
    source: bounded(said.source, 200, "Source", faults),
    collectedOn: dayOf(said.collectedOn, "Collecté le", faults),
  };
}

function institutionRow({ line, cells, faults, said, context }: Taken): InstitutionRow {
  const siren = coded(said.siren, readSiren, "SIREN", "9 chiffres", faults);
  const siret = coded(said.siret, readSiret, "SIRET", "14 chiffres", faults);
  const { emails, faults: emailFaults } = readEmails(said.email ?? "");
  faults.push(...emailFaults);
  return {
    ...{ line, cells, faults, said, siren, siret, place: null, kind: kindOf(said.kind, faults) },
    name: bounded(said.name, 300, "Nom", faults),
    acronym: bounded(said.acronym, 60, "Sigle", faults),
    email: emails[0]?.value ?? null,
    phone: bounded(said.phone, 40, "Téléphone", faults),
    website: websiteOf(said.website, faults),
    address: bounded(said.address, 500, "Adresse", faults),
    territory: said.territory ?? null,
    ...whereOf(said, context.departements),
  };
}

function usageRow({ line, cells, faults, said, context }: Taken): UsageRow {
  const { place, faults: placeFaults } = readPlace(said, context.departements);
  faults.push(...placeFaults);
  if (!place && placeFaults.length === 0) faults.push("aucune institution");
  const metric = bounded(said.metric, 100, "Mesure", faults);
  if (!metric) faults.push("aucune mesure");
  const date = dayOf(said.date, "Date", faults);
  if (!said.date) faults.push("aucune date");
  const value = said.value === undefined ? null : readNumber(said.value);
  if (value === null)
    faults.push(said.value ? `Valeur : « ${said.value} » n’est pas un nombre` : "aucune valeur");
  return {
    ...{ line, cells, faults, place, metric, date, value },
    source: bounded(said.source, 200, "Source", faults),
  };
}

function bounded(
  text: string | null | undefined,
  max: number,
  label: string,
  faults: string[],
): string | null {
  if (!text) return null;
  if (text.length > max) faults.push(`${label} : au plus ${max} caractères`);
  return text;
}

function dayOf(text: string | undefined, label: string, faults: string[]): string | null {
  if (!text) return null;
  const day = readDay(text);
  if (!day) faults.push(`${label} : « ${text.slice(0, 40)} » n’est pas une date (12/03/2026 ou 2026-03-12)`);
  return day;
}

function coded(
  text: string | undefined,
  read: (text: string) => string | null,
  label: string,
  form: string,
  faults: string[],
): string | null {
  if (!text) return null;
  const value = read(text);
  if (!value) faults.push(`${label} « ${text.slice(0, 40)} » : ${form} attendus`);
  return value;
}

function websiteOf(text: string | undefined, faults: string[]): string | null {
  if (!text) return null;
  const url = text.includes("://") ? text : `https://${text}`;
  const ok =
    url.length <= 500 && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) && url.includes(".");
  if (!ok) faults.push(`Site : « ${text.slice(0, 80)} » n’est pas une adresse de site`);
  return ok ? url : null;
}

function kindOf(text: string | undefined, faults: string[]): InstitutionKind | null {
  if (!text) return null;
  const kind = KIND_WORDS.get(fold(text));
  if (!kind) faults.push(`Type : « ${text.slice(0, 60)} » est inconnu (${KIND_LIST})`);
  return kind ?? null;
}

const ALSO: Partial<Record<InstitutionKind, string>> = {
  ...{ commune: "mairie,ville,municipalite", departement: "conseil departemental,cd" },
  ...{ region: "conseil regional", agency: "operateur,agence,etablissement public" },
  epci: "communaute de communes,communaute d agglomeration,metropole,communaute urbaine,agglomeration,cc,ca,cu",
  ...{ prefecture: "sous prefecture", chamber: "chambre,cci,cma,chambre d agriculture" },
  ...{ decentralised_service: "service de l etat,ddt,ddtm,direction departementale,direction regionale" },
  ...{ health: "hopital,ars,chu", social_security: "caf,cpam,msa,urssaf", company: "societe" },
};
const KIND_WORDS = new Map(
  KIND_NAMES.flatMap((kind) =>
    [kind, ...KINDS[kind], ...(ALSO[kind]?.split(",") ?? [])].map((word) => [fold(word), kind] as const),
  ),
);
const KIND_LIST = KIND_NAMES.map((kind) => KINDS[kind][0]).join(", ");
