import { expect, test } from "vitest";
import { breaks } from "#app/outbox/breaker.ts";

test("the breaker opens above 4 % of the last fifty: at the third bounce", () => {
  expect([0, 1, 2, 3, 50].map(breaks)).toEqual([false, false, false, true, true]);
});
