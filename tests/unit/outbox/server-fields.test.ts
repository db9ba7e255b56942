import fc from "fast-check";
import { expect, test } from "vitest";
import { imapFault, readImapServer } from "#app/outbox/imap-url.ts";
import { mailboxForm } from "#app/outbox/mailbox-form.ts";
import { PRESETS } from "#app/outbox/presets.ts";
import { urlOfFields } from "#app/outbox/server-fields.ts";
import { readSmtpUrl, smtpFault } from "#app/outbox/smtp.ts";

const host = fc.domain();
const word = fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 });

test("whatever the account and the password, the URL written is the one read", () => {
  fc.assert(
    fc.property(
      host,
      fc.integer({ min: 1, max: 65_535 }),
      fc.boolean(),
      word,
      word,
      (name, port, tls, user, pass) => {
        const secure = tls || port === 465;
        const url = urlOfFields("smtp", { host: name, port, secure, user, password: pass })!;
        expect(readSmtpUrl(url)).toMatchObject({ host: name, port, secure, auth: { user, pass } });
        const imap = urlOfFields("imap", {
          host: name,
          port,
          secure: tls || port === 993,
          user,
          password: pass,
        })!;
        expect(readImapServer(imap)).toMatchObject({ host: name, port, auth: { user, pass } });
      },
    ),
  );
});

test("a password left empty is kept for the same account on the same server, and never leaves for another", () => {
  const known = { host: "smtp.essaim.example", port: 465, auth: { user: "camille", pass: "secret" } };
  const same = { host: "smtp.essaim.example", port: 465, secure: true, user: "camille", password: "" };
  expect(urlOfFields("smtp", same, known)).toBe("smtps://camille:secret@smtp.essaim.example:465");
  for (const change of [{ host: "smtp.voleur.example" }, { user: "autre" }, { port: 2525 }])
    expect(urlOfFields("smtp", { ...same, ...change }, known)).toBeUndefined();
});

test.each(PRESETS)("the servers of $label are ones a mailbox may use", ({ smtp, imap }) => {
  const account = { user: "camille@essaim.example", password: "secret" };
  expect(smtpFault(urlOfFields("smtp", { ...smtp, ...account })!)).toBeUndefined();
  if (imap) expect(imapFault(urlOfFields("imap", { ...imap, ...account })!)).toBeUndefined();
  expect(smtp.secure).toBe(smtp.port === 465);
});

const typed = { name: "Camille", fromAddress: "camille@essaim.example" };

test("a provider chosen before JavaScript has loaded fills both servers, with one account for the two", () => {
  const { smtp, imap } = mailboxForm.parse({ ...typed, preset: "gandi", smtpPassword: "secret" });
  const account = { user: "camille@essaim.example", password: "secret" };
  expect(smtp).toEqual({ host: "mail.gandi.net", port: 465, secure: true, ...account });
  expect(imap).toEqual({ host: "mail.gandi.net", port: 993, secure: true, ...account });
});

test("what is typed wins over the provider, and no host means no server", () => {
  const given = mailboxForm.parse({
    ...typed,
    preset: "gandi",
    smtpHost: "smtp.autre.example",
    smtpPassword: "x",
  });
  expect([given.smtp?.host, given.imap]).toEqual(["smtp.autre.example", null]);
  expect(mailboxForm.parse(typed)).toMatchObject({ smtp: null, imap: null, dailyCap: null, window: null });
});

test("an URL pasted as the host says the port, the account and the password", () => {
  const { smtp } = mailboxForm.parse({ ...typed, smtpHost: "smtp://127.0.0.1:2525", smtpSecurity: "tls" });
  expect(smtp).toEqual({ host: "127.0.0.1", port: 2525, secure: false, user: "", password: "" });
});

test.each([
  [{ smtpPort: "abc" }, "smtpPort"],
  [{ imapPort: "70000" }, "imapPort"],
  [{ captureAddress: "cci" }, "captureAddress"],
  [{ name: "" }, "name"],
])("%j is refused under its own field", (wrong, field) => {
  const { error } = mailboxForm.safeParse({ ...typed, ...wrong });
  expect(new Set(error?.issues.map(({ path }) => path[0]))).toEqual(new Set([field]));
});
