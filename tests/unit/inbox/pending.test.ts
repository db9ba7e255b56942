import { expect, test } from "vitest";
import { noteOn } from "#app/inbox/pending.ts";

test("a reader is told what is not as it came: what could not be read, and what was too large to take", () => {
  expect(noteOn({ unreadable: false, size: 2_000_000 })).toBeNull();
  expect(noteOn({ unreadable: false, size: 52_400_000 })).toContain("52\u00a0Mo");
  expect(noteOn({ unreadable: true, size: 52_400_000 })).toContain("n’a pas pu être lu en entier");
});
