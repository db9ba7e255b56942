import fc from "fast-check";
import { expect, test } from "vitest";
import { dayChoices, readDay } from "#app/interactions/day-words.ts";
import { plusDays, sayDay, sayMinute } from "#app/interactions/days.ts";
import { isWorkingDay } from "#app/outbox/calendar.ts";
import { dueLabel, formatDate, formatDay, relativeDays } from "#app/ui/format.ts";

/** A Sunday. */
const today = "2026-11-22";
const day = (text: string, from = today) => readDay(text, from)?.day ?? null;

const days = fc.integer({ min: 0, max: 40_000 }).map((count) => plusDays("2000-01-01", count));

test("a day is read as it is said", () => {
  const said = {
    ...{ "aujourd’hui": "2026-11-22", demain: "2026-11-23", "Après-demain": "2026-11-24" },
    ...{ vendredi: "2026-11-27", dimanche: "2026-11-29", "lundi prochain": "2026-11-23" },
    ...{ "mardi en huit": "2026-12-01", ven: "2026-11-27", "jeudi dernier": "2026-11-19" },
    ...{
      "dans 3 jours": "2026-11-25",
      "3 j": "2026-11-25",
      "+3": "2026-11-25",
      "dans une semaine": "2026-11-29",
    },
    ...{
      "dans deux semaines": "2026-12-06",
      "dans 1 mois": "2026-12-22",
      "dans 2 jours ouvrés": "2026-11-25",
    },
    ...{ "12/11": "2027-11-12", "12/12": "2026-12-12", "12.12": "2026-12-12", "22/11": "2026-11-22" },
    ...{ "12/11/2026": "2026-11-12", "12/11/26": "2026-11-12", "le 12 décembre": "2026-12-12" },
    ...{
      "1er mars": "2027-03-01",
      "12 sept": "2027-09-12",
      "29/02": "2028-02-29",
      "2027-01-31": "2027-01-31",
    },
    ...{ "le 23": "2026-11-23", "le 21": "2026-12-21", "31": "2026-12-31" },
    ...{ hier: "2026-11-21", "il y a 3 jours": "2026-11-19", "semaine prochaine": "2026-11-23" },
    ...{ "fin du mois": "2026-11-30", "mois prochain": "2026-12-01", "vendredi 27 novembre": "2026-11-27" },
  };
  for (const [words, expected] of Object.entries(said)) expect(day(words), words).toBe(expected);
});

test("an hour goes with the day, or with today", () => {
  expect(readDay("vendredi 14h30", today)).toEqual({ day: "2026-11-27", minute: 870 });
  expect(readDay("demain à 9 h", today)).toEqual({ day: "2026-11-23", minute: 540 });
  expect(readDay("12/12 10:05", today)).toEqual({ day: "2026-12-12", minute: 605 });
  expect(readDay("lundi midi", today)).toEqual({ day: "2026-11-23", minute: 720 });
  expect(readDay("16 h", today)).toEqual({ day: today, minute: 960 });
  expect(readDay("demain 25h", today)).toBeNull();
});

test("what is no day is none", () => {
  const wrong = ["", "bientôt", "31/02", "32/01", "12/13", "lundi 27 novembre", "2026-02-30", "dans", "0/0"];
  const hostile = ["9".repeat(70), "dans 9999 ans", "12/11/99999", "\0", "constructor", "__proto__"];
  for (const words of [...wrong, ...hostile]) expect(readDay(words, today), words).toBeNull();
});

test("any day is read back from each way of writing it", () => {
  fc.assert(
    fc.property(days, days, (target, now) => {
      const written = [target, formatDay(target), formatDate(target), sayDay(target)];
      const [year, month, date] = target.split("-");
      for (const words of [...written, `${date}/${month}/${year}`])
        expect(day(words, now), words).toBe(target);
    }),
  );
});

test("what the screen says of a near day is read back as that day", () => {
  fc.assert(
    fc.property(days, fc.integer({ min: -60, max: 60 }), (now, count) => {
      const target = plusDays(now, count);
      expect(day(relativeDays(target, now), now)).toBe(target);
      if (count >= 0) expect(day(dueLabel(target, now).text, now)).toBe(target);
    }),
  );
});

test("an hour is read back from how it is written", () => {
  fc.assert(
    fc.property(days, fc.integer({ min: 0, max: 1439 }), (target, minute) => {
      expect(readDay(sayDay(target, minute), today)).toEqual({ day: target, minute });
      expect(readDay(`demain ${sayMinute(minute)}`, today)?.minute).toBe(minute);
    }),
  );
});

test("words without a year nor a past are never in the past", () => {
  const weekdays = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "ven prochain"];
  const words = fc.oneof(
    fc.constantFrom(
      ...weekdays,
      "demain",
      "fin du mois",
      "fin de semaine",
      "mois prochain",
      "semaine prochaine",
    ),
    fc.tuple(fc.integer({ min: 1, max: 31 }), fc.integer({ min: 1, max: 12 })).map((pair) => pair.join("/")),
    fc.integer({ min: 1, max: 31 }).map((date) => `le ${date}`),
    fc
      .tuple(fc.nat(400), fc.constantFrom("jours", "semaines", "mois", "jours ouvrés"))
      .map(([n, unit]) => `dans ${n} ${unit}`),
  );
  fc.assert(
    fc.property(words, days, (text, now) => {
      const found = day(text, now);
      expect(found === null || found >= now).toBe(true);
    }),
  );
});

test("any text at all is a day of four figures, or none", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 80 }), days, (text, now) => {
      const found = readDay(text, now);
      if (found) expect(found.day).toMatch(/^\d{4}-\d\d-\d\d$/);
    }),
  );
});

test("each chip says the day it puts, all of them to come, and working days are worked", () => {
  fc.assert(
    fc.property(days, (now) => {
      const choices = dayChoices(now);
      for (const { words, day: put } of choices) {
        expect(day(words, now)).toBe(put);
        expect(put > now).toBe(true);
      }
      const worked = choices.find(({ label }) => label.includes("ouvrés"));
      expect(!worked || isWorkingDay(worked.day)).toBe(true);
    }),
  );
});
