import fc from "fast-check";
import { expect, test } from "vitest";
import { drawVariants, followUpDue, MAX_STEPS, replySubject, variantFor } from "#app/campaigns/sequence.ts";
import { isOpen, isWorkingDay } from "#app/outbox/calendar.ts";
import { DEFAULT_WINDOW } from "#app/outbox/mailbox.ts";
import { isoDay } from "#app/ui/format.ts";

const strata = fc.array(fc.constantFrom("commune", "epci", "decentralised_service", null), { maxLength: 60 });

/** A generator of numbers that gives the same ones for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const countA = (draws: string[], step: number) => draws.filter((draw) => draw[step] === "A").length;

test("each step halves everyone, and each stratum, to within one person", () => {
  fc.assert(
    fc.property(strata, fc.integer(), (kinds, seed) => {
      const draws = drawVariants(kinds, seeded(seed));
      expect(draws.every((draw) => /^[AB]{4}$/.test(draw))).toBe(true);
      for (let step = 0; step < MAX_STEPS; step++) {
        expect(Math.abs(2 * countA(draws, step) - kinds.length)).toBeLessThanOrEqual(1);
        for (const kind of new Set(kinds)) {
          const own = draws.filter((_, i) => kinds[i] === kind);
          expect(Math.abs(2 * countA(own, step) - own.length)).toBeLessThanOrEqual(1);
        }
      }
    }),
  );
});

test("the same seed draws the same, another one otherwise; a place in the list gives no advantage", () => {
  const kinds = Array.from({ length: 200 }, () => "commune");
  expect(drawVariants(kinds, seeded(7))).toEqual(drawVariants(kinds, seeded(7)));
  expect(drawVariants(kinds, seeded(7))).not.toEqual(drawVariants(kinds, seeded(8)));
  const firsts = Array.from(
    { length: 2000 },
    (_, seed) => drawVariants(kinds.slice(0, 10), seeded(seed))[0]![0],
  );
  const share = firsts.filter((letter) => letter === "A").length / firsts.length;
  expect(share).toBeGreaterThan(0.45);
  expect(share).toBeLessThan(0.55);
});

test("who was drawn B receives B where there is one, and what there is elsewhere", () => {
  const [a, b] = [{ label: "A" }, { label: "B" }];
  expect(variantFor({ position: 1, variants: [a, b] }, "BA")).toBe(b);
  expect(variantFor({ position: 2, variants: [a, b] }, "BA")).toBe(a);
  expect(variantFor({ position: 1, variants: [a] }, "BA")).toBe(a);
  expect(variantFor({ position: 3, variants: [a, b] }, "")).toBe(a);
});

test("a follow-up is due on a working day, within hours, so many of them later, never before the person is back", () => {
  const moment = fc.date({ min: new Date("2026-01-05"), max: new Date("2028-12-20"), noInvalidDate: true });
  fc.assert(
    fc.property(moment, fc.integer({ min: 1, max: 20 }), fc.option(fc.nat(40)), (sentAt, days, away) => {
      const pausedUntil =
        away === null ? null : new Date(isoDay(new Date(sentAt.getTime() + away * 86_400_000)));
      const due = followUpDue(sentAt, days, DEFAULT_WINDOW, { now: sentAt, pausedUntil });
      expect(isWorkingDay(isoDay(due))).toBe(true);
      expect(isOpen(DEFAULT_WINDOW, due)).toBe(true);
      let passed = 0;
      for (let at = sentAt.getTime() + 86_400_000; isoDay(new Date(at)) <= isoDay(due); at += 86_400_000)
        passed += isWorkingDay(isoDay(new Date(at))) ? 1 : 0;
      expect(passed).toBeGreaterThanOrEqual(days);
      if (pausedUntil) expect(isoDay(due) >= isoDay(pausedUntil)).toBe(true);
    }),
  );
});

test("five working days step over a week-end and a bank holiday", () => {
  const sent = new Date("2026-11-06T10:00:00+01:00"); // A Friday; Wednesday the 11th is a holiday.
  const due = followUpDue(sent, 5, null, { now: sent, pausedUntil: null });
  expect(due).toEqual(new Date("2026-11-16T10:00:00+01:00"));
});

test("a thread keeps its subject, with one « Re: »", () => {
  expect(replySubject("Un essai ?")).toBe("Re: Un essai ?");
  expect(replySubject("RE : Un essai ?")).toBe("RE : Un essai ?");
});
