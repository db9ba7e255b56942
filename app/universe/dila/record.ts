import { isRoleAddress } from "#app/contacts/address.ts";
import { z } from "zod";
import { readPhone } from "./phone.ts";
import { plain } from "#app/words.ts";

/** What a record of the directory says, once read: what finds its institution, and what it brings to it. */
export type DilaRecord = {
  id: string;
  name: string;
  /** Its « pivots »; failing that, the kind of body it says it is. */
  types: string[];
  insee: string | null;
  postcode: string | null;
  siret: string | null;
  siren: string | null;
  phone: string | null;
  email: string | null;
  website: string | null;
  address: string | null;
  /** « 2024-06-06 » */
  modifiedOn: string | null;
  /** The records it says are under it. */
  children: string[];
};

export type Refused = { reason: string };

const MAX_CHILDREN = 500;

/** Reads one record, of the API or of the dump. Who works there is left out: nobody asked to be in a file. */
export function readRecord(raw: unknown): DilaRecord | Refused {
  if (typeof raw !== "object" || raw === null || Array.isArray(raw))
    return { reason: "Cette entrée n’est pas une fiche." };
  const fields = raw as Record<string, unknown>;
  const id = line(fields.id, 100);
  const name = line(fields.nom, 300);
  if (!id) return { reason: "La fiche n’a pas d’identifiant." };
  if (!name) return { reason: "La fiche n’a pas de nom." };
  const pivots = entries(fields.pivot);
  const insee = inseeOf(fields, pivots);
  const addresses = entries(fields.adresse);
  const address = addresses.find((one) => one.type_adresse === "Adresse") ?? addresses[0];
  const siret = digits(fields.siret, 14);
  return {
    ...{ id, name, types: typesOf(fields, pivots), insee, siret },
    siren: digits(fields.siren, 9) ?? siret?.slice(0, 9) ?? null,
    postcode: digits(address?.code_postal, 5),
    phone: first(entries(fields.telephone), (text) => readPhone(text, departementOf(insee))),
    email: readEmail(fields.adresse_courriel, name),
    website: first(entries(fields.site_internet), readSite),
    address: address ? addressLine(address) : null,
    modifiedOn: readDay(fields.date_modification),
    children: childrenOf(entries(fields.hierarchie)),
  };
}

/** « 34 », « 974 », « 2A ». */
export function departementOf(insee: string | null): string | null {
  if (!insee) return null;
  return /^9[78]/.test(insee) ? insee.slice(0, 3) : insee.slice(0, 2);
}

/** « 06/06/2024 15:25:42 » is 2024-06-06; a day that does not exist is none. */
export function readDay(value: unknown): string | null {
  const [, day, month, year] = /^(\d{2})\/(\d{2})\/(\d{4})(?:\s|$)/.exec(String(value ?? "").trim()) ?? [];
  const text = `${year}-${month}-${day}`;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? text : null;
}

/**
 * The address of the function among those joined by « ; »: the first that names one; failing that, the first that
 * does not read as a person's (« prenom.nom@ »), which is not ours to keep.
 */
export function readEmail(value: unknown, name: string): string | null {
  const all = texts(value)
    .flatMap((text) => text.split(/[;,\s]+/))
    .map((text) => text.replace(/^mailto:/i, "").toLowerCase())
    .filter((text) => text.length <= 254 && z.email().safeParse(text).success);
  const known = new Set(plain(name).split(/[^a-z0-9]+/));
  return all.find(isRoleAddress) ?? all.find((address) => !isPersonal(address, known)) ?? null;
}

function isPersonal(address: string, known: ReadonlySet<string>): boolean {
  const words = address.split("@")[0]!.split(".");
  return (
    words.length === 2 &&
    words.every((word) => /^[a-z][a-z-]*$/.test(word) && word.split("-").every((part) => !known.has(part)))
  );
}

function inseeOf(fields: Record<string, unknown>, pivots: Entry[]): string | null {
  const own = texts(fields.code_insee_commune);
  // A pivot's list is what the service covers: it says where it is only when it is one commune.
  const codes = own.length > 0 ? own : pivots.flatMap((pivot) => texts(pivot.code_insee_commune));
  const unique = [...new Set(codes.map((code) => code.toUpperCase()))];
  return unique.length === 1 && /^(?:\d{5}|2[AB]\d{3})$/.test(unique[0]!) ? unique[0]! : null;
}

function typesOf(fields: Record<string, unknown>, pivots: Entry[]): string[] {
  const types = pivots
    .map((pivot) => line(pivot.type_service_local ?? pivot.valeur, 60))
    .filter((type) => type !== null);
  const kind = line(fields.type_organisme, 60);
  return types.length > 0 ? [...new Set(types)].slice(0, 5) : kind ? [kind] : [];
}

function childrenOf(hierarchy: Entry[]): string[] {
  return hierarchy
    .filter((one) => /fils/i.test(String(one.type_hierarchie ?? "")))
    .flatMap((one) => line(one.service, 100) ?? [])
    .slice(0, MAX_CHILDREN);
}

function addressLine(address: Entry): string | null {
  const part = (name: string) => line(address[name], 200);
  const town = [part("code_postal"), part("nom_commune")].filter(Boolean).join(" ");
  const street = [
    part("complement1"),
    part("complement2"),
    part("numero_voie"),
    part("service_distribution"),
  ];
  return [...street, town].filter(Boolean).join(", ").slice(0, 500) || null;
}

function readSite(text: string): string | null {
  const url = URL.parse(text.includes("://") ? text : `https://${text}`);
  if (!url || !/^https?:$/.test(url.protocol) || !/^[^.]+(\.[^.]+)+$/.test(url.hostname)) return null;
  return url.href.length <= 500 ? url.href : null;
}

type Entry = Record<string, unknown>;

/** A nested field, whether it came as objects (the dump) or as JSON within a string (the API); a bare text is a value. */
function entries(value: unknown): Entry[] {
  const decoded = decode(value);
  if (decoded === null || decoded === undefined || decoded === "") return [];
  return [decoded].flat().flatMap((one): Entry[] => {
    if (typeof one === "string") return one.trim() ? [{ valeur: one }] : [];
    return typeof one === "object" && one !== null && !Array.isArray(one) ? [one as Entry] : [];
  });
}

function decode(value: unknown): unknown {
  if (typeof value !== "string" || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return null;
  }
}

/** The texts of a field that holds one, a list, or a list in JSON. */
function texts(value: unknown): string[] {
  return [decode(value)].flat().flatMap((one) => line(one, 2000) ?? []);
}

function first(values: Entry[], read: (text: string) => string | null): string | null {
  for (const { valeur } of values) {
    const text = line(valeur, 500);
    const found = text && read(text);
    if (found) return found;
  }
  return null;
}

function digits(value: unknown, length: number): string | null {
  const text = typeof value === "string" || typeof value === "number" ? String(value).replace(/\s/g, "") : "";
  return text.length === length && /^\d+$/.test(text) ? text : null;
}

/** One line that can be kept and shown: no control character, none that turns the reading around. */
function line(value: unknown, max: number): string | null {
  if (typeof value !== "string") return null;
  const text = value
    .slice(0, max * 2)
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  return text.slice(0, max).toWellFormed() || null;
}
