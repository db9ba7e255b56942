import fc from "fast-check";
import { expect, test } from "vitest";
import { isCaptured } from "#app/letters/capture.ts";
import { answerSubject, letterSchema, stateOf, threadOf } from "#app/letters/letter.ts";
import { buildMail } from "#app/outbox/mail.ts";

test("an answer bears one mark, whatever there were", () => {
  const subjects = ["Un essai ?", "Re: Un essai ?", "RE : TR: Un essai ?", "Rép : re[2]: Un essai ?"];
  expect(new Set(subjects.map(answerSubject))).toEqual(new Set(["Re: Un essai ?"]));
  expect(answerSubject("")).toBe("Re: votre message");
  expect(answerSubject("Réunion")).toBe("Re: Réunion");
});

const id = fc.stringMatching(/^[a-z0-9.]{1,20}@[a-z]{1,10}\.fr$/);

test("a thread names each message once, the one it answers last, and never more than a dozen", () => {
  fc.assert(
    fc.property(fc.array(id, { maxLength: 40 }), id, (references, last) => {
      const thread = threadOf(references, last);
      expect(new Set(thread).size).toBe(thread.length);
      expect(thread.at(-1)).toBe(last);
      expect(thread.length).toBeLessThanOrEqual(12);
      const kept = references.filter((one) => one !== last);
      const first = kept.find((one, i) => kept.lastIndexOf(one) === i);
      if (new Set(references).size === references.length && first) expect(thread[0]).toBe(first);
    }),
  );
});

test("no Message-ID of elsewhere writes a header of its own", () => {
  expect(threadOf(["a@b.fr\r\nBcc: x@y.fr", "<a@b.fr>", "é@b.fr", "b c@d.fr"], "ok@d.fr")).toEqual([
    "ok@d.fr",
  ]);
});

const outgoing = {
  ...{
    id: crypto.randomUUID(),
    attempt: 1,
    email: "maud@mairie.example",
    rfcMessageId: "b@parcelle.example",
  },
  ...{ subject: "Re: Un essai ?", text: "Oui", html: "<p>Oui</p>" },
};
const sender = { name: "Camille", fromAddress: "camille@parcelle.example" };

test("a letter goes on with its thread, and is no list to leave", () => {
  const thread = ["a@parcelle.example", "c@mairie.example"];
  const { raw } = buildMail({ ...outgoing, thread, direct: true }, sender, "https://x.example/d", new Date());
  const head = raw.slice(0, raw.indexOf("\r\n\r\n")).replace(/\r\n /g, " ");
  expect(head).toContain("In-Reply-To: <c@mairie.example>");
  expect(head).toContain("References: <a@parcelle.example> <c@mairie.example>");
  expect(head).not.toContain("List-Unsubscribe");
  expect(buildMail(outgoing, sender, "https://x.example/d", new Date()).raw).toContain(
    "List-Unsubscribe-Post",
  );
});

test.each([
  [{ subject: "" }, "subject"],
  [{ subject: "Un\r\nBcc: x@y.fr" }, "subject"],
  [{ text: "  " }, "text"],
  [{ to: "" }, "to"],
  [{ mailboxId: "la mienne" }, "mailboxId"],
  [{ text: "a".repeat(50_001) }, "text"],
])("%j is refused under its field", (wrong, field) => {
  const letter = { to: "x", mailboxId: crypto.randomUUID(), subject: "Un essai", text: "Bonjour", ...wrong };
  expect(letterSchema.safeParse(letter).error?.issues.map(({ path }) => path[0])).toEqual([field]);
});

test("where a letter is, in words", () => {
  const now = new Date("2026-11-23T10:00:00Z");
  const say = (state: string, dueAt = now) =>
    stateOf({ state, dueAt, reply: "550 Inconnu" }, now, () => "demain");
  expect(say("planned").words).toBe("En cours d’envoi");
  expect(say("planned", new Date("2026-11-24T10:00:00Z")).words).toBe("En attente : partira demain");
  expect([say("sent").tone, say("rejected").words]).toEqual(["sent", "Refusé par le serveur. 550 Inconnu"]);
  expect(say("uncertain").tone).toBe("doubt");
});

test("a mail is captured when the address is shown, or was noted on its way; not when it only looks like it", () => {
  const seen = (to: string[], headers: Record<string, string> = {}) =>
    isCaptured("cci@parcelle.fr", { to, headers });
  expect(seen(["maud@mairie.fr", "CCI@parcelle.fr"])).toBe(true);
  expect(seen(["maud@mairie.fr"], { "delivered-to": "cci@parcelle.fr" })).toBe(true);
  expect(seen(["maud@mairie.fr"], { received: "by mx for <cci@parcelle.fr>; Mon" })).toBe(true);
  expect(seen(["maud@mairie.fr"], { received: "for <anti-cci@parcelle.fr.example>" })).toBe(false);
  expect(seen(["cci@parcelle.fr.example"])).toBe(false);
});
