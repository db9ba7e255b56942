import fc from "fast-check";
import { expect, test } from "vitest";
import { checkTemplate, MERGE_FIELDS, type MergeField, mergeTemplate } from "#app/outbox/merge.ts";

const fields = Object.keys(MERGE_FIELDS) as MergeField[];
const plain = fc.string({ unit: "binary", maxLength: 200 }).filter((text) => !/\{[{%]/.test(text));
const values = fc.record(Object.fromEntries(fields.map((field) => [field, fc.string({ unit: "binary" })])));

test("each field takes its value", () => {
  const template =
    "Bonjour {{ contact.prenom }} {{contact.nom}}, {{ institution.nom }} ({{ territoire.nom }})";
  const { text, missing } = mergeTemplate(template, {
    ...{ "contact.prenom": "Maud", "contact.nom": "Tessier" },
    ...{ "institution.nom": "DDTM 34", "territoire.nom": "Hérault" },
  });
  expect(text).toBe("Bonjour Maud Tessier, DDTM 34 (Hérault)");
  expect(missing).toEqual([]);
});

test("a field left empty is named, unless it has a default", () => {
  const template =
    'Bonjour {{ contact.prenom | default: "à vous" }}, {{ contact.fonction }} {{ contact.fonction }}';
  expect(mergeTemplate(template, { "contact.prenom": " ", "contact.fonction": null })).toEqual({
    ...{ text: "Bonjour à vous,  ", missing: ["contact.fonction"] },
  });
});

test("an unknown field is named, with its place and what was meant", () => {
  const check = checkTemplate("Bonjour,\n{{ contact.prénom }} {{ prenom }} {{ institution.ville }}");
  expect(check.errors).toEqual([]);
  expect(check.unknown).toMatchObject([
    { name: "contact.prénom", line: 2, column: 1, suggestion: "contact.prenom" },
    { name: "prenom", line: 2, column: 22, suggestion: "contact.prenom" },
    { name: "institution.ville", line: 2 },
  ]);
  expect(mergeTemplate("{{ institution.ville }}", {}).missing).toEqual(["institution.ville"]);
});

test.each([
  ["Bonjour {{ contact.prenom", "n’est pas refermée", 9],
  ["{% if contact.prenom %}oui{% endif %}", "ne sont pas acceptées", 1],
  ["{% raw %}", "ne sont pas acceptées", 1],
  ["Bonjour {{ }}", "écrivez un nom de champ", 12],
  ["{{ contact.prenom nom }}", "écrivez un nom de champ", 1],
  ["{{ contact[institution.nom] }}", "écrivez un nom de champ", 1],
  ["a {{ contact.nom | upcase }}", "seul « default »", 3],
  ["a {{ contact.nom | default: Madame }}", "guillemets droits", 3],
])("%s is refused in French, at its place", (template, words, column) => {
  const { errors } = checkTemplate(template);
  expect(errors).toHaveLength(1);
  expect(errors[0]!.message.replaceAll("\u00A0", " ")).toContain(words);
  expect(errors[0]!.column).toBe(column);
  expect(() => mergeTemplate(template, {})).toThrow(expect.objectContaining({ code: "invalid" }));
});

test("a text without fields comes out as it was", () => {
  fc.assert(
    fc.property(plain, (text) => {
      expect(checkTemplate(text)).toEqual({ fields: [], required: [], unknown: [], errors: [] });
      expect(mergeTemplate(text, {})).toEqual({ text, missing: [] });
    }),
  );
});

test("a value is never read as a template, and stays on its line", () => {
  fc.assert(
    fc.property(values, fc.constantFrom(...fields), (given, field) => {
      const said = (given as Record<string, string>)[field]!.trim();
      // A signature has lines of its own.
      const value = field === "expediteur.signature" ? said : said.replace(/\s+/g, " ");
      expect(mergeTemplate(`<{{ ${field} }}>`, given).text).toBe(`<${value}>`);
    }),
  );
  expect(mergeTemplate("{{ contact.nom }}", { "contact.nom": "{{ contact.prenom }}" }).text).toBe(
    "{{ contact.prenom }}",
  );
});
