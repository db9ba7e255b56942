import { expect, test } from "vitest";
import { fold, readSearch } from "#app/search/query.ts";

test("case, accents, punctuation and « St » are folded", () => {
  expect(fold("  L’Haÿ-les-Roses ")).toBe("l hay les roses");
  expect(fold("St-Étienne, Ste Œuvre")).toBe("saint etienne sainte oeuvre");
});

test("every word may be the beginning of a longer one, save short numbers, which are codes", () => {
  expect(readSearch("DDTM 34")).toMatchObject({ prefixes: "ddtm:* & 34", words: "ddtm & 34", digits: null });
  expect(readSearch("mairie 34000")?.prefixes).toBe("mairie:* & 34000:*");
});

test("little words are left out, unless there is nothing else", () => {
  expect(readSearch("préfecture de l’Hérault")?.prefixes).toBe("prefecture:* & herault:*");
  expect(readSearch("de la")?.prefixes).toBe("de:* & la:*");
});

test("under two letters, nothing is looked for", () => {
  expect([readSearch(null), readSearch(""), readSearch(" a "), readSearch("&|!():*")]).toEqual(
    Array(4).fill(null),
  );
});

test("nothing but digits is an identifier or a phone number, however it is spaced", () => {
  expect(readSearch("213 401 722 00019")?.digits).toBe("21340172200019");
  expect(readSearch("04.65.71.00.12")?.digits).toBe("0465710012");
});

test("what is typed never becomes an operator of the search", () => {
  expect(readSearch("a:* | !(b) & 'c'")?.prefixes).toBe("b:* & c:*");
});
