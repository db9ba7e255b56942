import fc from "fast-check";
import { expect, test } from "vitest";
import { departureOf, sayDeparture } from "#app/letters/departure.ts";
import { atParis, isOpen } from "#app/outbox/calendar.ts";
import { DEFAULT_WINDOW } from "#app/outbox/mailbox.ts";
import { isoDay } from "#app/ui/format.ts";

const box = { pausedAt: null, dailyCap: 50, sentToday: 50, window: { ...DEFAULT_WINDOW, start: "09:00" } };
const said = (more: Partial<typeof box> | { pausedAt: Date } | { window: null }, now: Date) => {
  const mailbox = { ...box, ...more };
  return sayDeparture(departureOf(mailbox, now), mailbox, now)?.replaceAll("\u00A0", " ");
};

test("the writer reads what holds a letter, and until when", () => {
  const tuesday = atParis("2026-11-24", "16:00");
  expect(said({}, tuesday)).toBe(
    "Votre boîte a atteint ses 50 envois du jour : cette lettre partira demain à 9 h 00.",
  );
  expect(said({ dailyCap: 1, sentToday: 1 }, tuesday)).toContain("a atteint son envoi du jour");
  expect(said({ sentToday: 49 }, tuesday)).toBeUndefined();
  expect(said({ sentToday: 0 }, atParis("2026-11-28", "10:00"))).toBe(
    "Votre boîte n’écrit pas à cette heure : cette lettre partira dans 2 jours à 9 h 00.",
  );
  expect(said({ pausedAt: tuesday }, tuesday)).toContain("est en pause");
  // Without hours, the day begins at midnight; on the eve of a holiday, the next working day.
  expect(said({ window: null }, tuesday)).toContain("demain à 0 h 00");
  expect(said({}, atParis("2026-12-24", "17:00"))).toContain("dans 4 jours à 9 h 00");
});

const moment = fc.date({ min: new Date("2026-01-01"), max: new Date("2028-12-31"), noInvalidDate: true });
const window = fc.option(
  fc.record({
    days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
    start: fc.constantFrom("00:00", "08:30", "09:00"),
    end: fc.constantFrom("12:00", "18:30", "23:59"),
  }),
);

test("a letter never leaves before it is written, out of hours, or on a day that is full", () => {
  fc.assert(
    fc.property(
      moment,
      window,
      fc.option(fc.integer({ min: 1, max: 3 })),
      fc.nat(4),
      (from, hours, cap, sent) => {
        const mailbox = { pausedAt: null, dailyCap: cap, sentToday: sent, window: hours };
        const { at, held } = departureOf(mailbox, from);
        expect(at >= from && isOpen(hours, at)).toBe(true);
        expect(held === null).toBe(at.getTime() === from.getTime());
        if (cap !== null && sent >= cap) expect(isoDay(at) > isoDay(from)).toBe(true);
      },
    ),
  );
});
