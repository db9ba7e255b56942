import type { AddressInfo, Socket } from "node:net";
import { text } from "node:stream/consumers";
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";

/** What the sink took responsibility for: the final dot was read, and the reply is or was to be 250. */
export type Accepted = {
  from: string;
  to: string;
  messageId: string;
  /** Names in lower case, unfolded, as they came. */
  headers: Record<string, string>;
  raw: string;
  envelopeId: string | null | undefined;
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
};

export type SinkOptions = {
  behave?: (to: string, attempt: number) => Behaviour | undefined;
  secure?: boolean;
  port?: number;
  /** The only account let in. */
  account?: { user: string; pass: string };
};

export type Sink = Awaited<ReturnType<typeof startSink>>;

/** A real SMTP server on loopback, which can misbehave in each way that a server does. */
export async function startSink({
  behave = () => undefined,
  secure = false,
  port = 0,
  account,
}: SinkOptions = {}) {
  const accepted: Accepted[] = [];
  const attempts = new Map<string, number>();
  const waiting: { count: number; tell: () => void }[] = [];
  let open = 0;
  let peak = 0;

  const decide = (session: SMTPServerSession): Behaviour => {
    const to = session.envelope.rcptTo[0]?.address ?? "";
    return behave(to, attempts.get(to) ?? 1) ?? {};
  };

  const server = new SMTPServer({
    ...{ secure, logger: false, hideSTARTTLS: true, hideDSN: false, authOptional: !account },
    ...{ disabledCommands: account ? [] : ["AUTH"], allowInsecureAuth: true, disableReverseLookup: true },
    onConnect(_session, callback) {
      peak = Math.max(peak, ++open);
      callback();
    },
    onClose: () => void open--,
    onAuth({ username, password }, _session, callback) {
      const known = username === account?.user && password === account?.pass;
      callback(known ? null : refusal(535, "5.7.8 Bad credentials"), { user: username });
    },
    onMailFrom(_address, session, callback) {
      const { refuse } = behave("", 1) ?? {};
      callback(refuse?.at === "mail" ? refusal(refuse.code, "5.7.1 Sender refused") : null);
      void session;
    },
    onRcptTo({ address }, session, callback) {
      const attempt = (attempts.get(address) ?? 0) + 1;
      attempts.set(address, attempt);
      const { refuse, close } = behave(address, attempt) ?? {};
      if (close === "rcpt") return cut(server, session);
      callback(refuse?.at === "rcpt" ? refusal(refuse.code, "No such user, or not now") : null);
    },
    onData(stream, session, callback) {
      const behaviour = decide(session);
      if (behaviour.close === "before the dot") {
        stream.once("data", () => cut(server, session));
        return;
      }
      void receive(stream, session, behaviour, callback);
    },
  });
  server.on("error", () => {});

  async function receive(
    stream: SMTPServerDataStream,
    session: SMTPServerSession,
    { refuse, close, delayMs }: Behaviour,
    callback: (error?: Error | null, message?: string) => void,
  ): Promise<void> {
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
      to: session.envelope.rcptTo[0]!.address,
      ...{ envelopeId: session.envelope.dsn?.envid, secure: session.secure },
    });
    for (const waiter of waiting) if (--waiter.count === 0) waiter.tell();
    if (delayMs) await new Promise((resolve) => setTimeout(resolve, delayMs));
    if (close === "after the dot") return cut(server, session);
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
