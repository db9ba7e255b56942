import fc from "fast-check";
import { expect, test } from "vitest";
import {
  canMove,
  MESSAGE_STATES,
  type MessageState,
  restMs,
  RETRY_AFTER_MS,
  statesBefore,
  UNFINISHED,
  WAITING,
} from "#app/outbox/outbox.ts";

/** What the world may have done with a message in each state: how many copies can exist, at most. */
function walk(start: MessageState, choices: number[]): MessageState[] {
  const path = [start];
  for (const choice of choices) {
    const next = MESSAGE_STATES.filter((to) => canMove(path.at(-1)!, to));
    if (next.length === 0) break;
    path.push(next[choice % next.length]!);
  }
  return path;
}

const choices = fc.array(fc.nat(20), { maxLength: 40 });

test("whatever happens, a message that was sent is never handed over again", () => {
  fc.assert(
    fc.property(choices, (steps) => {
      const path = walk("planned", steps);
      const sent = path.indexOf("sent");
      expect(sent >= 0 && path.slice(sent).includes("sending")).toBe(false);
    }),
  );
});

test("a message is handed over again only after a state that says it did not leave, or that a human has seen", () => {
  fc.assert(
    fc.property(choices, (steps) => {
      const path = walk("planned", steps);
      const handed = path.flatMap((state, i) => (state === "sending" ? [i] : []));
      for (const at of handed.slice(1)) {
        const before = path.slice(handed[handed.indexOf(at) - 1]! + 1, at);
        expect(before.at(-1)).toBe("queued");
        expect(["retry", "queued", "uncertain"]).toContain(before[0]);
      }
    }),
  );
});

test("from any state a message can still come to an end, and nothing leaves an end but a bounce", () => {
  const ends = MESSAGE_STATES.filter((from) => !MESSAGE_STATES.some((to) => canMove(from, to)));
  expect(ends).toEqual(["bounced", "rejected"]);
  const reachable = (from: MessageState, seen = new Set<MessageState>()): boolean =>
    ends.includes(from) ||
    (!seen.has(from) && MESSAGE_STATES.some((to) => canMove(from, to) && reachable(to, seen.add(from))));
  expect(MESSAGE_STATES.every((state) => reachable(state))).toBe(true);
});

test("what waits may be cancelled, and only that; what is unfinished may still be sent by the engine", () => {
  expect(statesBefore("cancelled").toSorted()).toEqual([...WAITING].toSorted());
  expect(statesBefore("sending")).toEqual(["queued"]);
  expect(MESSAGE_STATES.filter((to) => canMove("cancelled", to))).toEqual(["planned"]);
  expect(UNFINISHED).not.toContain("uncertain");
});

test("a refusal for now is tried again later and later, then no more", () => {
  expect(RETRY_AFTER_MS).toEqual(RETRY_AFTER_MS.toSorted((a, b) => a - b));
  expect(RETRY_AFTER_MS[0]).toBe(15_000);
  const days = RETRY_AFTER_MS.reduce((sum, delay) => sum + delay, 0) / 86_400_000;
  expect(days).toBeGreaterThan(1.5);
  expect(days).toBeLessThan(5);
});

test("a server that cannot be used is left alone longer each time, never over five minutes", () => {
  fc.assert(
    fc.property(fc.nat(1000), (failures) => {
      expect(restMs(failures)).toBeLessThanOrEqual(restMs(failures + 1));
      expect(restMs(failures + 1)).toBeLessThanOrEqual(300_000);
    }),
  );
});
