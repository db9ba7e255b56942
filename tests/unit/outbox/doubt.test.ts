import { expect, test } from "vitest";
import { DOUBT_MS, sayCheck, TOO_LATE_MS } from "#app/outbox/doubt.ts";

const sendingAt = new Date("2026-11-23T13:20:00Z");
const after = (ms: number) => new Date(sendingAt.getTime() + ms);

test("a doubt says when the journal will be looked into, and when it is for a human to say", () => {
  const copied = { sendingAt, copied: true };
  expect(sayCheck(copied, after(0))).toContain("à partir de 14\u00A0h\u00A035");
  expect(sayCheck(copied, after(DOUBT_MS))).toContain("prochaine relève");
  expect(sayCheck(copied, after(TOO_LATE_MS - 1))).toContain("prochaine relève");
  expect(sayCheck(copied, after(TOO_LATE_MS))).toContain("à vous de dire");
  expect(sayCheck({ sendingAt, copied: false }, after(0))).toContain("pas de journal");
});
