import fc from "fast-check";
import { expect, test } from "vitest";
import { countedAs, createSeal, type SealedLine, sealedText } from "#app/campaigns/certificate.ts";
import { MESSAGE_STATES } from "#app/outbox/outbox.ts";

const line: fc.Arbitrary<SealedLine> = fc.record({
  rank: fc.integer({ min: 1, max: 4 }),
  rfcMessageId: fc.string(),
  contentHash: fc.string(),
  state: fc.constantFrom(...MESSAGE_STATES),
  attempt: fc.nat(9),
  sentAt: fc.option(fc.date({ noInvalidDate: true })),
  reply: fc.option(fc.string()),
});
const sealOf = (lines: SealedLine[]) => {
  const seal = createSeal();
  for (const one of lines) seal.add(one);
  return seal.close();
};

test("a certificate counts each line once, is the same for the same ledger, and another for any other", () => {
  fc.assert(
    fc.property(fc.array(line, { minLength: 1 }), fc.nat(), (lines, at) => {
      const { sha256, ...counts } = sealOf(lines);
      expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(lines.length);
      expect(sealOf(lines).sha256).toBe(sha256);
      const changed = lines.map((one, i) =>
        i === at % lines.length ? { ...one, attempt: one.attempt + 1 } : one,
      );
      expect(sealOf(changed).sha256).not.toBe(sha256);
    }),
  );
});

test("a server's words never make two lines of one, nor two columns", () => {
  const text = sealedText({
    ...{ rank: 1, rfcMessageId: "a@b", contentHash: "c", state: "sent", attempt: 1, sentAt: null },
    reply: "250 ok;\r\n queued",
  });
  expect(text).toBe("1;a@b;c;sent;1;;250 ok queued\n");
});

test("what bounced had been accepted first; what has not left waits", () => {
  expect((["sent", "bounced", "queued", "retry", "sending", "planned"] as const).map(countedAs)).toEqual([
    ...["accepted", "accepted", "waiting", "waiting", "waiting", "waiting"],
  ]);
});
