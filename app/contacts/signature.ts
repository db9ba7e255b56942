import { findPhoneNumbersInText } from "libphonenumber-js";
import { fold, nameIn, type PersonName } from "./signature-name.ts";
import { isNoise, isOrganisation, organisationRank, saysFunction } from "./signature-words.ts";

/** Who signs, as far as a signature says it; what it does not say is null. */
export type Signature = PersonName & {
  function: string | null;
  /** The institution, as it is written. */
  organisation: string | null;
  email: string | null;
  /** « herault.gouv.fr »; null for a mailbox of everybody’s. */
  domain: string | null;
  /** E.164, the first to be called first. */
  phones: string[];
};

/** As long as a signature is; beyond, it is a conversation. */
export const SIGNATURE_MAX = 4000;

const EMAIL = /[\w.+'-]{1,64}@[\w-]+(?:\.[\w-]+)+/g;

/**
 * Reads the signature of a letter. Nothing is certain in one: what comes out is to be shown and corrected, and is
 * never written by itself.
 */
export function readSignature(pasted: string): Signature {
  const text = pasted.slice(0, SIGNATURE_MAX).replace(/\[([^\]]*)\]\(mailto:[^)]*\)/g, "$1");
  const emails = [...new Set((text.match(EMAIL) ?? []).map((email) => email.toLowerCase()))];
  const lines = linesOf(text);
  const { name, line, rest } = nameIn(lines, emails);
  const others = lines.flatMap((other) => (other === line ? rest : [other]));
  const email = emailOf(emails, name);
  const organisation = organisationIn(others);
  return {
    ...name,
    function: name.lastName ? functionIn(others, organisation) : null,
    organisation,
    email,
    domain: domainOf(email),
    phones: phonesIn(text),
  };
}

/** What is neither an address, a number, a courtesy nor a warning. */
function linesOf(text: string): string[] {
  return text
    .split(/\r?\n|\s*[|•·]\s*/)
    .map((line) => line.replace(/^[\s>*_-]+|[\s*_,;]+$/g, "").replace(/\s+/g, " "))
    .flatMap((line) => line.split(/\s[–—-]\s/))
    .map((line) => line.replace(EMAIL, "").replace(/[<>]/g, "").trim())
    .filter((line) => line !== "" && !isNoise(line));
}

/** The person's own rather than the office's. */
function emailOf(emails: string[], { lastName }: PersonName): string | null {
  const folded = lastName ? fold(lastName) : "";
  const own = emails.find((email) => folded && fold(email.split("@")[0]!).includes(folded));
  return own ?? emails[0] ?? null;
}

const EVERYBODYS =
  /^(gmail|googlemail|orange|wanadoo|free|laposte|sfr|hotmail|outlook|live|yahoo|icloud|proton|protonmail|neuf|bbox)\./;

function domainOf(email: string | null): string | null {
  const domain = email?.split("@")[1];
  return domain && !EVERYBODYS.test(domain) ? domain : null;
}

/** The office before the pocket, and no fax. Overseas numbers too, which are French ones here. */
function phonesIn(text: string): string[] {
  const plain = text.replace(/\(0\)/g, "");
  const found = findPhoneNumbersInText(plain, "FR").flatMap(({ number, startsAt }) => {
    const before = plain.slice(Math.max(0, startsAt - 14), startsAt);
    return /(fax|t[ée]l[ée]copie)[^\n\d]*$/i.test(before) ? [] : [overseas(number.number)];
  });
  const unique = [...new Set(found)];
  const isMobile = (phone: string) => /^\+33[67]/.test(phone);
  return unique.toSorted((one, other) => Number(isMobile(one)) - Number(isMobile(other)));
}

/** « 0262 30 89 89 » is of La Réunion: its plan is +262 (ARCEP). */
function overseas(number: string): string {
  const [, prefix] = /^\+33(262|590|594|596|692|693|690|694|696)\d{6}$/.exec(number) ?? [];
  if (!prefix) return number;
  const plan = { 692: "262", 693: "262", 690: "590", 694: "594", 696: "596" }[prefix] ?? prefix;
  return `+${plan}${number.slice(3)}`;
}

function organisationIn(lines: string[]): string | null {
  const found = lines.filter(isOrganisation);
  const [best] = found.toSorted((one, other) => organisationRank(other) - organisationRank(one));
  return best ?? null;
}

/** Its line, and the next where it goes on: « Chargée d’études » « et de la coordination ». */
function functionIn(lines: string[], organisation: string | null): string | null {
  const candidates = lines.filter((line) => line !== organisation);
  const said = candidates.find((line) => saysFunction(line)) ?? afterName(candidates);
  if (!said) return null;
  const next = candidates[candidates.indexOf(said) + 1];
  const whole =
    next && /^(et|de|du|des|à|aux?|en charge|pour|chargée?) /.test(next) ? `${said} ${next}` : said;
  return whole.replace(/^(le|la|l’|l')\s*(?=\p{Lu})/iu, "").slice(0, 200);
}

/** What stands where a function does, and is nothing else. */
function afterName(lines: string[]): string | undefined {
  const [first] = lines;
  return first && !isOrganisation(first) && /^[\p{L}\s’'-]{4,60}$/u.test(first) ? first : undefined;
}
