import { addWorkingDays } from "#app/outbox/calendar.ts";
import { isoDay } from "#app/ui/format.ts";
import { type Day, dayOf, daysInMonth, plusDays, plusMonths, weekdayOf } from "./days.ts";
import { fold } from "#app/words.ts";

/** A day, and the minute of it (Europe/Paris) when an hour is said. */
export type SaidDay = { day: Day; minute: number | null };

/**
 * The day somebody means, as it is typed in French: « vendredi », « dans 3 jours », « 12/11 », « lundi 14h30 ». Never
 * in the past, unless the words say so: a year, « hier », « il y a 3 jours », « lundi dernier ».
 * @param today in Paris, « 2026-11-22 »
 * @returns null for what is no day, or a day there is not
 */
export function readDay(text: string, today: Day): SaidDay | null {
  const words = fold(text);
  if (words.length > 60) return null;
  const { rest, minute } = takeHour(words);
  if (minute === undefined) return null;
  if (rest === "" && minute !== null) return { day: today, minute };
  const day = dayAlone(rest, today);
  return day && day >= "1900" && day < "2200" ? { day, minute } : null;
}

/** The chips under a date: what most calls end by. */
export function dayChoices(today: Day): { label: string; words: string; day: Day }[] {
  const noon = new Date(`${today}T11:00:00Z`);
  const two = isoDay(addWorkingDays(noon, 2));
  const choices = [
    { label: "Demain", words: "demain", day: plusDays(today, 1) },
    { label: "Dans 2 jours ouvrés", words: two, day: two },
    { label: "Lundi", words: "lundi", day: nextWeekday(today, 1) },
    { label: "Dans une semaine", words: "dans 1 semaine", day: plusDays(today, 7) },
    { label: "Dans 2 semaines", words: "dans 2 semaines", day: plusDays(today, 14) },
    { label: "Dans un mois", words: "dans 1 mois", day: plusMonths(today, 1) },
  ];
  return choices.filter(({ day }, i) => choices.findIndex((other) => other.day === day) === i);
}

const WEEKDAYS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];
const MONTHS = [
  ...["janvier", "fevrier", "mars", "avril", "mai", "juin"],
  ...["juillet", "aout", "septembre", "octobre", "novembre", "decembre"],
];
const NUMBERS = ["zero", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"];

function dayAlone(words: string, today: Day): Day | null {
  const text = words.replace(/^(le|pour le|pour|ce|cet|au|d'ici) /, "");
  if (Object.hasOwn(NAMED, text)) return NAMED[text]!(today);
  return shift(text, today) ?? weekday(text, today) ?? written(text, today);
}

const NAMED: Record<string, (today: Day) => Day> = {
  ...{ "aujourd'hui": (today) => today, auj: (today) => today, aujourdhui: (today) => today },
  ...{ "ce soir": (today) => today, soir: (today) => today, "cet apres-midi": (today) => today },
  demain: (today) => plusDays(today, 1),
  "apres-demain": (today) => plusDays(today, 2),
  "apres demain": (today) => plusDays(today, 2),
  hier: (today) => plusDays(today, -1),
  "avant-hier": (today) => plusDays(today, -2),
  "semaine prochaine": (today) => nextWeekday(today, 1),
  "la semaine prochaine": (today) => nextWeekday(today, 1),
  "debut de semaine prochaine": (today) => nextWeekday(today, 1),
  "fin de semaine": (today) => (weekdayOf(today) <= 5 ? plusDays(today, 5 - weekdayOf(today)) : today),
  "mois prochain": (today) => firstOfNextMonth(today),
  "le mois prochain": (today) => firstOfNextMonth(today),
  "fin de mois": (today) => endOfMonth(today),
  "fin du mois": (today) => endOfMonth(today),
};

/** « dans 3 jours », « 2 semaines », « +3 », « il y a un mois », « dans 15 jours ouvrés ». */
function shift(text: string, today: Day): Day | null {
  const found =
    /^(dans|d'ici|il y a|\+)? ?(\d{1,4}|[a-z]+) ?(jours? ouvres?|jours?|j|semaines?|sem|mois|ans?)?$/.exec(
      text,
    );
  if (!found) return null;
  const [, sense, amount, unit = ""] = found;
  if (!unit && sense !== "+") return null;
  const count = numberOf(amount!);
  if (count === null) return null;
  if (unit.includes("ouvre"))
    return sense === "il y a" || count > 1000
      ? null
      : isoDay(addWorkingDays(new Date(`${today}T11:00:00Z`), count));
  const signed = sense === "il y a" ? -count : count;
  if (unit.startsWith("sem")) return plusDays(today, 7 * signed);
  if (unit === "mois") return plusMonths(today, signed);
  return unit.startsWith("an") ? plusMonths(today, 12 * signed) : plusDays(today, signed);
}

/** « vendredi », « lundi prochain », « mardi en huit », « jeudi dernier »; « vendredi 27 novembre » if it is one. */
function weekday(text: string, today: Day): Day | null {
  const [name = "", ...more] = text.split(" ");
  const rank = rankOf(WEEKDAYS, name.replace(/\.$/, ""));
  if (rank === 0) return null;
  const rest = more.join(" ");
  if (rest === "" || rest === "prochain") return nextWeekday(today, rank);
  if (rest === "en huit") return plusDays(nextWeekday(today, rank), 7);
  if (rest === "en quinze") return plusDays(nextWeekday(today, rank), 14);
  if (rest === "dernier") return plusDays(nextWeekday(today, rank), rank === weekdayOf(today) ? -14 : -7);
  const day = written(rest, today);
  return day && weekdayOf(day) === rank ? day : null;
}

/** « 12/11 », « 12.11.2026 », « 1er mars », « 12 », « 2026-11-12 ». Without a year, the next one to come. */
function written(text: string, today: Day): Day | null {
  const iso = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (iso) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const figures = /^(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}|\d\d))?$/.exec(text);
  if (figures) return dated(Number(figures[1]), Number(figures[2]), figures[3], today);
  const named = /^(\d{1,2})(?:er)? ([a-z]+)\.?(?: (\d{4}|\d\d))?$/.exec(text);
  if (named) return dated(Number(named[1]), rankOf(MONTHS, named[2]!), named[3], today);
  const alone = /^(\d{1,2})(?:er)?$/.exec(text);
  return alone ? nextOfMonth(Number(alone[1]), today) : null;
}

function dated(date: number, month: number, year: string | undefined, today: Day): Day | null {
  if (year) return dayOf(year.length === 2 ? 2000 + Number(year) : Number(year), month, date);
  const now = Number(today.slice(0, 4));
  // The 29th of February comes within eight years at most.
  for (let tried = now; tried <= now + 8; tried++) {
    const day = dayOf(tried, month, date);
    if (day && day >= today) return day;
  }
  return null;
}

function nextOfMonth(date: number, today: Day): Day | null {
  const [year, month] = today.split("-").map(Number) as [number, number];
  for (let ahead = 0; ahead < 3; ahead++) {
    const day = dayOf(year + Math.floor((month - 1 + ahead) / 12), ((month - 1 + ahead) % 12) + 1, date);
    if (day && day >= today) return day;
  }
  return null;
}

/** « 14h », « 14 h 30 », « à 9:05 », « midi », at the end of what is said; undefined for an hour there is not. */
function takeHour(words: string): { rest: string; minute: number | null | undefined } {
  const noon = /^(.*?) ?(?:a )?midi$/.exec(words);
  if (noon && !words.endsWith("-midi")) return { rest: noon[1]!.trim(), minute: 720 };
  const found = /^(.*?)(?:^| |,)(?:a |vers )?(\d{1,2}) ?(?:h|:) ?(\d\d)?$/.exec(words);
  if (!found) return { rest: words, minute: null };
  const [hour, minutes] = [Number(found[2]), Number(found[3] ?? 0)];
  return {
    rest: found[1]!.trim().replace(/,$/, ""),
    minute: hour < 24 && minutes < 60 ? 60 * hour + minutes : undefined,
  };
}

/** Strictly after today. */
function nextWeekday(today: Day, rank: number): Day {
  return plusDays(today, ((rank - weekdayOf(today) + 6) % 7) + 1);
}

function firstOfNextMonth(today: Day): Day {
  return `${plusMonths(`${today.slice(0, 7)}-01`, 1).slice(0, 7)}-01`;
}

function endOfMonth(today: Day): Day {
  const [year, month] = today.split("-").map(Number) as [number, number];
  return `${today.slice(0, 7)}-${String(daysInMonth(year, month)).padStart(2, "0")}`;
}

/** By its name or its first letters, three at least: « ven », « sept ». @returns from 1; 0 for none */
function rankOf(names: string[], text: string): number {
  const found = names.filter((name) => name === text || (text.length >= 3 && name.startsWith(text)));
  return found.length === 1 ? names.indexOf(found[0]!) + 1 : 0;
}

function numberOf(text: string): number | null {
  if (/^\d+$/.test(text)) return Number(text);
  if (text === "une") return 1;
  if (text === "quinze") return 15;
  const rank = NUMBERS.indexOf(text);
  return rank < 0 ? null : rank;
}
