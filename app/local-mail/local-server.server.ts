import { randomBytes } from "node:crypto";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import type { SMTPServerDataStream, SMTPServerSession } from "smtp-server";
import { log } from "#app/log.server.ts";
import { remember } from "#app/remember.ts";
import { keepMail } from "./keep-mail.server.ts";
import { LARGEST_BYTES, LOCAL_REPLY } from "./local-mail.ts";

/** Whose name a mail of the instance itself (invitation, password) is handed over in. */
const INSTANCE = "instance";

/**
 * Where to hand mail over that must not leave this machine: an SMTP server inside this process, on loopback, started at
 * the first need. Its port is the system's choice and its password is drawn: each process talks to its own, nobody else
 * to any, and all of them file what they receive in the one database.
 * @param productId whose mail it is, which the server learns from who signs in; null: the instance's own
 * @returns an SMTP URL
 */
export async function localServerUrl(productId: string | null): Promise<string> {
  const { port, password } = await remember("local-smtp-server", start);
  return `smtp://${productId ?? INSTANCE}:${password}@127.0.0.1:${port}`;
}

async function start(): Promise<{ port: number; password: string }> {
  const { SMTPServer } = await import("smtp-server");
  const password = randomBytes(24).toString("base64url");
  const server = new SMTPServer({
    ...{ logger: false, banner: "Essaim, local mailbox", size: LARGEST_BYTES, maxRecipients: 100 },
    // In clear, since it never leaves the machine's own loopback.
    ...{ hideSTARTTLS: true, allowInsecureAuth: true, disableReverseLookup: true, hideDSN: false },
    onAuth({ username, password: given }, _session, callback) {
      if (given !== password) return callback(refusal(535, "5.7.8 Bad credentials"));
      callback(null, { user: username });
    },
    onData: (stream, session, callback) => void receive(stream, session, callback),
  });
  server.on("error", (error) => log.warn({ err: error }, "The local mailbox's server"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // It is never closed, so that whoever drains may still hand over; and it keeps no process alive.
  server.server.unref();
  const { port } = server.server.address() as AddressInfo;
  log.info({ port }, "The local mailbox listens on loopback");
  return { port, password };
}

async function receive(
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
  callback: (error?: Error | null, message?: string) => void,
): Promise<void> {
  let raw: Uint8Array<ArrayBuffer>;
  try {
    raw = new Uint8Array(await buffer(stream));
  } catch {
    return; // The client left in the middle: nothing was received.
  }
  if (stream.sizeExceeded) return callback(refusal(552, "5.3.4 Too large for the local mailbox"));
  const { mailFrom, rcptTo } = session.envelope;
  try {
    await keepMail({
      raw,
      productId: session.user === INSTANCE ? null : session.user,
      sender: mailFrom ? mailFrom.address : "",
      recipients: rcptTo.map(({ address }) => address),
    });
    callback(null, LOCAL_REPLY);
  } catch (error) {
    log.error({ err: error }, "The local mailbox could not keep a message");
    callback(refusal(451, "4.3.0 Not now"));
  }
}

function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}
