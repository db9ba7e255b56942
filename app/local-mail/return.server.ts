import { randomBytes } from "node:crypto";
import { type Actor, requireRole } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { AppError } from "#app/errors.ts";
import { readInbound } from "#app/inbox/inbound.ts";
import { ingest } from "#app/inbox/ingest.server.ts";
import type { ReturnInput } from "./local-mail.ts";
import { findLocalMail } from "./local-mails.server.ts";
import { composeReturn } from "./return-mail.ts";

/**
 * Does what the recipient of a local mail would do: what comes back is a whole message, taken in as any other by the
 * mailbox that wrote.
 * @param at when it comes back; its day and its Message-ID are the caller's under a test clock
 * @throws {AppError} forbidden; not_found; conflict when nothing can come back
 */
export async function returnLocalMail(
  actor: Actor,
  id: string,
  input: ReturnInput,
  { at = new Date(), key = randomBytes(9).toString("base64url") }: { at?: Date; key?: string } = {},
): Promise<void> {
  requireRole(actor, "deployer");
  const mail = await findLocalMail(actor, id);
  if (mail.system || !mail.mailboxId)
    throw new AppError(
      "conflict",
      "Ce courriel ne vient d’aucune boîte du produit : rien ne peut y revenir.",
    );
  const { from, subject, text, messageId, references, headers, date } = await readInbound(mail.raw);
  const sender = from ?? { name: "", address: mail.sender };
  const replyTo = /[^\s<>]+@[^\s<>]+/.exec(headers["reply-to"] ?? "")?.[0] ?? sender.address;
  const raw = composeReturn(input, {
    received: {
      ...{ from: sender, replyTo, subject, text, messageId, references, envelopeId: mail.messageId },
      date: date ? new Date(date) : mail.receivedAt,
    },
    recipient: { name: mail.name ?? "", address: mail.to },
    ...{ at, messageId: `retour.${key}@${mail.to.slice(mail.to.lastIndexOf("@") + 1)}` },
  });
  await ingest(mail.mailboxId, raw, at);
  await db.localMail.update({
    where: { id: mail.id, productId: actor.productId },
    data: { answered: input.kind, answeredAt: at },
    select: { id: true },
  });
}
