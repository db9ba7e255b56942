import fc from "fast-check";
import { expect, test } from "vitest";
import { readSignature } from "#app/contacts/signature.ts";
import { SIGNATURES } from "../../fixtures/signatures.ts";

test("at least forty signatures are read as a human reads them", () => {
  expect(SIGNATURES.length).toBeGreaterThanOrEqual(40);
  const wrong = SIGNATURES.flatMap(({ text, says }) => {
    const { firstName, lastName, function: post, organisation, email, phones } = readSignature(text);
    const read = [firstName, lastName, post, organisation, email, phones[0]].map((value) => value ?? "");
    return read.every((value, i) => value === says[i]) ? [] : [{ read, says }];
  });
  expect(wrong).toEqual([]);
});

test("every number but a fax is kept, the office before the pocket", () => {
  const text = "Fax : 04 91 28 40 41\nPort. 06 12 34 56 78\nTél. 04 91 28 40 40";
  expect(readSignature(text).phones).toEqual(["+33491284040", "+33612345678"]);
});

test("a mailbox of everybody's says nothing of an institution", () => {
  expect(readSignature("Maud Tessier\nmaud.tessier@gmail.com").domain).toBeNull();
  expect(readSignature("Maud Tessier\nmaud.tessier@gers.gouv.fr").domain).toBe("gers.gouv.fr");
});

test("any text at all is read, and what it does not say stays empty", () => {
  const parts = fc.constantFrom(
    "Maud",
    "TESSIER",
    "\n",
    "DDT du Gers",
    "@",
    "a@b.fr",
    "05 62 61 46 46",
    "|",
    ",",
    "(",
    " ",
  );
  const texts = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 300 }),
    fc.array(parts, { maxLength: 40 }).map((all) => all.join("")),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const { firstName, lastName, phones } = readSignature(text);
      expect(firstName === "" || lastName === "").toBe(false);
      expect(new Set(phones).size).toBe(phones.length);
    }),
  );
  expect(readSignature("")).toMatchObject({ firstName: null, lastName: null, email: null, phones: [] });
});

test("a hostile text takes no more than a moment", () => {
  const long = [
    "a".repeat(100_000),
    "a.".repeat(50_000),
    "@".repeat(100_000),
    "- ".repeat(50_000),
    "0 ".repeat(50_000),
  ];
  for (const text of long) expect(readSignature(text).lastName).toBeNull();
});
