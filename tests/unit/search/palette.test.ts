import fc from "fast-check";
import { expect, test } from "vitest";
import { findCommands, readVerb } from "#app/search/commands.ts";
import { highlight } from "#app/search/highlight.ts";
import { groupsOf } from "#app/search/palette-items.ts";
import type { InstitutionHit } from "#app/search/palette-hits.ts";
import { editDistance, nearest } from "#app/search/spelling.ts";

const marked = (text: string, q: string) =>
  highlight(text, q)
    .map(({ text: piece, hit }) => (hit ? `[${piece}]` : piece))
    .join("");

test("what begins as a typed word is marked, without accents or case", () => {
  expect(marked("DDTM de l’Hérault", "ddtm herault")).toBe("[DDTM] de l’[Hérault]");
  expect(marked("Hérault (34)", "ddtm 34")).toBe("Hérault ([34])");
  expect(marked("Préfecture", "pref")).toBe("[Préf]ecture");
  expect(marked("Œuvre sociale", "oeu")).toBe("[Œu]vre sociale");
  expect(marked("Mairie", "aire")).toBe("Mairie");
});

test("marking never changes the text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" }), (text, q) => {
      expect(
        highlight(text, q)
          .map((piece) => piece.text)
          .join(""),
      ).toBe(text);
    }),
  );
});

test("a distance is none to oneself, the same both ways, and one for a swap", () => {
  const word = fc.string({ unit: fc.constantFrom("a", "b", "c", "d"), maxLength: 8 });
  fc.assert(
    fc.property(word, word, (one, other) => {
      expect(editDistance(one, one)).toBe(0);
      expect(editDistance(one, other)).toBe(editDistance(other, one));
      expect(editDistance(one, other) === 0).toBe(one === other);
      expect(editDistance(one, other)).toBeLessThanOrEqual(Math.max(one.length, other.length));
    }),
  );
  expect(editDistance("heralut", "herault")).toBe(1);
  expect(nearest("heralut", ["herault", "heraldique", "here"])).toEqual(["herault"]);
  expect(nearest("lile", ["lille", "lisle", "paris"])).toEqual(["lille", "lisle"]);
  expect(nearest("zzyzx", ["lille"])).toEqual([]);
});

test("a command answers to any of its words; a reader is not offered to create", () => {
  expect(findCommands("sombre", true).map(({ key }) => key)).toEqual(["theme-dark"]);
  expect(findCommands("creer contact", true).map(({ key }) => key)).toEqual(["new-contact"]);
  expect(findCommands("creer", false)).toEqual([]);
  expect(findCommands("aller objectifs", false).map(({ to }) => to)).toEqual(["/objectifs"]);
});

test("a verb says what to do with whom", () => {
  expect(readVerb("noter un appel avec la ddtm 34")).toEqual({ verb: "call", rest: "ddtm 34" });
  expect(readVerb("déplacer noyon")).toEqual({ verb: "move", rest: "noyon" });
  expect(readVerb("appel")).toBeNull();
  expect(readVerb("ddtm 34")).toBeNull();
});

const hit: InstitutionHit = {
  ...{
    id: "1",
    name: "DDTM de l’Hérault",
    acronym: "DDTM",
    kind: "decentralised_service",
    place: "Hérault (34)",
  },
  ...{
    phone: "04 34 46 60 00",
    opportunity: { id: "2", stage: { name: "Rendez-vous", kind: "open", rank: 3 } },
  },
};
const answer = { institutions: [hit], contacts: [], campaigns: [], read: null, ms: 3 };

test("the first institution brings its actions; a reader may only open and call", () => {
  const groups = groupsOf(answer, "ddtm", null, true);
  expect(groups.map(({ title }) => title)).toEqual(["Institutions", "Actions"]);
  expect(groups[1]!.items.map(({ label, to, log }) => [label, to ?? log])).toEqual([
    ["Noter un appel", "1"],
    ["Déplacer vers…", "/partenariats/2/etape"],
    ["Ajouter à une campagne", "/campagnes/nouvelle?institutions=1"],
  ]);
  const [mine] = groupsOf(answer, "ddtm", null, false);
  expect(mine!.items[0]!.actions!.map(({ label, to }) => [label, to])).toEqual([
    ["Ouvrir la fiche", "/institutions/1"],
    ["Appeler", "tel:0434466000"],
  ]);
});

test("a verb brings its action of each line first, and what is not in the pipeline can be put there", () => {
  const two = { ...answer, institutions: [hit, { ...hit, id: "3", opportunity: null }] };
  const [asked] = groupsOf(two, "appel ddtm", "call", true);
  expect(asked).toMatchObject({ title: "Actions", items: [{ key: "call-1" }, { key: "call-3" }] });
  const [, actions] = groupsOf({ ...answer, institutions: [two.institutions[1]!] }, "ddtm", null, true);
  expect(actions!.items.map(({ key }) => key)).toEqual(["call-3", "board-3", "campaign-3"]);
});
