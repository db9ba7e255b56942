import { type Actor, requireRole } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { AppError } from "#app/errors.ts";
import { localServerUrl } from "#app/local-mail/local-server.server.ts";
import { serverUrl } from "#app/outbox/mailboxes.server.ts";
import { explainTrouble } from "#app/outbox/smtp.ts";
import { readServer, transportFor } from "#app/outbox/transport.server.ts";
import { findCampaign } from "./campaign-row.server.ts";
import { previewAll } from "./preview.server.ts";
import type { Written } from "./write-letter.ts";

/**
 * Sends all that a recipient may receive, each step and variant, to the one who asks, and to nobody else; never through the outbox, whose
 * promises are for campaigns. It goes by the campaign's own mailbox, so that it also proves that one.
 * @returns the address it was sent to
 * @throws {AppError} forbidden; not_found; conflict without a mailbox; unavailable, with what the server said
 */
export async function sendTrial(actor: Actor, id: string, contactId: string): Promise<string> {
  requireRole(actor, "deployer");
  const { mailboxId } = await findCampaign(actor, id);
  const letters = await previewAll(actor, id, contactId);
  const mailbox =
    mailboxId &&
    (await db.mailbox.findFirst({
      where: { id: mailboxId, productId: actor.productId },
      select: { name: true, fromAddress: true, smtpSecret: true, product: { select: { demo: true } } },
    }));
  if (!mailbox) throw new AppError("conflict", "Choisissez d’abord une boîte d’envoi.");
  const url = serverUrl({ ...mailbox, ...mailbox.product }) ?? (await localServerUrl(actor.productId));
  const { email } = await db.user.findUniqueOrThrow({ where: { id: actor.userId }, select: { email: true } });
  for (const { place, letter } of letters)
    await send(url, { name: mailbox.name, address: mailbox.fromAddress }, email, letter, place);
  return email;
}

type Sender = { name: string; address: string };

async function send(
  url: string,
  from: Sender,
  to: string,
  { subject, text, html }: Written,
  place: string,
): Promise<void> {
  const transport = transportFor(url);
  try {
    await transport.sendMail({ from, to, subject: `[Essai${place}] ${subject}`, text, html });
  } catch (error) {
    throw new AppError(
      "unavailable",
      `L’essai n’est pas parti. ${explainTrouble(error as Error, readServer(url))}`,
    );
  } finally {
    transport.close();
  }
}
