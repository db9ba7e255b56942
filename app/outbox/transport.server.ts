import nodemailer from "nodemailer";
import {
  explainTrouble,
  locateTrouble,
  readSmtpUrl,
  smtpFault,
  type SmtpServer,
  transportOptions,
  type Trouble,
} from "./smtp.ts";

/** A connection to the server of an SMTP URL, one message at a time, closed after each. */
export function transportFor(url: string) {
  return nodemailer.createTransport(transportOptions(readServer(url)));
}

/** @throws when it is not an SMTP URL; never says what the URL was, since it holds a password. */
export function readServer(url: string): SmtpServer {
  const server = readSmtpUrl(url);
  if (!server) throw new Error("The SMTP URL cannot be read");
  return server;
}

/**
 * Connects and signs in, without sending anything.
 * @returns why the server cannot be used, in French; undefined when it can
 */
export async function tryServer(url: string): Promise<string | undefined> {
  return (await probeServer(url))?.message;
}

/** As long as somebody who has just typed a password waits for a server that does not even greet. */
const PROBE_PATIENCE_MS = 10_000;

/** Once it has greeted, a server takes its time: some answer a wrong password the later, the oftener it is wrong. */
export const probePatience = (patienceMs = PROBE_PATIENCE_MS) => ({
  ...{ connectionTimeout: patienceMs, greetingTimeout: patienceMs, socketTimeout: 3 * patienceMs },
});

/** As `tryServer`, with the part of the URL that is at fault. */
export async function probeServer(url: string, patienceMs?: number): Promise<Trouble | undefined> {
  const server = readSmtpUrl(url);
  if (!server) return { message: smtpFault(url)!, at: "host" };
  const transport = nodemailer.createTransport({
    ...transportOptions(server),
    ...probePatience(patienceMs),
  });
  try {
    await transport.verify();
    return undefined;
  } catch (error) {
    return { message: explainTrouble(error as Error, server), at: locateTrouble(error as Error) };
  } finally {
    transport.close();
  }
}
