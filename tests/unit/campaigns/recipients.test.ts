import { expect, test } from "vitest";
import { groupExclusions } from "#app/campaigns/exclusion.ts";
import { type Candidate, sortOut } from "#app/campaigns/recipients.ts";

const letter = {
  subject: "Un essai à {{ institution.nom }}",
  text: "Bonjour {{ contact.prenom }},",
  senderName: "Camille",
};

function person(contactId: string, more: Partial<Candidate> = {}): Candidate {
  return {
    ...{ contactId, firstName: "Maud", lastName: "Tessier", opposed: false },
    ...{ email: `${contactId}@ddtm.example`, addressHash: `hash-${contactId}` },
    ...{ source: "annuaire", collectedAt: new Date(0), function: null },
    ...{ institutionId: "i", institution: "DDTM de la Vendée", territory: "Vendée" },
    ...more,
  };
}

const reasons = (candidates: Candidate[], suppressed: string[] = [], other = letter) =>
  sortOut(candidates, new Set(suppressed), other).excluded.map(({ contactId, reason, detail }) =>
    [contactId, reason, detail].filter(Boolean).join(" "),
  );

test("who has no address, has objected or shares an address is not written to, each for one reason", () => {
  const people = [
    person("a"),
    person("b", { email: null, addressHash: null }),
    person("c", { opposed: true }),
    person("d", { addressHash: "hash-d" }),
    person("e", { addressHash: "hash-a" }),
  ];
  expect(reasons(people, ["hash-d"])).toEqual(["b no_address", "c opposed", "d opposed", "e duplicate"]);
});

test("of two contacts at one address, the one who can be written to keeps it", () => {
  const people = [person("a", { firstName: null, addressHash: "h" }), person("b", { addressHash: "h" })];
  const { recipients, excluded, reachable } = sortOut(people, new Set(), letter);
  expect(recipients.map(({ contactId }) => contactId)).toEqual(["b"]);
  expect(excluded).toMatchObject([{ contactId: "a", reason: "missing_field", detail: "contact.prenom" }]);
  expect(reachable.map(({ contactId }) => contactId)).toEqual(["a", "b"]);
});

test("a field without value nor fallback keeps out those who lack it, and only them", () => {
  const people = [
    person("a"),
    person("b", { firstName: " " }),
    person("c", { institution: null, firstName: null }),
  ];
  expect(reasons(people)).toEqual([
    "b missing_field contact.prenom",
    "c missing_field institution.nom, contact.prenom",
  ]);
  const withFallback = { ...letter, text: 'Bonjour {{ contact.prenom | default: "" }},' };
  expect(reasons(people, [], withFallback)).toEqual(["c missing_field institution.nom"]);
});

test("whoever lacks a value is told in which of the messages it is missing", () => {
  const others = [
    { place: "premier message, variante B", subject: "x", text: "{{ contact.fonction }}" },
    { place: "relance", followUp: true, subject: "Re: {{ contact.nom }}", text: "{{ contact.fonction }}" },
  ];
  const sequence = { ...letter, place: "premier message, variante A", others };
  const { excluded } = sortOut([person("a"), person("b", { lastName: null })], new Set(), sequence);
  expect(excluded).toMatchObject([
    { contactId: "a", detail: "contact.fonction", place: "premier message, variante B\u00A0; relance" },
    { contactId: "b", detail: "contact.fonction", place: "premier message, variante B\u00A0; relance" },
  ]);
});

test("what is wrong for everyone keeps nobody out: it is the message's fault, not theirs", () => {
  for (const words of [{ subject: " " }, { text: "Bonjour {{ contact.prenom" }, { text: "{{ ville }}" }])
    expect(reasons([person("a")], [], { ...letter, ...words })).toEqual([]);
});

test("exclusions are grouped by reason and field, in the order the reasons are looked at", () => {
  const groups = groupExclusions([
    { contactId: "1", email: "a@b.fr", reason: "missing_field", detail: "contact.nom" },
    { contactId: "2", email: null, reason: "no_address" },
    { contactId: "3", email: "c@b.fr", reason: "missing_field", detail: "contact.nom" },
    { contactId: "4", email: "d@b.fr", reason: "missing_field", detail: "contact.prenom" },
  ]);
  expect(groups.map(({ reason, detail, contactIds }) => [reason, detail, contactIds.length])).toEqual([
    ["no_address", undefined, 1],
    ["missing_field", "contact.nom", 2],
    ["missing_field", "contact.prenom", 1],
  ]);
});
