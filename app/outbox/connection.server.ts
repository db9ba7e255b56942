import { Readable } from "node:stream";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import {
  classify,
  nothingSeen,
  NotTogether,
  type Outcome,
  relayIdOf,
  type SmtpError,
  tidyReply,
  witness,
} from "./evidence.ts";
import type { Mail } from "./mail.ts";
import { type SmtpServer, transportOptions } from "./smtp.ts";

const IDLE_MS = 60_000;
/** Relays close a connection that goes on for long. */
const MESSAGES_A_CONNECTION = 100;

// eslint-disable-next-line no-control-regex
const NOT_ASCII = /[^\x00-\x7f]/;
const NO_UTF8 =
  "Le serveur d’envoi n’accepte pas les adresses accentuées (SMTPUTF8) : écrivez à une autre adresse de ce contact.";

export type Connection = ReturnType<typeof openConnection>;
/**
 * However slowly a server drips its words, which puts off the socket's own timeout for ever: past this nothing is waited
 * for. Reconciliation counts on it: after a quarter of an hour, nobody is still at a message.
 */
const LONGEST_ATTEMPT_MS = 12 * 60_000;

type Timeouts = { connectionTimeout?: number; greetingTimeout?: number; socketTimeout?: number } & {
  attemptTimeout?: number;
};

/**
 * One connection to a server, kept open between messages. It carries one message at a time: what its dialogue shows
 * is then evidence about that message and no other, however many connections run beside it. Never throws.
 */
export function openConnection(
  server: SmtpServer,
  { attemptTimeout = LONGEST_ATTEMPT_MS, ...timeouts }: Timeouts = {},
) {
  const evidence = nothingSeen();
  let current: SMTPConnection | undefined;
  /** The one in use, or being opened. */
  let latest: SMTPConnection | undefined;
  let ended: Promise<void>;
  let utf8 = false;
  let carried = 0;
  let idle: NodeJS.Timeout | undefined;

  async function send(mail: Mail): Promise<Outcome> {
    clearTimeout(idle);
    const first = await attempt(mail);
    // A server may hang up on a connection at rest; nothing was said about this message, so another may carry it.
    const hungUp = carried > 1 && first.state === "retry" && !evidence.answered && !current;
    const outcome = hungUp ? await attempt(mail) : first;
    idle = setTimeout(() => leave(), IDLE_MS).unref();
    return outcome;
  }

  async function attempt(mail: Mail): Promise<Outcome> {
    Object.assign(evidence, nothingSeen());
    const patience = setTimeout(() => latest?.close(), attemptTimeout);
    try {
      current ??= await connect();
      if (!utf8 && NOT_ASCII.test(mail.to)) return { state: "rejected", reply: NO_UTF8 };
      carried++;
      const reply = await handOver(current, mail);
      if (carried >= MESSAGES_A_CONNECTION) leave();
      return { state: "sent", reply: tidyReply(reply), relayId: relayIdOf(reply) };
    } catch (error) {
      const outcome = classify(error as SmtpError, evidence, mail.journal);
      await recover(error as SmtpError);
      return outcome;
    } finally {
      clearTimeout(patience);
    }
  }

  async function connect(): Promise<SMTPConnection> {
    const opened = new SMTPConnection({
      ...{ ...transportOptions(server), ...timeouts },
      ...{ logger: witness(evidence), transactionLog: true },
    });
    carried = 0;
    latest = opened;
    try {
      ended = new Promise((resolve) => {
        opened.once("end", () => {
          if (current === opened) current = undefined;
          resolve();
        });
      });
      await orEnd((resolve, reject) => {
        opened.on("error", reject);
        opened.connect((error) => (error ? reject(error) : resolve()));
      });
      utf8 = /SMTPUTF8/i.test(String(opened.lastServerResponse));
      if (server.auth && opened.allowsAuth) await signIn(opened, server.auth);
    } catch (error) {
      opened.close();
      throw error;
    }
    return opened;
  }

  /** With a journal, the body is only let go once both recipients are accepted: one copy proves the other. */
  function handOver(smtp: SMTPConnection, { raw, from, to, journal, dsn }: Mail): Promise<string> {
    const bytes = Buffer.from(raw);
    const body = new Readable({
      read() {
        if (journal && evidence.refused.length > 0)
          return void this.destroy(new NotTogether("A recipient was refused"));
        this.push(bytes);
        this.push(null);
      },
    });
    const envelope = { from, to: journal ? [to, journal] : [to], size: bytes.length, dsn };
    return orEnd<string>((resolve, reject) => {
      smtp.send(envelope, body, (error, info) => (error ? reject(error) : resolve(info.response)));
    });
  }

  /** A refusal leaves the connection in order; anything else, and it is not to be relied on. */
  async function recover({ code, responseCode }: SmtpError): Promise<void> {
    const smtp = current;
    if (!smtp) return;
    const inOrder = (code === "EENVELOPE" || code === "EMESSAGE") && responseCode !== 421 && !smtp.destroyed;
    const reset =
      inOrder &&
      (await orEnd((resolve, reject) => smtp.reset((error) => (error ? reject(error) : resolve()))).then(
        () => true,
        () => false,
      ));
    if (!reset) close();
  }

  function signIn(smtp: SMTPConnection, credentials: { user: string; pass: string }): Promise<void> {
    return orEnd((resolve, reject) =>
      smtp.login({ credentials }, (error) => (error ? reject(error) : resolve())),
    );
  }

  /** What a connection that ends never answers. */
  function orEnd<T = void>(
    work: (resolve: (value: T) => void, reject: (error: Error) => void) => void,
  ): Promise<T> {
    const lost = ended.then(() => {
      throw Object.assign(new Error("The connection has ended"), { code: "ECONNECTION", command: "CONN" });
    });
    return Promise.race([new Promise<T>(work), lost]);
  }

  function leave(): void {
    current?.quit();
    current = undefined;
  }

  function close(): void {
    clearTimeout(idle);
    current?.close();
    current = undefined;
  }

  return { send, close };
}
