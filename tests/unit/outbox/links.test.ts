import fc from "fast-check";
import { expect, test } from "vitest";
import { contentTag, linkTag, linksOf, tagFrom, tagLinks, untagged } from "#app/outbox/links.ts";
import { checkTemplate, mergeTemplate } from "#app/outbox/merge.ts";

const TAGS = { campaign: "ddtm-2026", content: "etape-1-a" };
const ADDED = "mtm_campaign=ddtm-2026&mtm_source=essaim&mtm_medium=email&mtm_content=etape-1-a";

test.each([
  ["https://parcelle.gouv.fr", `https://parcelle.gouv.fr?${ADDED}`],
  ["https://parcelle.gouv.fr/essai?a=1#haut", `https://parcelle.gouv.fr/essai?a=1&${ADDED}#haut`],
  ["Voir https://a.fr/x, puis (http://b.fr).", `Voir https://a.fr/x?${ADDED}, puis (http://b.fr?${ADDED}).`],
  [
    "https://a.fr/?mtm_campaign=la-mienne",
    "https://a.fr/?mtm_campaign=la-mienne&mtm_source=essaim&mtm_medium=email&mtm_content=etape-1-a",
  ],
  ["camille@parcelle.gouv.fr, www.a.fr", "camille@parcelle.gouv.fr, www.a.fr"],
])("the links of « %s » are tagged", (text, tagged) => {
  expect(tagLinks(text, TAGS)).toBe(tagged);
  expect(tagLinks(text, null)).toBe(text);
});

test("tagging twice is tagging once, loses nothing of the link, and adds nothing but the tags", () => {
  const part = fc.stringMatching(/^[a-z0-9=%_-]{1,8}$/);
  const link = fc
    .record({ path: part, query: fc.array(part, { maxLength: 3 }), hash: fc.option(part) })
    .map(
      ({ path, query, hash }) =>
        `https://a.example/${path}${query.length > 0 ? `?${query.join("&")}` : ""}${hash ? `#${hash}` : ""}`,
    )
    .filter((one) => !one.includes("mtm_"));
  fc.assert(
    fc.property(link, (one) => {
      const tagged = tagLinks(one, TAGS);
      expect(tagLinks(tagged, TAGS)).toBe(tagged);
      expect(untagged(tagged)).toBe(one);
      const before = new URL(one);
      const after = new URL(tagged);
      expect([after.origin, after.pathname, after.hash]).toEqual([
        before.origin,
        before.pathname,
        before.hash,
      ]);
      for (const name of Object.keys(Object.fromEntries(after.searchParams)))
        expect(before.searchParams.has(name) || name.startsWith("mtm_")).toBe(true);
    }),
  );
});

test("a tag is a word that could be neither an address nor a name with its accents", () => {
  expect(linkTag.safeParse(" DDTM-2026 ").data).toBe("ddtm-2026");
  for (const wrong of ["maud@ddtm.fr", "Hélène Castaing", "a b", "-a", "{{ contact.nom }}", ""])
    expect(linkTag.safeParse(wrong).success).toBe(false);
  expect(tagFrom("Relance des DDT(M) littorales")).toBe("relance-des-ddt-m-littorales");
  expect(tagFrom("…")).toBeNull();
  fc.assert(
    fc.property(fc.string(), (name) => {
      const tag = tagFrom(name);
      if (tag !== null) expect(linkTag.safeParse(tag).success).toBe(true);
    }),
  );
  expect(contentTag(2, "B")).toBe("etape-2-b");
});

test.each([
  "https://a.example/?qui={{ contact.nom }}",
  "https://a.example/{{ contact.prenom }}/essai",
  "Voir https://a.example.{{ institution.nom }}",
  "https://{{ contact.nom }}.example/",
])("a field within a link is refused: %s", (template) => {
  const { errors } = checkTemplate(template);
  expect(errors.map(({ message }) => message).join()).toContain("lien propre à chacun");
  expect(() => mergeTemplate(template, { "contact.nom": "Tessier" })).toThrow(/lien propre à chacun/);
});

test("a field beside a link is a field, and a link", () => {
  const template = "{{ contact.prenom }}, voyez https://a.example/ ({{ institution.nom }})";
  expect(checkTemplate(template).errors).toEqual([]);
  expect(linksOf(template)).toEqual(["https://a.example/"]);
});
