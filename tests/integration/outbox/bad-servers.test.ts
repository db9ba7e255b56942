import { type AddressInfo, createServer, type Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import { createActor } from "../../factories.ts";
import { openConnection } from "#app/outbox/connection.server.ts";
import { db } from "#app/db/db.server.ts";
import { buildMail } from "#app/outbox/mail.ts";
import { explainTrouble, readSmtpUrl } from "#app/outbox/smtp.ts";
import { removeMailbox, putMailboxBack } from "#app/outbox/mailbox-removal.server.ts";
import { openRoute } from "#app/outbox/route.server.ts";
import { createCampaign, ledger, states } from "../../outbox-factories.ts";
import { sendAll, useSinks } from "./sending.ts";

const sinkWith = useSinks();
const closing: (() => void)[] = [];
afterEach(() => closing.splice(0).forEach((close) => close()));

const STEPS = ["GREETING", "EHLO", "MAIL", "RCPT", "DATA", "DOT"] as const;
type Step = (typeof STEPS)[number];

/** A server on bare sockets, which does as it is told at one step of each dialogue. */
async function serverThat(step: Step, answer: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    const say = (at: Step, words: string) => (at === step ? answer(socket) : socket.write(`${words}\r\n`));
    say("GREETING", "220 essai ESMTP");
    let body = false;
    let rest = "";
    socket.on("data", (chunk) => {
      rest += chunk.toString("latin1");
      for (let end = find(); end >= 0; end = find()) {
        const line = rest.slice(0, end);
        rest = rest.slice(end + (body ? 5 : 2));
        if (body) say("DOT", "250 ok");
        else if (line.startsWith("EHLO")) say("EHLO", "250 essai");
        else if (line.startsWith("MAIL")) say("MAIL", "250 ok");
        else if (line.startsWith("RCPT")) say("RCPT", "250 ok");
        else if (line === "DATA") say("DATA", "354 go on");
        else socket.write("250 ok\r\n");
        body = !body && line === "DATA";
      }
    });
    const find = () => rest.indexOf(body ? "\r\n.\r\n" : "\r\n");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const mail = (email = "a@mairie.example", text = "Bonjour") =>
  buildMail(
    {
      ...{ id: crypto.randomUUID(), attempt: 1, email, subject: "Vingt minutes ?", text },
      ...{ html: `<p>${text}</p>`, rfcMessageId: "1@parcelle.example" },
    },
    { name: "Camille", fromAddress: "camille@parcelle.example" },
    "https://essaim.example/d/1",
    new Date(),
  );

async function outcomeAt(step: Step, answer: (socket: Socket) => void, patience = 60_000) {
  const server = readSmtpUrl(await serverThat(step, answer))!;
  const connection = openConnection(server, {
    ...{ greetingTimeout: 300, socketTimeout: 300, attemptTimeout: patience },
  });
  closing.push(connection.close);
  return { outcome: await connection.send(mail()), server };
}

const CUT = ["queued", "queued", "retry", "retry", "retry", "uncertain"];
test.each(STEPS.map((step, i) => [step, CUT[i]!] as const))(
  "a server that hangs up at %s: %s",
  async (step, state) => {
    const { outcome } = await outcomeAt(step, (socket) => socket.destroy());
    expect(outcome.state).toBe(state);
  },
);

const SILENT = ["queued", "queued", "retry", "retry", "retry", "uncertain"];
test.each(STEPS.map((step, i) => [step, SILENT[i]!] as const))(
  "a server that never answers at %s is not waited for without end: %s",
  async (step, state) => {
    const { outcome, server } = await outcomeAt(step, () => {});
    expect(outcome.state).toBe(state);
    if (outcome.state === "queued")
      expect(explainTrouble(outcome.trouble, server)).toContain("ne répond pas");
  },
);

test.each([
  ["EHLO", "queued"],
  ["DOT", "uncertain"],
] as const)(
  "a tarpit that drips its answer at %s, one byte at a time, is not waited for without end: %s",
  async (step, state) => {
    const { outcome } = await outcomeAt(
      step,
      (socket) => {
        const drip = setInterval(() => socket.write("2"), 20);
        socket.once("close", () => clearInterval(drip));
      },
      3000,
    );
    expect(outcome.state).toBe(state);
  },
);

test("a connection carries nothing more until the outcome of its last message is written", async () => {
  const sink = await sinkWith();
  const route = openRoute(readSmtpUrl(sink.url)!, () => new Date());
  closing.push(route.close);
  const first = await route.send(mail("a@mairie.example"));
  const second = await route.send(mail("b@mairie.example"));
  first.free();
  const third = await route.send(mail("c@mairie.example"));
  for (const { free } of [second, third]) free();
  const [a, b, c] = sink.accepted.map(({ session }) => session);
  expect(b).not.toBe(a);
  expect(c).toBe(a);
});

test.each([
  ["421", "DOT", "retry"],
  ["451", "DOT", "retry"],
  ["452", "RCPT", "retry"],
  ["550", "RCPT", "rejected"],
  ["552", "MAIL", "rejected"],
  ["421", "GREETING", "queued"],
] as [string, Step, string][])("%s at %s: %s, with the server's words", async (code, step, state) => {
  const { outcome } = await outcomeAt(step, (socket) => socket.write(`${code} 4.0.0 essai\r\n`));
  expect(outcome).toMatchObject({ state, reply: expect.stringContaining(code) });
});

test("a server that speaks no TLS where it must says so in French", async () => {
  const url = await serverThat("GREETING", (socket) => socket.write("220 essai ESMTP\r\n"));
  const server = readSmtpUrl(url.replace("smtp:", "smtps:"))!;
  const connection = openConnection(server);
  const outcome = await connection.send(mail());
  connection.close();
  expect(outcome.state).toBe("queued");
  if (outcome.state === "queued")
    expect(explainTrouble(outcome.trouble, server)).toMatch(/smtps:\/\/ convient/);
});

test("an accented address leaves where it is accepted, and is refused with a sentence where it is not", async () => {
  const emails = ["josé@mairie.example", "anne@mairie-éloy.example"];
  const [open, old] = [await sinkWith(), await sinkWith({ hides: { SMTPUTF8: true } })];
  const accepted = await createCampaign({ mailbox: { smtpUrl: open.url }, emails });
  const refused = await createCampaign({ mailbox: { smtpUrl: old.url }, emails });
  await sendAll();
  expect(new Set(Object.values(await states(accepted.id)))).toEqual(new Set(["sent"]));
  const rows = await ledger(refused.id);
  expect(rows["josé@mairie.example"]).toMatchObject({ state: "rejected" });
  expect(rows["josé@mairie.example"]!.reply).toContain("adresses accentuées");
  expect(rows["anne@mairie-éloy.example"], "a domain has its ASCII form").toMatchObject({ state: "sent" });
});

test("no line goes over 998 bytes, whatever was written", async () => {
  const sink = await sinkWith();
  const server = readSmtpUrl(sink.url)!;
  const connection = openConnection(server);
  await connection.send(mail("a@mairie.example", "é".repeat(5000) + "x".repeat(5000)));
  connection.close();
  const longest = Math.max(...sink.accepted[0]!.raw.split("\r\n").map((line) => Buffer.byteLength(line)));
  expect(longest).toBeLessThanOrEqual(998);
});

test("a mailbox taken out of use under way keeps what waits; a recipient of two campaigns gets each once", async () => {
  const sink = await sinkWith();
  const actor = await createActor();
  const first = await createCampaign({ actor, mailbox: { smtpUrl: sink.url }, emails: ["a@mairie.example"] });
  const second = await createCampaign({
    actor,
    mailbox: { id: first.mailboxId },
    emails: ["a@mairie.example"],
  });
  await db.mailbox.update({ where: { id: first.mailboxId }, data: { removedAt: new Date() } });
  await sendAll();
  expect([await states(first.id), await states(second.id)]).toEqual([
    { "a@mairie.example": "queued" },
    { "a@mairie.example": "queued" },
  ]);
  await db.mailbox.update({ where: { id: first.mailboxId }, data: { removedAt: null } });
  await sendAll();
  expect(sink.accepted).toHaveLength(2);
});

test("a mailbox removed while it sends finishes what is on its way, sends nothing more, and goes on once put back", async () => {
  let letGo = () => {};
  const until = new Promise<void>((resolve) => (letGo = resolve));
  const sink = await sinkWith({ behave: () => ({ until }) });
  const emails = Array.from({ length: 5 }, (_, i) => `a${i}@mairie.example`);
  const { id, actor, mailboxId } = await createCampaign({ mailbox: { smtpUrl: sink.url }, emails });
  const reached = sink.nextAccepted();
  const sending = sendAll();
  await reached;
  await removeMailbox(actor, mailboxId);
  letGo();
  await sending;
  expect(Object.values(await states(id)).toSorted()).toEqual([
    "queued",
    "queued",
    "queued",
    "queued",
    "sent",
  ]);
  expect(sink.accepted).toHaveLength(1);
  await putMailboxBack(actor, mailboxId);
  await sendAll();
  expect(new Set(Object.values(await states(id)))).toEqual(new Set(["sent"]));
  expect(sink.accepted).toHaveLength(5);
});
