import { expect, test } from "vitest";
import {
  findSnippetTrigger,
  findTrigger,
  insertField,
  insertText,
  matchingFields,
  matchingSnippets,
  splitFields,
} from "#app/campaigns/merge-trigger.ts";

const fields = [
  { field: "contact.prenom", label: "Prénom du contact" },
  { field: "contact.nom", label: "Nom du contact" },
  { field: "institution.nom", label: "Nom de l’institution" },
  { field: "lien_volontaire", label: "Adresse de la page" },
];

test("a field is being typed from its first brace to its last", () => {
  const at = (text: string) => findTrigger(text, text.length);
  expect(at("Bonjour {")).toEqual({ start: 8, typed: "" });
  expect(at("Bonjour {{ contact.pr")).toEqual({ start: 8, typed: "contact.pr" });
  expect(at("Voir {lien_vol")).toEqual({ start: 5, typed: "lien_vol" });
  expect(at("Bonjour {{ contact.prenom }}")).toBeNull();
  expect(at("Bonjour contact")).toBeNull();
});

test("a field is found by its name, the end of it, or its label, with or without accents", () => {
  const found = (typed: string) => matchingFields(fields, typed).map(({ field }) => field);
  expect(found("con")).toEqual(["contact.prenom", "contact.nom"]);
  expect(found("nom")).toEqual(["contact.nom", "institution.nom"]);
  expect(found("prén")).toEqual(["contact.prenom"]);
  expect([found("volo"), found("lien_v")]).toEqual([["lien_volontaire"], ["lien_volontaire"]]);
  expect(found("zzz")).toEqual([]);
});

test("a field takes the place of what was typed of it, braces closed already included", () => {
  const done = insertField("À {{ con }}, merci", { start: 2, caret: 8, field: "contact.nom" });
  expect(done.text).toBe("À {{ contact.nom }}, merci");
  expect(done.text.slice(0, done.caret)).toBe("À {{ contact.nom }}");
});

test("a text is split into fields and the rest, and loses nothing", () => {
  const text = 'Bonjour {{ contact.prenom | default: "" }},\n{ pas un champ }';
  const parts = splitFields(text);
  expect(parts.map((part) => part.text).join("")).toBe(text);
  expect(parts.filter((part) => part.field)).toHaveLength(1);
});

test("a slash opens the snippets at the beginning of a word, and not within a link or a date", () => {
  for (const [text, typed] of [
    ["/", ""],
    ["Bonjour,\n/rdv", "rdv"],
    ["voir /Vi", "Vi"],
  ] as const)
    expect(findSnippetTrigger(text, text.length)).toEqual({ start: text.length - typed.length - 1, typed });
  for (const text of ["https:/", "https://a.fr/x", "12/03", "et/ou", "/rdv mardi"])
    expect(findSnippetTrigger(text, text.length)).toBeNull();
  const snippets = [{ name: "Rendez-vous en visio" }, { name: "Élus" }];
  expect(matchingSnippets(snippets, "vis")).toEqual([snippets[0]]);
  expect(matchingSnippets(snippets, "elu")).toEqual([snippets[1]]);
  expect(insertText("Bonjour /vis.", { start: 8, caret: 12, inserted: "A\nB" })).toEqual({
    ...{ text: "Bonjour A\nB.", caret: 11 },
  });
});

test("a field that somebody has no value for is inserted with its fallback, the caret where it is written", () => {
  const done = insertField("Bonjour {", { start: 8, caret: 9, field: "contact.prenom", fallback: true });
  expect(done.text).toBe('Bonjour {{ contact.prenom | default: "" }}');
  expect(done.text.slice(0, done.caret)).toBe('Bonjour {{ contact.prenom | default: "');
});
