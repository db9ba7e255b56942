import { type Connection, openConnection } from "./connection.server.ts";
import type { Outcome } from "./evidence.ts";
import type { Mail } from "./mail.ts";
import { restMs } from "./outbox.ts";
import { explainTrouble, type SmtpServer } from "./smtp.ts";

/** More than ten is slower (measured), and relays dislike it. */
const CONNECTIONS = 10;

export type Route = ReturnType<typeof openRoute>;

/**
 * The way from one mailbox to its server: up to ten connections, and patience. One message goes ahead alone until the
 * server has let it in, so that a wrong password is tried once, not ten times; when the server cannot be used, nothing
 * more goes for a while that doubles each time.
 */
export function openRoute(server: SmtpServer, clock: () => Date) {
  const idle: Connection[] = [];
  const all: Connection[] = [];
  let proven = false;
  let failures = 0;
  let restUntil = 0;
  let trouble: string | null = null;

  /** The connection carries nothing more until `free` is called: when the outcome is known to the database. */
  async function send(mail: Mail): Promise<{ outcome: Outcome; free: () => void }> {
    const connection = idle.pop() ?? openConnection(server);
    if (!all.includes(connection)) all.push(connection);
    const outcome = await connection.send(mail);
    learn(outcome);
    return { outcome, free: () => idle.push(connection) };
  }

  function learn(outcome: Outcome): void {
    proven = outcome.state !== "queued";
    if (outcome.state !== "queued") {
      failures = 0;
      trouble = null;
      return;
    }
    restUntil = clock().getTime() + restMs(failures++);
    trouble = explainTrouble(outcome.trouble, server);
  }

  return {
    send,
    /** How many messages may be on their way at once. */
    room: () => (proven ? CONNECTIONS : 1),
    resting: () => clock().getTime() < restUntil,
    /** Why the server could not be used the last time, in French. */
    trouble: () => trouble,
    close: () => all.forEach((connection) => connection.close()),
  };
}
