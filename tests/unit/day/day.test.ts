import fc from "fast-check";
import { expect, test } from "vitest";
import { cadenceDelay, sectionOf, titleParts } from "#app/day/day.ts";
import { plusDays, weekdayOf } from "#app/interactions/days.ts";

const days = fc.integer({ min: 0, max: 20_000 }).map((count) => plusDays("2000-01-01", count));

test("a day is late, today, this week or the next, and then waits", () => {
  fc.assert(
    fc.property(days, fc.integer({ min: -400, max: 400 }), (today, count) => {
      const section = sectionOf(plusDays(today, count), today);
      const left = 7 - weekdayOf(today);
      if (count < 0) expect(section).toBe("late");
      else if (count === 0) expect(section).toBe("today");
      else if (count <= left) expect(section).toBe("week");
      else expect(section).toBe(count <= left + 7 && weekdayOf(today) >= 4 ? "next" : null);
    }),
  );
  expect(sectionOf(null, "2026-10-06")).toBe("undated");
});

test("a title keeps every letter around the name it says, and gains the name it does not", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 20 }), fc.string({ minLength: 1, maxLength: 10 }), (before, name) => {
      expect(titleParts(`${before}${name}`, name).join("")).toBe(`${before}${name}`);
    }),
  );
  expect(titleParts("Envoyer la notice", "Luc Arnaud")).toEqual(["Envoyer la notice, ", "Luc Arnaud", ""]);
  expect(titleParts("Envoyer la notice", null)).toEqual(["Envoyer la notice", "", ""]);
});

test("a cadence runs from the last exchange, or from the day it was followed", () => {
  expect(cadenceDelay("2026-08-01", 60, "2026-01-01", "2026-10-06")).toBe(6);
  expect(cadenceDelay(null, 60, "2026-10-01", "2026-10-06")).toBe(-55);
});
