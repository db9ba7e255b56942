import fc from "fast-check";
import { expect, test } from "vitest";
import type { MergeValues } from "#app/outbox/merge.ts";
import { checkTemplate } from "#app/outbox/merge.ts";
import { renderShell } from "#app/outbox/shell.server.ts";
import { linksOf, tagLinks } from "#app/outbox/links.ts";
import { writeLetter } from "#app/campaigns/write-letter.ts";

const product = {
  ...{ name: "Parcelle", tagline: "Déclarer sans se déplacer", legalName: "Ministère", legalAddress: null },
  ...{ legalContact: "dpo@parcelle.example", legalBasis: "mission d’intérêt public" },
};
const SHELLS = await Promise.all([
  renderShell(),
  renderShell({ layout: "service", service: "Parcelle", tagline: product.tagline, sender: "Ministère" }),
]);

const word = fc.oneof(
  fc.constantFrom("Maud", "https://pisteur.example/p.gif", "<img src=x>", "http", "://a.example/", "a&b"),
  fc.stringMatching(/^[A-Za-zÀ-ÿ'’ -]{1,12}$/),
);
const person = fc.record({
  email: fc.emailAddress(),
  contactId: fc.uuid(),
  values: fc.record({
    "contact.prenom": word,
    "contact.nom": word,
    "contact.fonction": word,
    "institution.nom": word,
  }) as fc.Arbitrary<MergeValues>,
});
const piece = fc.constantFrom(
  ...[
    "Bonjour ",
    "{{ contact.prenom }}",
    "{{ contact.nom }}",
    '{{ contact.fonction | default: "vous" }}',
    " ",
  ],
  ...[
    "https://parcelle.example/essai",
    "https://b.example/?a=1#x",
    "\n\n",
    ".",
    "(",
    ")",
    "{{ expediteur.signature }}",
  ],
);

const FOOTER = ["mailto:dpo@parcelle.example", "https://www.cnil.fr/fr/plaintes"];

const hrefs = (html: string) => [...html.matchAll(/href="([^"]*)"/g)].map(([, link]) => link!);

test("whatever is written to whomever, the mail asks a server for nothing and its links are those of everyone", () => {
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 15 }).map((pieces) => pieces.join("")),
      fc.tuple(person, person),
      fc.constantFrom(...SHELLS),
      fc.option(fc.constant("ddtm-2026")),
      (template, [one, other], shell, linkTag) => {
        fc.pre(checkTemplate(template).errors.length === 0 && template.trim() !== "");
        const stationery = { shell, product, fromAddress: "camille@parcelle.example", linkTag };
        const letter = { subject: "Essai", text: template, content: "etape-1-a" };
        const signature = { "expediteur.signature": "Camille\nhttps://parcelle.example" };
        const [first, second] = [one, other].map(({ values, email, contactId }) => {
          const addressee = { email, source: "annuaire", collectedAt: new Date(0) };
          const url = `https://essaim.example/desinscription/${contactId}`;
          const written = writeLetter(
            stationery,
            letter,
            { ...addressee, values: { ...values, ...signature } },
            url,
          );
          expect(written.html).not.toMatch(
            /<(img|picture|video|audio|iframe|object|embed|link|script|svg|input)\b/i,
          );
          const tags = written.html.match(/<[^>]*>/g)!.join("\n");
          expect(tags).not.toMatch(/\b(src|srcset|background|poster|ping)=|url\(/i);
          const links = hrefs(written.html);
          expect(links.filter((link) => link === url)).toHaveLength(1);
          expect(written.text).toContain(`: ${url}\n`);
          return links.filter((link) => link !== url);
        });
        const tags = linkTag ? { campaign: linkTag, content: letter.content } : null;
        const common = [
          ...linksOf(`${template} https://parcelle.example`).map((link) => tagLinks(link, tags)),
          ...FOOTER,
        ];
        // A value glued to a link may unmake it; it never makes another.
        for (const link of [...first!, ...second!]) expect(common).toContain(link.replaceAll("&amp;", "&"));
      },
    ),
  );
});

test("the tags are on the links of the letter, shown without, and never on those of the footer", () => {
  const stationery = { shell: SHELLS[0]!, product, fromAddress: "c@parcelle.example", linkTag: "ddtm-2026" };
  const url = "https://essaim.example/desinscription/jeton";
  const { html, text } = writeLetter(
    stationery,
    { subject: "Essai", text: "Voir https://parcelle.example/a.", content: "etape-2-b" },
    { email: "m@ddtm.example", source: "annuaire", collectedAt: new Date(0), values: {} },
    url,
  );
  const tagged =
    "https://parcelle.example/a?mtm_campaign=ddtm-2026&mtm_source=essaim&mtm_medium=email&mtm_content=etape-2-b";
  expect(hrefs(html)).toEqual([
    tagged.replaceAll("&", "&amp;"),
    "mailto:dpo@parcelle.example",
    "https://www.cnil.fr/fr/plaintes",
    url,
  ]);
  expect(html).toContain(">https://parcelle.example/a</a>.");
  expect(text).toContain(`Voir ${tagged}.`);
});

test("the service’s header says who writes, in words", () => {
  expect(SHELLS[1]).toContain("Déclarer sans se déplacer");
  expect(SHELLS[1]).toContain(">Parcelle</div>");
  expect(SHELLS[0]).not.toContain("Parcelle");
});

test("a mailbox’s signature ends the letter that asks for it, on its own lines; without one, the name signs", () => {
  const stationery = { shell: SHELLS[0]!, product, fromAddress: "c@parcelle.example" };
  const letter = { subject: "x", text: "Bonjour\n\n{{ expediteur.signature }}" };
  const values = { "expediteur.signature": "Camille Roussel\nParcelle, 01 23 45 67 89" };
  const to = { email: "m@ddtm.example", source: "annuaire", collectedAt: new Date(0), values };
  expect(writeLetter(stationery, letter, to, "https://e.example/").html).toContain(
    "Camille Roussel<br/>Parcelle, 01 23 45 67 89</p>",
  );
});
