import fc from "fast-check";
import { expect, test } from "vitest";
import {
  dayNumber,
  dueLabel,
  formatDate,
  formatDateTime,
  formatDay,
  formatNumber,
  formatPhone,
  formatShare,
  formatSiren,
  formatSiret,
  initials,
  isoDay,
  plural,
  relativeDays,
  relativeTime,
} from "#app/ui/format.ts";

const tuesday = new Date("2026-10-06T07:41:00Z");
const instants = fc.date({ min: new Date("1990-01-01"), max: new Date("2090-01-01"), noInvalidDate: true });
const spaces = /[\u202F\u00A0]/g;

test("figures are written in French, their thousands held by U+00A0", () => {
  expect(formatNumber(38204)).toBe("38\u00A0204");
  expect(formatNumber(2.5)).toBe("2,5");
  expect(formatShare(0.237)).toBe("24\u00A0%");
});

test("a written figure reads back, and never holds the space that collapses", () => {
  fc.assert(
    fc.property(fc.integer(), (value) => {
      const text = formatNumber(value);
      expect(Number(text.replace(spaces, ""))).toBe(value);
      expect(text).not.toContain("\u202F");
    }),
  );
});

test("the French plural begins at two", () => {
  expect(plural(0, "institution")).toBe("0 institution");
  expect(plural(1, "institution")).toBe("1 institution");
  expect(plural(2, "institution")).toBe("2 institutions");
  expect(plural(1000, "réseau", "réseaux")).toBe("1\u00A0000 réseaux");
});

test("dates are said in full, the first of a month as « 1er »", () => {
  expect(formatDate("2027-03-14")).toBe("14 mars 2027");
  expect(formatDate("2027-03-01")).toBe("1er mars 2027");
  expect(formatDay(tuesday)).toBe("mardi 6 octobre 2026");
  expect(formatDay("2026-09-01")).toBe("mardi 1er septembre 2026");
  expect(formatDateTime(tuesday)).toBe("mardi 6 octobre 2026, 9\u00A0h\u00A041");
});

test("a day is that of Paris, an hour or two before that of Greenwich", () => {
  expect(isoDay("2026-10-05T22:30:00Z")).toBe("2026-10-06");
  expect(isoDay("2026-12-31T22:30:00Z")).toBe("2026-12-31");
  expect(isoDay("2026-10-06")).toBe("2026-10-06");
});

test("days are numbered one after the other", () => {
  fc.assert(
    fc.property(instants, (instant) => {
      expect(dayNumber(new Date(`${isoDay(instant)}T00:00:00Z`))).toBe(dayNumber(instant));
      expect(dayNumber(new Date(instant.getTime() + 86_400_000)) - dayNumber(instant)).toBeOneOf([0, 1, 2]);
    }),
  );
});

test("days are relative up to sixty, then a date; none is « jamais »", () => {
  expect(relativeDays(null, tuesday)).toBe("jamais");
  expect(relativeDays("2026-10-06", tuesday)).toBe("aujourd’hui");
  expect(relativeDays("2026-10-05T22:30:00Z", tuesday)).toBe("aujourd’hui");
  expect(relativeDays("2026-10-05", tuesday)).toBe("hier");
  expect(relativeDays("2026-10-07", tuesday)).toBe("demain");
  expect(relativeDays("2026-08-26", tuesday)).toBe("il y a 41\u00A0jours");
  expect(relativeDays("2026-10-16", tuesday)).toBe("dans 10\u00A0jours");
  expect(relativeDays("2026-07-27", tuesday)).toBe("27 juillet 2026");
});

test("what happened today is told in minutes and hours", () => {
  expect(relativeTime("2026-10-06T07:40:30Z", tuesday)).toBe("à l’instant");
  expect(relativeTime("2026-10-06T07:39:00Z", tuesday)).toBe("il y a 2\u00A0min");
  expect(relativeTime("2026-10-06T05:12:00Z", tuesday)).toBe("il y a 2\u00A0h");
  expect(relativeTime("2026-10-05T16:40:00Z", tuesday)).toBe("hier");
});

test("a due date is said as one would say it", () => {
  const said = (date: string) => dueLabel(date, tuesday).text;
  expect(said("2026-10-02")).toBe("4\u00A0j de retard");
  expect(said("2026-10-06")).toBe("aujourd’hui");
  expect(said("2026-10-07")).toBe("demain");
  expect(said("2026-10-09")).toBe("vendredi");
  expect(said("2026-10-12")).toBe("lundi");
  expect(said("2026-10-13")).toBe("13 octobre");
  expect(said("2027-01-04")).toBe("4 janvier");
  expect(said("2027-10-13")).toBe("13 octobre 2027");
});

test("a due date is late from the next day on, and never before", () => {
  fc.assert(
    fc.property(instants, instants, (date, today) => {
      expect(dueLabel(date, today).late).toBe(isoDay(date) < isoDay(today));
    }),
  );
});

test("a name has one or two initials", () => {
  expect(initials("Camille Roussel")).toBe("CR");
  expect(initials("Jean-Pierre de La Tour")).toBe("JT");
  expect(initials("élodie")).toBe("É");
  expect(initials("  ")).toBe("");
});

test("a French telephone number is written by pairs, wherever it rings", () => {
  const pairs = (text: string) => text.replaceAll(" ", "\u00A0");
  expect(formatPhone("+33465710012")).toBe(pairs("04 65 71 00 12"));
  expect(formatPhone("+33 (0)4 65 71 00 12")).toBe(pairs("04 65 71 00 12"));
  expect(formatPhone("0033.4.65.71.00.12")).toBe(pairs("04 65 71 00 12"));
  expect(formatPhone("+262262123456")).toBe(pairs("02 62 12 34 56"));
  expect(formatPhone("+508411234")).toBe(pairs("05 08 41 12 34"));
  expect(formatPhone("3939")).toBe("3939");
  expect(formatPhone("+32 2 123 45 67")).toBe("+32 2 123 45 67");
});

test("writing a number or an identifier twice changes nothing", () => {
  const digits = (length: number) =>
    fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: length, maxLength: length });
  fc.assert(
    fc.property(fc.string(), digits(9), digits(14), (text, siren, siret) => {
      expect(formatPhone(formatPhone(text))).toBe(formatPhone(text));
      expect(formatPhone(`0${siren}`).replace(spaces, "")).toBe(`0${siren}`);
      expect(formatSiren(siren).replace(spaces, "")).toBe(siren);
      expect(formatSiret(siret).replace(spaces, "")).toBe(siret);
    }),
  );
  expect(formatSiren("130025265")).toBe("130\u00A0025\u00A0265");
  expect(formatSiret("13002526500013")).toBe("130\u00A0025\u00A0265\u00A000013");
});
