import { fold } from "#app/words.ts";

const DAY_MS = 86_400_000;

/**
 * The first day somebody can be written to again, as their automatic answer says it; null when it says none, or one
 * that makes no sense (past, or more than a year away).
 * @param text what they wrote, without quotes
 * @param received the day their answer came, « YYYY-MM-DD » in Paris: what « lundi » and years left out count from
 */
export function returnDay(text: string, received: string): string | null {
  const plain = fold(text);
  const days = RULES.flatMap(({ pattern, after }) =>
    [...plain.matchAll(pattern)].flatMap((match) => {
      const said = dayIn(match.groups!.day!, received);
      if (!said) return [];
      const inclusive = after || /^[^.]{0,14}\binclus/.test(plain.slice(match.index + match[0].length));
      return inclusive ? addDays(said, 1) : said;
    }),
  );
  const sensible = days.filter((day) => day > received && day <= addDays(received, 366));
  // The one that is said as a return wins over the end of an absence, which it follows by a week-end at most.
  return sensible[0] ?? null;
}

const MONTHS: Record<string, number> = Object.fromEntries(
  [
    ["janvier", "janv", "january", "jan"],
    ["fevrier", "fevr", "fev", "february", "feb"],
    ["mars", "march", "mar"],
    ["avril", "avr", "april", "apr"],
    ["mai", "may"],
    ["juin", "june", "jun"],
    ["juillet", "juil", "july", "jul"],
    ["aout", "august", "aug"],
    ["septembre", "sept", "september", "sep"],
    ["octobre", "oct", "october"],
    ["novembre", "nov", "november"],
    ["decembre", "dec", "december"],
  ].flatMap((names, month) => names.map((name) => [name, month + 1])),
);
const MONTH = Object.keys(MONTHS)
  .sort((one, other) => other.length - one.length)
  .join("|");
const WEEKDAYS = ["dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"];
const ENGLISH_WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
const WEEKDAY = [...WEEKDAYS, ...ENGLISH_WEEKDAYS].join("|");

const DATE = `(?:(?:${WEEKDAY}),? )?(?:the )?(?:\\d{1,2}(?:er|st|nd|rd|th)? (?:of )?(?:${MONTH})\\.?(?:,? \\d{4})?|(?:${MONTH})\\.? \\d{1,2}(?:st|nd|rd|th)?(?:,? \\d{4})?|\\d{1,2}[/.-]\\d{1,2}(?:[/.-]\\d{2,4})?|\\d{4}-\\d\\d-\\d\\d)`;
const DAY = `(?<day>${DATE}|(?:${WEEKDAY})(?: prochain)?|demain|tomorrow)`;
const LEAD = "(?:(?:le|la|au|a partir du|des le|on|from|until|till) )?";

/** In order of trust: a return, then the first day of being reachable again, then the end of an absence. */
const RULES: { pattern: RegExp; after?: boolean }[] = [
  {
    pattern: rule(
      `(?:de retour|mon retour|retour(?: (?:au bureau|au service|prevu))?|reprendrai[^.]{0,40}?|serai (?:a nouveau |de nouveau )?(?:present|joignable|disponible|la)[^.]{0,20}?|(?:be |am )?(?:back|returning|return)(?: (?:in|to) (?:the |my )?(?:office|work))?|again)[^.\\d]{0,25}?(?:,|:)? ?${LEAD}${DAY}`,
    ),
  },
  {
    pattern: rule(
      `(?:a compter du|a partir du|des le|as of|from) ${DAY}(?=[^.]{0,40}(?:retour|back|repon|trait|joignable|disponible))`,
    ),
  },
  { pattern: rule(`(?:jusqu'?(?:au|a)|until|till|through|to) ${LEAD}${DAY}`), after: true },
  { pattern: rule(`(?:du|from|between) [^.]{1,40}? (?:au|to|and|-) ${LEAD}${DAY}`), after: true },
];

function rule(source: string): RegExp {
  return new RegExp(source, "g");
}

/** « 5 janvier », « lundi 5 janv. 2027 », « January 5th », « 05/01/2027 », « 2027-01-05 », « lundi », « demain ». */
function dayIn(words: string, received: string): string | null {
  if (words === "demain" || words === "tomorrow") return addDays(received, 1);
  const iso = /\d{4}-\d\d-\d\d/.exec(words)?.[0];
  if (iso) return valid(iso);
  const figures = /(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{2,4}))?/.exec(words);
  if (figures) return dated(Number(figures[1]), Number(figures[2]), figures[3], received);
  const month = new RegExp(`\\b(${MONTH})\\b`).exec(words)?.[1];
  const day = /\b(\d{1,2})(?:er|st|nd|rd|th)?\b/.exec(words)?.[1];
  if (month && day) return dated(Number(day), MONTHS[month]!, /\b(\d{4})\b/.exec(words)?.[1], received);
  const [weekday] = words.split(" ");
  const index = Math.max(WEEKDAYS.indexOf(weekday!), ENGLISH_WEEKDAYS.indexOf(weekday!));
  return index < 0 ? null : nextWeekday(index, received);
}

/** Without a year, the next one to come. */
function dated(day: number, month: number, year: string | undefined, received: string): string | null {
  const years = year
    ? [Number(year.length === 2 ? `20${year}` : year)]
    : [Number(received.slice(0, 4)), Number(received.slice(0, 4)) + 1];
  const pad = (number: number) => String(number).padStart(2, "0");
  const days = years.flatMap((one) => valid(`${one}-${pad(month)}-${pad(day)}`) ?? []);
  return days.find((one) => one >= received) ?? days[0] ?? null;
}

/** Refuses « 31 février », which Date would roll over. */
function valid(day: string): string | null {
  const time = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day) ? day : null;
}

function nextWeekday(index: number, received: string): string {
  const today = new Date(`${received}T00:00:00Z`).getUTCDay();
  return addDays(received, ((index - today + 6) % 7) + 1);
}

function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10);
}
