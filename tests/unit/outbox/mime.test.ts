import fc from "fast-check";
import PostalMime from "postal-mime";
import { expect, test } from "vitest";
import { composeMime, quotedPrintable } from "#app/outbox/mime.ts";

const LETTER = {
  from: { name: "Camille Roussel", address: "camille@parcelle.example" },
  to: "helene.castaing@herault.example",
  subject: "Vingt minutes ?",
  date: new Date("2026-10-05T08:12:00Z"),
  messageId: "abc123@parcelle.example",
  headers: { "List-Unsubscribe": "<https://essaim.example/desinscription/abc>" },
  text: "Bonjour,\n\nÀ bientôt.",
  html: "<p>Bonjour,</p>",
};

/** Well-formed text, without the characters that no mail may hold. */
const words = fc.string({ unit: "grapheme" }).map((text) => text.replace(/[\p{Cc}\uFEFF]/gu, " "));

test("whatever is written is read back the same, in both forms", async () => {
  const body = fc.array(words, { maxLength: 8 }).map((lines) => lines.join("\n"));
  await fc.assert(
    fc.asyncProperty(words, body, body, async (subject, text, html) => {
      const mail = await PostalMime.parse(composeMime({ ...LETTER, subject, text, html }));
      expect(mail.subject ?? "").toBe(subject.replace(/[\r\n\0]+/g, " ").trim());
      expect(mail.text?.replace(/\n$/, "") ?? "").toBe(text);
      expect(mail.html?.replace(/\n$/, "") ?? "").toBe(html);
    }),
  );
});

test("nothing of it is over 76 characters, nor outside ASCII, and every line ends with CRLF", () => {
  fc.assert(
    fc.property(words, words, fc.array(words), (name, subject, lines) => {
      const from = { ...LETTER.from, name };
      const raw = composeMime({ ...LETTER, from, subject, text: lines.join("\n"), html: lines.join("") });
      expect(raw.replaceAll("\r\n", "")).toMatch(/^[\x20-\x7e\t]*$/);
      for (const line of raw.split("\r\n")) expect(line.length).toBeLessThanOrEqual(120);
      const [, body] = raw.split(/\r\n\r\n([\s\S]*)/);
      for (const line of body!.split("\r\n")) expect(line.length).toBeLessThanOrEqual(76);
    }),
  );
});

test("a name and an address are who they are, with quotes, commas, accents or an international domain", async () => {
  for (const name of [
    "Camille Roussel",
    'Camille "la" Roussel, DDTM',
    "Hélène d’Évreux",
    "Équipe Parcelle, (État)",
  ]) {
    const mail = await PostalMime.parse(composeMime({ ...LETTER, from: { ...LETTER.from, name } }));
    expect(mail.from).toMatchObject({ name, address: LETTER.from.address });
  }
  expect(composeMime({ ...LETTER, to: "maire@évreux.example" })).toContain(
    "\r\nTo: maire@xn--vreux-9ra.example\r\n",
  );
});

test("nobody can add a header through a name, a subject or an address", async () => {
  const evil = "Bonjour\r\nBcc: all@herault.example";
  const raw = composeMime({
    ...LETTER,
    ...{ subject: evil, to: "a@b.example\r\nBcc: c@d.example", from: { ...LETTER.from, name: evil } },
  });
  const { headers } = await PostalMime.parse(raw);
  expect(headers.map(({ key }) => key)).not.toContain("bcc");
});

test("a blank at the end of a line is kept, and a long line is folded softly", () => {
  expect(quotedPrintable("deux \nlignes\t")).toBe("deux=20\r\nlignes=09");
  expect(quotedPrintable("é".repeat(30))).toBe(
    `${"=C3=A9".repeat(12)}=C3=\r\n${"=A9"}${"=C3=A9".repeat(12)}=\r\n${"=C3=A9".repeat(5)}`,
  );
});
