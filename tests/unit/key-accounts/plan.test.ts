import { expect, test } from "vitest";
import { cadenceChange, cadenceWords, daysLate, planChange } from "#app/key-accounts/plan.ts";

const today = "2026-10-06";
const account = { cadenceDays: 60, lastInteractionAt: "2026-08-07", followedSince: "2026-01-01" };

test("a promise of 60 days is kept on the 60th, and late by one on the 61st", () => {
  expect(daysLate(account, today)).toBeNull();
  expect(daysLate({ ...account, lastInteractionAt: "2026-08-06" }, today)).toBe(1);
});

test("without an exchange, silence counts from the day the institution was followed", () => {
  expect(daysLate({ ...account, lastInteractionAt: null }, today)).toBe(218);
  expect(daysLate({ ...account, lastInteractionAt: null, cadenceDays: null }, today)).toBeNull();
});

test("a cadence is a whole number of days, or none", () => {
  expect(cadenceChange.parse({ cadenceDays: "" })).toEqual({ cadenceDays: null });
  expect(cadenceChange.parse({ cadenceDays: "60" })).toEqual({ cadenceDays: 60 });
  for (const cadenceDays of ["0", "-1", "731", "1.5", "soixante"])
    expect(cadenceChange.safeParse({ cadenceDays }).success).toBe(false);
  expect(cadenceWords(60)).toBe("Au moins un échange tous les 60 jours");
});

test("a text of the plan is trimmed, empty is nothing, and an unknown field is refused", () => {
  expect(planChange.parse({ field: "risks", value: "  \r\n" })).toEqual({ field: "risks", value: null });
  expect(planChange.safeParse({ field: "ownerId", value: "x" }).success).toBe(false);
  expect(planChange.safeParse({ field: "risks", value: "x".repeat(5001) }).success).toBe(false);
});
