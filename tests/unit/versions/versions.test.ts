import fc from "fast-check";
import { expect, test } from "vitest";
import { compareVersions, readBase } from "#app/versions/versions.ts";

const value = fc.constantFrom(null, "un", "deux", "trois");
const three = fc.record({ base: value, mine: value, theirs: value });

test("what is written never replaces what somebody else wrote meanwhile", () => {
  fc.assert(
    fc.property(three, ({ base, mine, theirs }) => {
      const { untouched, versions } = compareVersions({ note: mine }, { note: base }, { note: theirs });
      const written = untouched.length === 0 && versions.length === 0;
      // Written over theirs only when theirs is what one saw, or what one says.
      if (written) expect(theirs === base || theirs === mine).toBe(true);
      // Nobody is asked when one of the two has said nothing new.
      if (versions.length > 0) expect(mine !== base && theirs !== base && mine !== theirs).toBe(true);
    }),
  );
});

test("lines as browsers send them are the same lines, and a base nobody can read compares nothing", () => {
  const change = { note: "un\r\ndeux" };
  expect(compareVersions(change, { note: "un\ndeux" }, { note: "trois" })).toEqual({
    untouched: ["note"],
    versions: [],
  });
  for (const sent of [undefined, "", "{", "[1]", '{"a":1}', 3]) expect(readBase(sent)).toBeUndefined();
  expect(readBase('{"note":null,"lastName":"Castaing"}')).toEqual({ note: null, lastName: "Castaing" });
});
