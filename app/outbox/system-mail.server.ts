import { env } from "#app/env.server.ts";
import { localServerUrl } from "#app/local-mail/local-server.server.ts";
import { log } from "#app/log.server.ts";
import { baseUrl } from "#app/runtime.server.ts";
import { readSmtpUrl } from "./smtp.ts";
import { transportFor } from "./transport.server.ts";

export type SystemMail = { to: string; subject: string; text: string; html: string };

/**
 * Sends an invitation, a password link or a test, at once and through the instance's own server: never the outbox,
 * whose promises are for campaigns. Someone waits for the answer, so nothing is tried twice.
 * @returns false when nobody received it: refused, which is logged, or kept by the local mailbox for want of SMTP_URL;
 *   the caller then shows the link
 */
export async function sendSystemMail(mail: SystemMail): Promise<boolean> {
  const transport = transportFor(env.SMTP_URL ?? (await localServerUrl(null)));
  try {
    await transport.sendMail({ ...mail, from: systemSender() });
    return env.SMTP_URL !== undefined;
  } catch (error) {
    log.warn({ err: error }, "A system mail could not be sent");
    return false;
  } finally {
    transport.close();
  }
}

/** The account of SMTP_URL when it is an address, since relays refuse to send in another's name. */
function systemSender(): { name: string; address: string } {
  const user = readSmtpUrl(env.SMTP_URL ?? "")?.auth?.user;
  return { name: "Essaim", address: user?.includes("@") ? user : `essaim@${new URL(baseUrl()).hostname}` };
}
