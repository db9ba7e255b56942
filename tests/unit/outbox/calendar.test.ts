import fc from "fast-check";
import { expect, test } from "vitest";
import {
  addWorkingDays,
  easterSunday,
  endOfDay,
  holidays,
  isOpen,
  isWorkingDay,
  nextOpening,
  type Window,
} from "#app/outbox/calendar.ts";
import { isoDay } from "#app/ui/format.ts";

const OFFICE: Window = { days: [1, 2, 3, 4, 5], start: "08:30", end: "18:30" };
const moments = fc.date({ min: new Date("2020-01-01"), max: new Date("2035-12-31"), noInvalidDate: true });
const minutes = fc.integer({ min: 0, max: 1438 });
const clock = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
const windows = fc
  .tuple(fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), minutes, minutes)
  .map(([days, a, b]): Window => ({ days, start: clock(Math.min(a, b)), end: clock(Math.max(a, b) + 1) }));

test("Easter falls where the church puts it", () => {
  expect([2000, 2008, 2011, 2024, 2025, 2026, 2027, 2038].map(easterSunday)).toEqual([
    ...["2000-04-23", "2008-03-23", "2011-04-24", "2024-03-31"],
    ...["2025-04-20", "2026-04-05", "2027-03-28", "2038-04-25"],
  ]);
});

test("France has eleven bank holidays", () => {
  expect(holidays(2026)).toEqual([
    ...["2026-01-01", "2026-04-06", "2026-05-01", "2026-05-08", "2026-05-14", "2026-05-25"],
    ...["2026-07-14", "2026-08-15", "2026-11-01", "2026-11-11", "2026-12-25"],
  ]);
});

test.each([
  ["a Monday at nine", "2026-11-23T09:00:00+01:00", "2026-11-23T09:00:00+01:00"],
  ["a Monday before it opens", "2026-11-23T08:29:59+01:00", "2026-11-23T08:30:00+01:00"],
  ["the minute it closes", "2026-11-23T18:30:00+01:00", "2026-11-24T08:30:00+01:00"],
  ["a Saturday", "2026-11-21T10:00:00+01:00", "2026-11-23T08:30:00+01:00"],
  ["the eve of a long week-end", "2026-12-24T20:00:00+01:00", "2026-12-28T08:30:00+01:00"],
  ["a bank holiday in the middle of a week", "2026-11-11T10:00:00+01:00", "2026-11-12T08:30:00+01:00"],
  ["the Friday before summer time", "2026-03-27T19:00:00+01:00", "2026-03-30T08:30:00+02:00"],
])("office hours, on %s", (_, now, opening) => {
  expect(nextOpening(OFFICE, new Date(now))).toEqual(new Date(opening));
});

test("the next opening is open, is not before now, and nothing opens in between", () => {
  fc.assert(
    fc.property(windows, moments, fc.double({ min: 0, max: 1, noNaN: true }), (window, now, part) => {
      const opening = nextOpening(window, now);
      expect(isOpen(window, opening)).toBe(true);
      expect(opening >= now).toBe(true);
      const between = new Date(now.getTime() + Math.floor((opening.getTime() - now.getTime() - 1) * part));
      if (between >= now && between < opening) expect(isOpen(window, between)).toBe(false);
    }),
  );
});

test("without a window it is always time", () => {
  fc.assert(fc.property(moments, (now) => isOpen(null, now) && nextOpening(null, now) === now));
});

test("so many working days later is a working day, with so many in between, at the same hour", () => {
  fc.assert(
    fc.property(moments, fc.integer({ min: 0, max: 15 }), (from, count) => {
      const to = addWorkingDays(from, count);
      expect(isWorkingDay(isoDay(to))).toBe(true);
      let counted = 0;
      for (let day = isoDay(from); day < isoDay(to);) {
        day = new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
        if (isWorkingDay(day)) counted++;
      }
      expect(counted - (isWorkingDay(isoDay(from)) ? 0 : 1)).toBe(count);
    }),
  );
  expect(addWorkingDays(new Date("2026-12-24T09:05:00+01:00"), 1)).toEqual(
    new Date("2026-12-28T09:05:00+01:00"),
  );
});

test("a day ends at midnight in Paris", () => {
  expect(endOfDay(new Date("2026-11-22T22:59:00Z"))).toEqual(new Date("2026-11-22T23:00:00Z"));
  expect(endOfDay(new Date("2026-07-01T22:00:00Z"))).toEqual(new Date("2026-07-02T22:00:00Z"));
});
