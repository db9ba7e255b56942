import { fold } from "#app/search/query.ts";

/** How a row says which institution it is about; compared once for all the rows that say it alike. */
export type Place = {
  siret: string | null;
  siren: string | null;
  /** A commune's INSEE code. */
  insee: string | null;
  /** As it is written, and the ways it may be written in the reference, folded. */
  name: string | null;
  names: string[];
  /** Tried when no name answers: « DDTM 34 » is « DDTM » in the 34. */
  short: string | null;
  shortDepartement: string | null;
  /** A commune's bare name, folded: « Lunel », « Commune de Lunel ». */
  town: string | null;
  departement: string | null;
  postcode: string | null;
  /** Whether an acronym may stand for the name. */
  acronyms: boolean;
  /** Of those of that name, only the one of this territory. */
  territory: string | null;
};

type Said = Partial<Record<"institution" | "siren" | "siret" | "insee" | "postcode" | "departement", string>>;

/**
 * What a row's cells say of its institution. The name's cell may hold a SIREN, a SIRET or an INSEE code.
 * @param departements their codes by folded name
 * @returns the place, null when nothing is said, and what is wrong
 */
export function readPlace(
  said: Said,
  departements: ReadonlyMap<string, string> = new Map(),
): { place: Place | null; faults: string[] } {
  const faults: string[] = [];
  const codes = { siret: said.siret ?? "", siren: said.siren ?? "", insee: said.insee ?? "" };
  let name = said.institution ?? "";
  const digits = bare(name);
  if (/^\d{14}$/.test(digits)) [codes.siret, name] = [codes.siret || name, ""];
  else if (/^\d{9}$/.test(digits)) [codes.siren, name] = [codes.siren || name, ""];
  else if (/^(\d{4,5}|\d[AB]\d{3})$/i.test(digits)) [codes.insee, name] = [codes.insee || name, ""];

  const siret = code(codes.siret, readSiret, `SIRET « ${codes.siret} » : 14 chiffres attendus`, faults);
  // A column of SIREN where some have typed the whole SIRET.
  const long = readSiret(codes.siren);
  const siren = long
    ? null
    : code(codes.siren, readSiren, `SIREN « ${codes.siren} » : 9 chiffres attendus`, faults);
  const insee = code(codes.insee, readInsee, `code INSEE « ${codes.insee} » : 5 caractères attendus`, faults);
  if (!siret && !long && !siren && !insee && !name) return { place: null, faults };
  const place = {
    siret: siret ?? long,
    siren,
    insee,
    ...whereOf(said, departements),
    ...waysOf(name),
    ...LOOSE,
  };
  return { place, faults };
}

const LOOSE = { acronyms: true, territory: null };

/** The postcode and the département that a row says; the one says the other. */
export function whereOf(said: Said, departements: ReadonlyMap<string, string>) {
  const postcode = readPostcode(said.postcode ?? "");
  const departement =
    readDepartement(said.departement ?? "") ??
    departements.get(fold(said.departement ?? "")) ??
    (postcode && departementOf(postcode));
  return { postcode, departement };
}

function waysOf(name: string) {
  const folded = fold(name);
  if (!folded) return { name: null, names: [], short: null, shortDepartement: null, town: null };
  const coded = /^(.+) (\d{2,3}|2[ab])$/.exec(folded);
  const within = coded ? readDepartement(coded[2]!) : null;
  const prefix = /^(?:mairie|commune|ville) (?:de la |de l |des |du |de |d )?/;
  const head = within ? coded![1]! : folded;
  return {
    name,
    names: [...new Set([folded, folded.replace(/^(?:commune|ville) (?=d)/, "mairie ")])],
    short: within ? coded![1]! : null,
    shortDepartement: within,
    town: head.replace(prefix, "") || null,
  };
}

function code(
  text: string,
  read: (text: string) => string | null,
  fault: string,
  faults: string[],
): string | null {
  if (!text) return null;
  const value = read(text);
  if (!value) faults.push(fault);
  return value;
}

/** Without the spaces, dots and dashes of reading, nor the « .0 » of a number. */
const bare = (text: string) => text.replace(/\.0$/, "").replace(/[\s.\-_/\u00a0\u202f]/g, "");

/** Nine digits. A leading zero that a spreadsheet has eaten comes back where the key says so. */
export function readSiren(text: string): string | null {
  const digits = bare(text);
  if (/^\d{9}$/.test(digits)) return digits;
  const padded = digits.padStart(9, "0");
  return /^\d{7,8}$/.test(digits) && luhn(padded) ? padded : null;
}

export function readSiret(text: string): string | null {
  const digits = bare(text);
  if (/^\d{14}$/.test(digits)) return digits;
  const padded = digits.padStart(14, "0");
  return /^\d{12,13}$/.test(digits) && luhn(padded) ? padded : null;
}

/** « 1001 » has lost its zero: it is 01001. */
export function readInsee(text: string): string | null {
  const value = bare(text).toUpperCase();
  if (/^\d{4}$/.test(value)) return `0${value}`;
  return /^(\d{5}|2[AB]\d{3})$/.test(value) ? value : null;
}

function readPostcode(text: string): string | null {
  const value = bare(text);
  return /^\d{4,5}$/.test(value) ? value.padStart(5, "0") : null;
}

/** « 34 », « 1 », « 2a », « 974 », « Hérault (34) ». */
export function readDepartement(text: string): string | null {
  const value = (/\(([0-9AB]{2,3})\)/i.exec(text)?.[1] ?? text).trim().toUpperCase();
  const padded = /^\d$/.test(value) ? `0${value}` : value;
  return /^(0[1-9]|[1-8]\d|9[0-5]|2[AB]|97[1-8]|98[678])$/.test(padded) ? padded : null;
}

/** A postcode begins with its département, but in Corsica and in a few communes that another one serves. */
function departementOf(postcode: string): string | null {
  if (/^9[78]/.test(postcode)) return postcode.slice(0, 3);
  if (postcode.startsWith("20")) return postcode < "20200" ? "2A" : "2B";
  return postcode.slice(0, 2);
}

/** The key of a SIREN and of a SIRET (La Poste's own apart), by which a typing error is seen. */
function luhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    const twice = digit * 2;
    sum += i % 2 === 0 ? digit : twice > 9 ? twice - 9 : twice;
  }
  return sum % 10 === 0;
}
