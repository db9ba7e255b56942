import { expect, test } from "vitest";
import { classify, type Evidence, type SmtpError, tidyReply, witness } from "#app/outbox/evidence.ts";

const nothing: Evidence = { envelope: false, data: false };
const envelope: Evidence = { envelope: true, data: false };
const data: Evidence = { envelope: true, data: true };

function failure(facts: Partial<SmtpError> & { message?: string }): SmtpError {
  const { responseCode } = facts;
  const permanent = responseCode !== undefined && responseCode >= 500 && responseCode !== 503;
  return Object.assign(new Error(facts.message ?? "Failed"), { permanent, ...facts });
}

const reply = (code: number) => ({ responseCode: code, response: `${code} said so` });

test.each([
  ["no server there", nothing, { code: "ESOCKET", command: "CONN" }, "queued"],
  ["a wrong password", nothing, { code: "EAUTH", command: "AUTH PLAIN", ...reply(535) }, "queued"],
  ["a greeting that refuses", nothing, { code: "EPROTOCOL", command: "CONN", ...reply(554) }, "queued"],
  [
    "a sender refused for good",
    envelope,
    { code: "EENVELOPE", command: "MAIL FROM", ...reply(550) },
    "queued",
  ],
  ["a sender refused for now", envelope, { code: "EENVELOPE", command: "MAIL FROM", ...reply(451) }, "retry"],
  [
    "a recipient refused for now",
    envelope,
    { code: "EENVELOPE", command: "RCPT TO", ...reply(450) },
    "retry",
  ],
  [
    "a recipient refused for good",
    envelope,
    { code: "EENVELOPE", command: "RCPT TO", ...reply(550) },
    "rejected",
  ],
  ["a bad sequence, which is the session's fault", envelope, { code: "EENVELOPE", ...reply(503) }, "retry"],
  ["a connection lost before 354", envelope, { code: "ECONNECTION", command: "CONN" }, "retry"],
  ["a connection lost after 354", data, { code: "ECONNECTION", command: "CONN" }, "uncertain"],
  ["silence after the dot", data, { code: "ETIMEDOUT", command: "CONN" }, "uncertain"],
  [
    "a refusal for good of the message",
    data,
    { code: "EMESSAGE", command: "DATA", ...reply(554) },
    "rejected",
  ],
  ["a refusal for now of the message", data, { code: "EMESSAGE", command: "DATA", ...reply(452) }, "retry"],
  [
    "« 421 » then a closed connection",
    data,
    { code: "ECONNECTION", command: "CONN", ...reply(421) },
    "retry",
  ],
  ["a reply that is not a refusal", data, { code: "EMESSAGE", command: "DATA", ...reply(354) }, "uncertain"],
  ["a reply nothing asked for", data, { code: "EPROTOCOL", command: "CONN", ...reply(500) }, "uncertain"],
  ["354 although every recipient was refused", data, { code: "EENVELOPE", ...reply(550) }, "rejected"],
  ["an address SMTP cannot carry", nothing, { code: "EENVELOPE", command: "API" }, "rejected"],
  ["a message over the server's size", nothing, { code: "EMESSAGE", command: "MAIL FROM" }, "rejected"],
] as [string, Evidence, Partial<SmtpError>, string][])("%s", (_, evidence, facts, state) => {
  expect(classify(failure(facts), evidence).state).toBe(state);
});

test("a connection's dialogue shows the envelope, the 354, and a message that leaves without any 354", () => {
  const seen = { ...nothing };
  const { debug, info } = witness(seen);
  debug({ tnx: "server" }, "250 OK");
  debug({ tnx: "client" }, "MAIL FROM:<a@b.example>");
  expect(seen).toEqual(envelope);
  debug({ tnx: "server" }, "354 go on");
  expect(seen).toEqual(data);
  const other = { ...envelope };
  witness(other).info({ tnx: "message" }, "<%s bytes encoded mime message>");
  expect(other).toEqual(data);
  void info;
});

test("a server's words are kept on one line, without what a database refuses", () => {
  expect(tidyReply("550-5.1.1 No\r\n550 such \u0000user \uD800")).toBe("550-5.1.1 No 550 such user \uFFFD");
  expect(tidyReply("x".repeat(2000))).toHaveLength(500);
});
