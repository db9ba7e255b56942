import { ImapFlow } from "imapflow";
import { env } from "#app/env.server.ts";
import { imapFault, type ImapServer, readImapServer } from "#app/outbox/imap-url.ts";
import { locateTrouble, type Trouble } from "#app/outbox/smtp.ts";
import { probePatience } from "#app/outbox/transport.server.ts";
import { unseal } from "#app/outbox/secret-box.server.ts";
import { explainImapTrouble } from "./imap-trouble.ts";

/** Answers are read where they arrive. What one has sent, or has not finished, is never read as an answer. */
export const FOLDER = "INBOX";

type Account = { imapSecret: string | null; fromAddress: string; product: { demo: boolean } };

/**
 * The IMAP URL in clear: only to open a connection. The mailbox's own, else the instance's, whose user must be this
 * very address. A demonstration reads nobody's mail.
 */
export function imapUrlOf({ imapSecret, fromAddress, product }: Account): string | undefined {
  if (imapSecret !== null) {
    const url = unseal(imapSecret);
    return product.demo && !readImapServer(url)?.loopback ? undefined : url;
  }
  const shared = env.IMAP_URL && readImapServer(env.IMAP_URL);
  return shared && !product.demo && shared.auth.user.toLowerCase() === fromAddress.toLowerCase()
    ? env.IMAP_URL
    : undefined;
}

type Timeouts = { connectionTimeout?: number; greetingTimeout?: number; socketTimeout?: number };

export function openImap(
  { host, port, secure, loopback, auth }: ImapServer,
  timeouts: Timeouts = {},
): ImapFlow {
  const client = new ImapFlow({
    ...{ host, port, secure, auth, logger: false },
    // A password never leaves this machine in clear.
    ...(!secure && !loopback && { doSTARTTLS: true }),
    tls: { rejectUnauthorized: !loopback },
    ...{ connectionTimeout: 30_000, greetingTimeout: 30_000, socketTimeout: 6 * 60_000, ...timeouts },
    // IDLE at once after what is read; some servers let it die in silence, hence the poll beside it.
    ...{ autoIdleDelay: 500, maxIdleTime: 4 * 60_000 },
    ...{ maxLiteralSize: 50_000_000, clientInfo: { name: "Essaim" } },
  });
  // A connection that breaks says so to whoever waits; said to nobody else, it would take the process down.
  client.on("error", () => {});
  return client;
}

/**
 * Connects, signs in and opens the folder read-only.
 * @returns why answers cannot be read there, in French; undefined when they can
 */
export async function tryImap(url: string): Promise<string | undefined> {
  return (await probeImap(url))?.message;
}

/** As `tryImap`, with the part of the URL that is at fault. */
export async function probeImap(url: string, patienceMs?: number): Promise<Trouble | undefined> {
  const server = readImapServer(url);
  if (!server) return { message: imapFault(url)!, at: "host" };
  const client = openImap(server, probePatience(patienceMs));
  try {
    await client.connect();
    await client.mailboxOpen(FOLDER, { readOnly: true });
    return undefined;
  } catch (error) {
    const { authenticationFailed } = error as { authenticationFailed?: boolean };
    const at = authenticationFailed ? "password" : locateTrouble(error as Error);
    return { message: explainImapTrouble(error as Error, server), at };
  } finally {
    client.close();
  }
}
