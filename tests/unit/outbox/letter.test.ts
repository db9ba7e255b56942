import fc from "fast-check";
import { expect, test } from "vitest";
import { footerText, legalFooter } from "#app/outbox/footer.ts";
import { composeLetter } from "#app/outbox/letter.ts";
import { renderShell } from "#app/outbox/shell.server.ts";

const shell = await renderShell();
const facts = {
  product: {
    ...{
      name: "Parcelle",
      legalName: "Ministère de l’Agriculture",
      legalAddress: "78 rue de Varenne, Paris",
    },
    ...{
      legalContact: "dpo@parcelle.example",
      legalBasis: "mission d’intérêt public (article 6.1.e du RGPD)",
    },
  },
  fromAddress: "camille@parcelle.example",
  recipient: {
    email: "maud@herault.example",
    source: "annuaire de la DDTM",
    collectedAt: new Date("2026-10-01"),
  },
  unsubscribeUrl: "https://essaim.example/desinscription/abc",
};
const footer = legalFooter(facts);
const letter = (text: string) => composeLetter(shell, { subject: "Vingt minutes ?", text, footer });

test("the layout is filled in, and nothing of its marks is left", () => {
  const { html } = letter("Bonjour,\n\nAuriez-vous vingt minutes ?\nJe vous appelle.\n\nCamille");
  expect(html).not.toContain("ESSAIM-");
  expect(html.match(/<p /g)).toHaveLength(3 + footer.length);
  expect(html).toContain("vingt minutes ?<br/>Je vous appelle.");
  expect(html).toContain('lang="fr"');
  expect(html).not.toContain("<!--");
});

test("both forms say who writes, why, from where, with which rights, and how to object", () => {
  const { text, html } = letter("Bonjour");
  for (const form of [text, html])
    for (const words of [
      ...[
        "Ministère de l’Agriculture",
        "78 rue de Varenne",
        "mission d’intérêt public",
        "annuaire de la DDTM",
      ],
      ...["1er octobre 2026", "maud@herault.example", "dpo@parcelle.example", "CNIL", "trois ans"],
      ...["rectifier", "effacer", "opposer", facts.unsubscribeUrl],
    ])
      expect(form).toContain(words);
  expect(text).toContain("\n\n-- \n");
});

test("a product without a contact for data protection names the account's own address, never an invented one", () => {
  const product = { ...facts.product, legalContact: null, legalName: null, legalAddress: null };
  const words = footerText(legalFooter({ ...facts, product }));
  expect(words).toContain("en écrivant à camille@parcelle.example");
  expect(words).toContain("adressé par le service Parcelle.");
});

test("whatever the text holds, no HTML comes out of it", () => {
  const tags = (html: string) => html.match(/<\/?[a-z][^>]*>/g)!.map((tag) => tag.split(/[\s/>]/)[0]);
  const known = new Set(tags(letter("https://a.example/x").html));
  const nasty = fc.constantFrom(
    "<",
    ">",
    '"',
    "'",
    "&",
    "<script>",
    "https://a.b/",
    "\n\n",
    "$&",
    "ESSAIM-FOOTER-LINE",
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(nasty, fc.string()), { maxLength: 12 }), (parts) => {
      const { html } = letter(parts.join(""));
      expect(tags(html).filter((tag) => !known.has(tag) && tag !== "<br")).toEqual([]);
      expect(html).not.toMatch(/href="(?!https?:|mailto:)/);
      expect(html.match(/"[^"<>]*<script/)).toBeNull();
    }),
  );
});

test("a typed address is a link, without the punctuation that follows it", () => {
  const { html } = letter("Voir https://parcelle.example/essai?a=1&b=2. (ou http://b.example/x)");
  expect(html).toContain('href="https://parcelle.example/essai?a=1&amp;b=2"');
  expect(html).toContain('href="http://b.example/x"');
  expect(html).toContain("</a>. (ou ");
});
