import fc from "fast-check";
import { expect, test } from "vitest";
import { classify } from "#app/inbox/classify.ts";
import { readInbound } from "#app/inbox/inbound.ts";
import { ownWords } from "#app/inbox/own-words.ts";
import { returnDay } from "#app/inbox/return-date.ts";
import { ABSENCES } from "../../fixtures/inbox/absences.ts";
import * as others from "../../fixtures/inbox/others.ts";

/** The day the whole corpus was received, a Monday. */
const RECEIVED = "2026-10-05";

const corpus = [...ABSENCES, ...Object.values(others).flat()];

test("the corpus holds at least 150 messages", () => expect(corpus.length).toBeGreaterThanOrEqual(150));

test.each(corpus)("$name", async ({ raw, expected }) => {
  expect(classify(await readInbound(raw), RECEIVED)).toMatchObject(expected);
});

test("whatever comes in is read without an error, and never taken for an opposition when it says nothing", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
      expect(classify(await readInbound(bytes), RECEIVED).kind).toBe("human");
    }),
  );
});

test("a day of return is always to come, within a year", () => {
  const sentence = fc
    .tuple(
      fc.constantFrom("de retour le", "jusqu’au", "back on", "absente du 2 au", "à partir du"),
      fc.integer({ min: 0, max: 40 }),
      fc.constantFrom("janvier", "févr.", "mars", "August", "déc", "/10", "/02/2027", "lundi"),
      fc.constantFrom("", " inclus", " 2025", " 2026", " 2027", " 2031"),
    )
    .map((words) => words.join(" "));
  fc.assert(
    fc.property(sentence, (text) => {
      const day = returnDay(text, RECEIVED);
      if (day === null) return;
      expect(new Date(day).toISOString().slice(0, 10)).toBe(day);
      expect(day > RECEIVED && day <= "2027-10-06").toBe(true);
    }),
  );
});

test("a reply is the same without the quote under it, and nothing is lost of one that quotes nothing", () => {
  const line = fc
    .stringMatching(/^[a-zà-ü ,.']{1,40}$/)
    .filter((text) => !/^\s*(de|from|le|on|am)\b/.test(text));
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), fc.array(line), (words, quoted) => {
      const said = words
        .join("\n")
        .trim()
        .replace(/\n{3,}/g, "\n\n");
      expect(ownWords(said)).toBe(said);
      const quote = quoted.map((one) => `> ${one}`).join("\n");
      expect(ownWords(`${said}\n\nLe 5 octobre 2026, X a écrit :\n${quote}`)).toBe(said);
    }),
  );
});
