import { expect, test } from "vitest";
import { previewLetter } from "#app/campaigns/preview.ts";
import { writeLetter } from "#app/campaigns/write-letter.ts";
import { FOOTER_LINE, PARAGRAPH } from "#app/outbox/letter.ts";

const stationery = {
  shell: `<html><p>${PARAGRAPH}</p><hr><p>${FOOTER_LINE}</p></html>`,
  product: {
    ...{ name: "Parcelle", legalName: "Ministère", legalAddress: null, legalContact: null },
    legalBasis: "mission d’intérêt public",
  },
  fromAddress: "camille@parcelle.example",
};
const addressee = {
  ...{ email: "maud@ddtm.example", source: "annuaire", collectedAt: new Date("2026-09-14T10:00:00Z") },
  values: { "contact.prenom": "Maud <b>", "contact.nom": null },
};
const url = "http://essaim.example/desinscription/jeton";

test("a letter holds its recipient’s values, escaped, above where their address comes from", () => {
  const template = {
    subject: "Pour {{ contact.prenom }}",
    text: "Bonjour {{ contact.prenom }},\n\nÀ bientôt.",
  };
  const { subject, text, html } = writeLetter(stationery, template, addressee, url);
  expect(subject).toBe("Pour Maud <b>");
  expect(html).toContain("<p>Bonjour Maud &lt;b&gt;,</p><p>À bientôt.</p>");
  expect(text).toContain("relevée le 14 septembre 2026 (source\u00A0: annuaire)");
  expect(text).toContain(url);
});

test("a field that comes out empty leaves no space behind it", () => {
  const template = {
    subject: "x",
    text: 'Bonjour {{ contact.nom | default: "" }}, merci {{ contact.nom | default: "" }}.',
  };
  expect(writeLetter(stationery, template, addressee, url).text).toMatch(/^Bonjour, merci\.\n/);
});

test("a preview shows what is missing or unknown as a gap, instead of refusing", () => {
  const template = {
    subject: "{{ contact.nom }}",
    text: "{{ contact.prenom }} {{ contact.nom }} {{ ville }}.",
  };
  const { subject, text, html } = previewLetter(stationery, template, addressee, url);
  expect(subject).toBe("[champ incomplet]");
  expect(text).toContain("Maud <b> [champ incomplet] [champ inconnu : ville].");
  expect(html).toMatch(/<mark [^>]*>champ inconnu : ville<\/mark>\.<\/p>/);
});

test("a faulty template is previewed as it was typed", () => {
  const { text } = previewLetter(stationery, { subject: "x", text: "Bonjour {{ contact" }, addressee, url);
  expect(text).toContain("Bonjour {{ contact");
});
