import type { AddressInfo, Socket } from "node:net";
import { text } from "node:stream/consumers";
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";

/** What the sink took responsibility for: the final dot was read, and the reply is or was to be 250. */
export type Accepted = {
  from: string;
  to: string;
  recipients: string[];
  messageId: string;
  /** Names in lower case, unfolded, as they came. */
  headers: Record<string, string>;
  raw: string;
  envelopeId: string | null | undefined;
  /** The connection that carried it. */
  session: string;
  secure: boolean;
};

/** What to do with one message; absent, it is accepted. */
export type Behaviour = {
  /** A refusal: 450, 550… at RCPT, or in reply to the final dot. */
  refuse?: { code: number; at: "mail" | "rcpt" | "data" };
  /** Cuts the connection: at RCPT; in the middle of the message; after the final dot, accepted or not. */
  close?: "rcpt" | "before the dot" | "after the dot";
  /** Reads the final dot, then waits this long to reply. */
  delayMs?: number;
  /** Reads the final dot, then waits for this to reply. */
  until?: Promise<void>;
  /** Waits this long before it reads the message: it takes it though its sender may be gone. */
  readAfterMs?: number;
};

export type SinkOptions = {
  behave?: (to: string, attempt: number) => Behaviour | undefined;
  secure?: boolean;
  port?: number;
  /** The only account let in. */
  account?: { user: string; pass: string };
  /** An address that always agrees, and never counts as who a message is to. */
  journal?: string;
  /** Extensions that it does not offer. */
  hides?: { SMTPUTF8?: boolean };
};

export type Sink = Awaited<ReturnType<typeof startSink>>;

/** A real SMTP server on loopback, which can misbehave in each way that a server does. */
export async function startSink({
  behave = () => undefined,
  secure = false,
  port = 0,
  account,
  journal,
  hides = {},
}: SinkOptions = {}) {
  const accepted: Accepted[] = [];
  const attempts = new Map<string, number>();
  const waiting: { count: number; tell: () => void }[] = [];
  const clients = watchClients();
  let open = 0;
  let peak = 0;

  const recipientsOf = (session: SMTPServerSession) => session.envelope.rcptTo.map(({ address }) => address);
  const recipientOf = (session: SMTPServerSession) =>
    recipientsOf(session).find((address) => address !== journal) ?? "";
  const decide = (session: SMTPServerSession): Behaviour => {
    const to = recipientOf(session);
    return behave(to, attempts.get(to) ?? 1) ?? {};
  };

  const server = new SMTPServer({
    ...{
      secure,
      logger: false,
      hideSTARTTLS: true,
      hideDSN: false,
      hideSMTPUTF8: hides.SMTPUTF8 ?? false,
      authOptional: !account,
    },
    ...{ disabledCommands: account ? [] : ["AUTH"], allowInsecureAuth: true, disableReverseLookup: true },
    onConnect(_session, callback) {
      peak = Math.max(peak, ++open);
      callback();
    },
    onClose(session) {
      open--;
      clients.leaves(session);
    },
    onAuth({ username, password }, _session, callback) {
      const known = username === account?.user && password === account?.pass;
      callback(known ? null : refusal(535, "5.7.8 Bad credentials"), { user: username });
    },
    onMailFrom(_address, session, callback) {
      clients.speaks(session);
      const { refuse } = behave("", 1) ?? {};
      callback(refuse?.at === "mail" ? refusal(refuse.code, "5.7.1 Sender refused") : null);
    },
    onRcptTo({ address }, session, callback) {
      if (address === journal) return callback(null);
      const attempt = (attempts.get(address) ?? 0) + 1;
      attempts.set(address, attempt);
      const { refuse, close } = behave(address, attempt) ?? {};
      if (close === "rcpt") return cut(server, session);
      callback(refuse?.at === "rcpt" ? refusal(refuse.code, "No such user, or not now") : null);
    },
    onData(stream, session, callback) {
      const behaviour = decide(session);
      clients.hands(session);
      if (behaviour.close === "before the dot") {
        stream.once("data", () => {
          clients.isAnswered(session);
          cut(server, session);
        });
        return;
      }
      void receive(stream, session, behaviour, (error, message) => {
        clients.isAnswered(session);
        callback(error, message);
      });
    },
  });
  server.on("error", () => {});

  async function receive(
    stream: SMTPServerDataStream,
    session: SMTPServerSession,
    { refuse, close, delayMs, until, readAfterMs }: Behaviour,
    callback: (error?: Error | null, message?: string) => void,
  ): Promise<void> {
    if (readAfterMs) await new Promise((resolve) => setTimeout(resolve, readAfterMs));
    let raw: string;
    try {
      raw = await text(stream);
    } catch {
      return; // The client left in the middle: nothing was received.
    }
    if (refuse?.at === "data") return callback(refusal(refuse.code, "Content refused, or not now"));
    const headers = parseHeaders(raw);
    accepted.push({
      ...{ raw, headers, messageId: (headers["message-id"] ?? "").replace(/[<>]/g, "") },
      from: session.envelope.mailFrom ? session.envelope.mailFrom.address : "",
      ...{ to: recipientOf(session), recipients: recipientsOf(session), session: session.id },
      ...{ envelopeId: session.envelope.dsn?.envid, secure: session.secure },
    });
    for (const waiter of waiting) if (--waiter.count === 0) waiter.tell();
    clients.isRead(session);
    if (delayMs) await new Promise((resolve) => setTimeout(resolve, delayMs));
    await until;
    if (close === "after the dot") {
      clients.isAnswered(session);
      return cut(server, session);
    }
    callback(null, `2.0.0 queued as ${accepted.length}`);
  }

  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const actual = (server.server.address() as AddressInfo).port;
  const credentials = account ? `${account.user}:${account.pass}@` : "";
  return {
    accepted,
    /** When `count` more messages have been accepted, before the reply to the last of them. */
    nextAccepted: (count = 1) => new Promise<void>((tell) => void waiting.push({ count, tell })),
    /** How many times each address was tried, as far as RCPT. */
    attempts,
    clients,
    /** The most connections there were at once. */
    peak: () => peak,
    port: actual,
    url: `${secure ? "smtps" : "smtp"}://${credentials}127.0.0.1:${actual}`,
    close: async () => {
      for (const connection of server.connections) socketOf(connection).destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** Who is connected, by the name they give in EHLO, and which of their messages are between DATA and its reply. */
function watchClients() {
  const names = new Map<string, string>();
  const inData = new Set<string>();
  const unanswered = new Set<string>();
  const cutShort = new Map<string, number>();
  const waiting = new Set<() => void>();
  const tell = () => waiting.forEach((look) => look());
  const nameOf = (session: SMTPServerSession) => String(session.hostNameAppearsAs);
  const count = (name: string, among: Iterable<string>) =>
    [...among].filter((session) => names.get(session) === name).length;
  return {
    speaks(session: SMTPServerSession) {
      names.set(session.id, nameOf(session));
    },
    hands(session: SMTPServerSession) {
      inData.add(session.id);
      tell();
    },
    isRead(session: SMTPServerSession) {
      if (inData.has(session.id)) unanswered.add(session.id);
      tell();
    },
    isAnswered(session: SMTPServerSession) {
      inData.delete(session.id);
      unanswered.delete(session.id);
      tell();
    },
    leaves(session: SMTPServerSession) {
      const name = nameOf(session);
      unanswered.delete(session.id);
      if (inData.delete(session.id)) cutShort.set(name, (cutShort.get(name) ?? 0) + 1);
      names.delete(session.id);
      tell();
    },
    connected: (name: string) => count(name, names.keys()),
    inData: (name: string) => count(name, inData),
    /** Accepted, and its client does not know it yet. */
    unanswered: (name: string) => count(name, unanswered),
    /** How many messages a client left between DATA and its reply, by going. */
    cutShort: (name: string) => cutShort.get(name) ?? 0,
    /** As soon as it is so. */
    until: (condition: () => boolean) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (!condition()) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
  };
}

function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

/** smtp-server has no way to hang up on a client: its socket is taken from it. */
function cut(server: SMTPServer, session: SMTPServerSession): void {
  for (const connection of server.connections)
    if ((connection as { session?: { id?: string } }).session?.id === session.id)
      socketOf(connection).destroy();
}

function socketOf(connection: unknown): Socket {
  return (connection as Record<"_socket", Socket>)["_socket"];
}

function parseHeaders(raw: string): Record<string, string> {
  const head = raw.slice(0, raw.indexOf("\r\n\r\n")).replace(/\r\n[ \t]+/g, " ");
  const pairs = head.split("\r\n").map((line) => line.split(/:\s*(.*)/s));
  return Object.fromEntries(pairs.map(([name, value]) => [name!.toLowerCase(), value ?? ""]));
}
