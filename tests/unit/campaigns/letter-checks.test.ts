import { expect, test } from "vitest";
import { letterLines } from "#app/campaigns/letter-checks.ts";
import { networkLines } from "#app/campaigns/network-checks.ts";

const codes = (facts: Parameters<typeof letterLines>[0]) => letterLines(facts).map(({ code }) => code);

test("a letter with an address to answer to, sources and values has nothing against it", () => {
  expect(letterLines({})).toEqual([]);
  expect(letterLines({ postalAddress: "78 rue de Varenne", withoutSource: [], fallbacks: [] })).toEqual([]);
});

test("what is missing is said by name", () => {
  expect(codes({ postalAddress: " " })).toEqual(["no_postal_address"]);
  expect(letterLines({ withoutSource: ["a"] })).toMatchObject([{ code: "no_source", contactIds: ["a"] }]);
  expect(letterLines({ fallbacks: [{ field: "contact.prenom", contactIds: ["a", "b"] }] })).toMatchObject([
    {
      message: expect.stringContaining("2 personnes sans valeur pour {{ contact.prenom }}"),
      contactIds: ["a", "b"],
    },
  ]);
});

test("a relay made for newsletters warns before people who never wrote", () => {
  expect(codes({ relay: "smtp-relay.brevo.com", cold: 3 })).toEqual(["marketing_relay"]);
  expect(codes({ relay: "in-v3.mailjet.com", cold: 1 })).toEqual(["marketing_relay"]);
  expect(codes({ relay: "smtp-relay.brevo.com", cold: 0 })).toEqual([]);
  for (const relay of ["smtp.beta.gouv.fr", "brevo.com.example", "notbrevo.com", null])
    expect(codes({ relay, cold: 3 })).toEqual([]);
});

test("what nobody answered is neither a fault nor settled", () => {
  expect(networkLines({ domain: "a.fr", authentication: null, links: [] })).toEqual({
    ...{ warnings: [], settled: [], unverified: ["SPF, DKIM et DMARC : non vérifié"] },
  });
  const authentication = { spf: true, dkim: false, dmarc: false };
  const links = [
    { link: "https://a.fr/x", state: "dead" as const },
    { link: "https://b.fr", state: "unknown" as const },
  ];
  const told = networkLines({ domain: "a.fr", authentication, links });
  expect(told.warnings.map(({ message }) => message)).toEqual([
    expect.stringContaining("Le domaine a.fr n’a pas DKIM ni DMARC"),
    "Ce lien ne mène nulle part : https://a.fr/x",
  ]);
  expect(told.unverified).toEqual(["1 lien non vérifié"]);
  expect(told.settled).toEqual([]);
});
