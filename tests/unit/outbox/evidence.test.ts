import { expect, test } from "vitest";
import {
  classify,
  type Evidence,
  NotTogether,
  nothingSeen,
  relayIdOf,
  type SmtpError,
  tidyReply,
  witness,
} from "#app/outbox/evidence.ts";

const nothing = nothingSeen();
const envelope: Evidence = { ...nothing, envelope: true };
const data: Evidence = { ...envelope, data: true };

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
  const seen = nothingSeen();
  const { debug, info } = witness(seen);
  debug({ tnx: "server" }, "250 OK");
  debug({ tnx: "client" }, "MAIL FROM:<a@b.example>");
  expect(seen).toEqual(envelope);
  debug({ tnx: "server" }, "354 go on");
  expect(seen).toEqual({ ...data, answered: true });
  const other = { ...envelope };
  witness(other).info({ tnx: "message" }, "<%s bytes encoded mime message>");
  expect(other).toEqual(data);
  void info;
});

test("a server's words are kept on one line, without what a database refuses", () => {
  expect(tidyReply("550-5.1.1 No\r\n550 such \u0000user \uD800")).toBe("550-5.1.1 No 550 such user \uFFFD");
  expect(tidyReply("x".repeat(2000))).toHaveLength(500);
});

test("with a journal, neither takes the message without the other, and the person's own refusal decides", () => {
  const journal = "journal@parcelle.example";
  const together = new NotTogether("");
  const refused = (...pairs: [string, string][]) =>
    classify(
      together,
      { ...data, refused: pairs.map(([address, said]) => ({ address, reply: said })) },
      journal,
    );
  expect(refused(["a@mairie.example", "550 no such user"])).toMatchObject({ state: "rejected" });
  expect(refused(["a@mairie.example", "450 later"])).toMatchObject({ state: "retry" });
  expect(refused([journal, "450 later"], ["a@mairie.example", "550 no"])).toMatchObject({
    state: "rejected",
  });
  expect(refused([journal, "550 relay denied"])).toMatchObject({
    ...{ state: "queued", trouble: { code: "EJOURNAL", response: "550 relay denied" } },
  });
});

test("the replies of a pipelined envelope are told apart by their order", () => {
  const seen = nothingSeen();
  const { debug } = witness(seen);
  debug({ tnx: "client" }, "EHLO essaim");
  debug({ tnx: "client" }, "MAIL FROM:<c@parcelle.example>");
  debug({ tnx: "client" }, "RCPT TO:<a@mairie.example> NOTIFY=FAILURE");
  debug({ tnx: "client" }, "RCPT TO:<journal@parcelle.example>");
  debug({ tnx: "client" }, "DATA");
  for (const said of ["250 ok", "550 no", "250 ok", "354 go on"]) debug({ tnx: "server" }, said);
  expect(seen.refused).toEqual([{ address: "a@mairie.example", reply: "550 no" }]);
  expect(seen.data).toBe(true);
});

test("a relay's own Message-ID is read from its reply", () => {
  expect(relayIdOf("250 Message queued as <2026.1@smtp-relay.example>")).toBe("2026.1@smtp-relay.example");
  expect(relayIdOf("250 2.0.0 Ok: queued as 4F1B2")).toBeUndefined();
  expect(relayIdOf("550 <a@mairie.example>: no")).toBeUndefined();
});
