import fc from "fast-check";
import { expect, test } from "vitest";
import {
  allowance,
  DEFAULT_DAILY_CAP,
  DEFAULT_WINDOW,
  mailboxInput,
  SPACING_MS,
} from "#app/outbox/mailbox.ts";
import { explainTrouble, readSmtpUrl, smtpFault, transportOptions } from "#app/outbox/smtp.ts";

const MONDAY = new Date("2026-11-23T10:00:00+01:00");
const fresh = { taken: 0, lastSentAt: null };

test("what is not said is what protects; null lifts it", () => {
  const given = { name: "Camille", fromAddress: "camille@parcelle.example" };
  expect(mailboxInput.parse(given)).toMatchObject({ dailyCap: DEFAULT_DAILY_CAP, window: DEFAULT_WINDOW });
  const lifted = mailboxInput.parse({ ...given, dailyCap: null, window: null });
  expect(lifted).toMatchObject({ dailyCap: null, window: null });
});

test.each([
  [{ name: "" }, "name"],
  [{ name: "Camille\r\nBcc: x@y.example" }, "name"],
  [{ fromAddress: "camille" }, "fromAddress"],
  [{ dailyCap: 0 }, "dailyCap"],
  [{ dailyCap: 1.5 }, "dailyCap"],
  [{ window: { days: [], start: "08:30", end: "18:30" } }, "window"],
  [{ window: { days: [8], start: "08:30", end: "18:30" } }, "window"],
  [{ window: { days: [1], start: "18:30", end: "08:30" } }, "window"],
  [{ window: { days: [1], start: "8h", end: "18:30" } }, "window"],
  [{ smtpUrl: "smtp://relay.example:25" }, "smtpUrl"],
  [{ smtpUrl: "http://relay.example" }, "smtpUrl"],
  [{ imapUrl: "imaps://imap.example" }, "imapUrl"],
  [{ captureAddress: "cci" }, "captureAddress"],
  [{ journalAddress: "journal@" }, "journalAddress"],
])("%j is refused", (wrong, field) => {
  const given = { name: "Camille", fromAddress: "camille@parcelle.example", ...wrong };
  const { error } = mailboxInput.safeParse(given);
  expect(new Set(error?.issues.map((issue) => issue.path[0]))).toEqual(new Set([field]));
});

test("a mailbox with hours sends one at a time, well apart, and not over its cap", () => {
  const pace = { dailyCap: 2, window: DEFAULT_WINDOW };
  expect(allowance(pace, fresh, 10, MONDAY)).toEqual({ count: 1, at: MONDAY });
  const justNow = { taken: 1, lastSentAt: new Date(MONDAY.getTime() - 5000) };
  expect(allowance(pace, justNow, 10, MONDAY)).toEqual({
    ...{ count: 0, at: new Date(MONDAY.getTime() - 5000 + SPACING_MS) },
  });
  expect(allowance(pace, { taken: 2, lastSentAt: null }, 10, MONDAY)).toEqual({
    ...{ count: 0, at: new Date("2026-11-24T08:30:00+01:00") },
  });
  const night = new Date("2026-11-23T22:00:00+01:00");
  expect(allowance(pace, fresh, 10, night)).toEqual({ count: 0, at: new Date("2026-11-24T08:30:00+01:00") });
});

test("without hours there is no spacing, and the cap alone holds", () => {
  expect(allowance({ dailyCap: null, window: null }, fresh, 10, MONDAY).count).toBe(10);
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 100 }),
      fc.nat(120),
      fc.integer({ min: 1, max: 50 }),
      (cap, taken, wanted) => {
        const { count } = allowance(
          { dailyCap: cap, window: null },
          { taken, lastSentAt: MONDAY },
          wanted,
          MONDAY,
        );
        expect(count).toBeLessThanOrEqual(wanted);
        expect(taken + count).toBeLessThanOrEqual(Math.max(cap, taken));
        if (taken < cap) expect(count).toBeGreaterThan(0);
      },
    ),
  );
});

test("an SMTP URL is read with its encoded password, and a default port", () => {
  expect(readSmtpUrl("smtp://camille%40parcelle.example:p%40ss%2F@relay.example")).toEqual({
    ...{ host: "relay.example", port: 587, secure: false, loopback: false },
    auth: { user: "camille@parcelle.example", pass: "p@ss/" },
  });
  expect(readSmtpUrl("smtps://u:p@relay.example")).toMatchObject({ port: 465, secure: true });
  expect(readSmtpUrl("smtp://[::1]:2525")).toMatchObject({ host: "::1", port: 2525, loopback: true });
});

test("without a password, only this machine; with one, never in clear", () => {
  for (const url of ["smtp://localhost:1025", "smtp://127.0.0.1:2525", "smtps://u:p@relay.example"])
    expect(smtpFault(url)).toBeUndefined();
  expect(smtpFault("smtp://127.0.0.1.evil.example:25")).toMatch(/mot de passe/);
  expect(smtpFault("smtps://relay.example")).toMatch(/mot de passe/);
  expect(smtpFault("smtp:relay")).toMatch(/s’écrit/);
  expect(transportOptions(readSmtpUrl("smtp://u:p@relay.example")!)).toMatchObject({
    ...{ requireTLS: true, tls: { rejectUnauthorized: true } },
  });
  expect(transportOptions(readSmtpUrl("smtp://u:p@localhost:25")!)).toMatchObject({ requireTLS: false });
});

test.each([
  [{ code: "ESOCKET", message: "connect ECONNREFUSED 127.0.0.1:25" }, "refuse la connexion"],
  [{ code: "EAUTH", message: "Invalid login", response: "535 no" }, "mot de passe"],
  [{ code: "EDNS", message: "getaddrinfo ENOTFOUND relay" }, "introuvable"],
  [{ code: "ETIMEDOUT", message: "Timeout" }, "ne répond pas"],
  [{ code: "ESOCKET", message: "self-signed certificate" }, "certificat"],
  [{ code: "EENVELOPE", message: "Mail command failed", response: "550 not yours" }, "550 not yours"],
  [{ code: "ECONNECTION", message: "Connection closed unexpectedly" }, "coupé la connexion"],
])("%j is explained", (error, words) => {
  expect(explainTrouble(error, { host: "relay.example", port: 25 })).toContain(words);
});
