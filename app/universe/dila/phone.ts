import { type CountryCode, parsePhoneNumberFromString } from "libphonenumber-js/min";

/** Overseas numbers have country codes of their own, though they are dialled like any other in France. */
const BY_PREFIX: [prefix: RegExp, country: CountryCode][] = [
  [/^0(?:262|263|692|693)/, "RE"],
  [/^0(?:269|639)/, "YT"],
  [/^0(?:590|690|691)/, "GP"],
  [/^0(?:594|694)/, "GF"],
  [/^0(?:596|696|697)/, "MQ"],
];

const BY_DEPARTEMENT: Record<string, CountryCode> = {
  ...{ "971": "GP", "972": "MQ", "973": "GF", "974": "RE", "975": "PM", "976": "YT" },
  ...{ "977": "BL", "978": "MF", "986": "WF", "987": "PF", "988": "NC" },
};

/**
 * A phone of the directory in international form, « +33199000012 », « +262262000012 »; a short number (« 3646 ») as it
 * is. Of several, the first; null when none can be dialled.
 * @param departement where it rings: a number of six digits is one of Nouméa only in Nouvelle-Calédonie
 */
export function readPhone(text: string, departement?: string | null): string | null {
  for (const part of text.split(/[/;,]|\bou\b/)) {
    const phone = readOne(part, departement);
    if (phone) return phone;
  }
  return null;
}

function readOne(text: string, departement?: string | null): string | null {
  const written = text.replace(/\(0\)/, "").replace(/\([^)]*[a-zà-ÿ][^)]*\)/gi, "");
  const digits = written.replace(/\D/g, "");
  if (/^[13]\d{3}$/.test(digits)) return digits;
  if (/^\s*(?:\(?\+|00)/.test(written)) return valid(`+${digits.replace(/^00/, "")}`);
  // Saint-Pierre-et-Miquelon, as it is dialled from elsewhere in France.
  if (/^0508\d{6}$/.test(digits)) return valid(`+${digits.slice(1)}`);
  const countries = [
    BY_PREFIX.find(([prefix]) => prefix.test(digits))?.[1],
    BY_DEPARTEMENT[departement ?? ""],
    "FR" as const,
  ];
  for (const country of countries) {
    const phone = country && valid(digits, country);
    if (phone) return phone;
  }
  return null;
}

function valid(digits: string, country?: CountryCode): string | null {
  const phone = parsePhoneNumberFromString(digits, country);
  return phone?.isValid() ? phone.number : null;
}
