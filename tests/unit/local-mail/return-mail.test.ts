import fc from "fast-check";
import { expect, test } from "vitest";
import { classify } from "#app/inbox/classify.ts";
import { readInbound } from "#app/inbox/inbound.ts";
import { type ReturnInput, SUGGESTED } from "#app/local-mail/local-mail.ts";
import { composeReturn, type Received } from "#app/local-mail/return-mail.ts";

const received: Received = {
  from: { name: "Camille Roussel", address: "bonjour@parcelle.example" },
  ...{ replyTo: "bonjour+x@parcelle.example", subject: "Déclarations de surfaces : un essai à la DDT ?" },
  ...{ messageId: "first@parcelle.example", references: [], envelopeId: "an-envelope" },
  text: "Bonjour Maud,\n\nNe plus recevoir de messages : https://essaim.example/desinscription/abc\nSTOP",
  date: new Date("2026-10-05T08:00:00Z"),
};
const recipient = { name: "Maud Tessier", address: "maud.tessier@ddtm-vendee.example" };
const coming = {
  ...{ received, recipient, messageId: "back@ddtm-vendee.example" },
  at: new Date("2026-10-06T08:00:00Z"),
};
const read = (input: ReturnInput) => readInbound(composeReturn(input, coming));
const kindOf = async (input: ReturnInput) => classify(await read(input), "2026-10-06");

test("each suggested answer comes back as a human's, in the thread, in its own words", async () => {
  for (const { text } of SUGGESTED) {
    const mail = await read({ kind: "reply", text });
    expect(classify(mail, "2026-10-06")).toEqual({ kind: "human" });
    expect(mail).toMatchObject({
      ...{ from: recipient, to: ["bonjour+x@parcelle.example"], messageId: "back@ddtm-vendee.example" },
      ...{ inReplyTo: ["first@parcelle.example"], references: ["first@parcelle.example"] },
    });
    expect(mail.own).toContain(text.split("\n").at(-3)!);
    expect(mail.own).not.toContain("désinscription");
  }
});

test("whatever is written, the answer is read back as it was typed", () =>
  fc.assert(
    fc.asyncProperty(fc.string({ unit: "grapheme", minLength: 1, maxLength: 200 }), async (typed) => {
      const text = typed.replace(/[^\p{L}\p{N} ]/gu, "").trim();
      fc.pre(text.length > 0);
      expect((await read({ kind: "reply", text })).text).toContain(text);
    }),
    { numRuns: 50 },
  ));

test("an absence comes back with its day, for each day of a year", async () => {
  for (let i = 1; i < 365; i++) {
    const until = new Date(Date.UTC(2026, 9, 6 + i)).toISOString().slice(0, 10);
    expect(await kindOf({ kind: "away", until })).toEqual({ kind: "auto_reply", until });
  }
});

test("a refusal comes back as a report that names the message, and an objection as one", async () => {
  expect(await kindOf({ kind: "bounce" })).toMatchObject({
    ...{ kind: "bounce", hard: true, recipient: recipient.address, status: "5.1.1" },
  });
  const report = await read({ kind: "bounce" });
  expect(report.report?.envelopeId).toBe("an-envelope");
  expect(report.original?.messageId).toBe("first@parcelle.example");
  expect(await kindOf({ kind: "objection" })).toEqual({ kind: "opposition" });
});
