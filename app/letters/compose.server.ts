import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { AppError } from "#app/errors.ts";
import { type FooterLine, footerText, legalFooter } from "#app/outbox/footer.ts";
import { composeBare, composeLetter } from "#app/outbox/letter.ts";
import { renderShell } from "#app/outbox/shell.server.ts";
import { unsubscribeUrl } from "#app/outbox/unsubscribe-token.server.ts";
import type { Addressee } from "./recipient.server.ts";

type Draft = {
  id: string;
  mailbox: { fromAddress: string };
  addressee: Addressee;
  /** The first message to somebody whose address was not given by themselves: the law asks for its footer. */
  first: boolean;
  subject: string;
  text: string;
};

/**
 * What leaves: the words as they were typed; at first contact, above what article 14 of the RGPD asks for.
 * @throws {AppError} invalid, when a first contact would not say who writes
 */
export async function composeDirect(
  actor: Pick<Actor, "productId">,
  { id, mailbox, addressee, first, subject, text }: Draft,
) {
  if (!first) return composeBare({ subject, text });
  const footer = await firstFooter(actor, { addressee, mailbox, url: unsubscribeUrl(id) });
  return composeLetter(await renderShell(), { subject, text, footer });
}

/** The footer of a first contact as the composer shows it, before it has a link of its own; null without a sender. */
export async function previewFooter(
  actor: Pick<Actor, "productId">,
  addressee: Addressee,
  mailbox: { fromAddress: string },
): Promise<string | null> {
  try {
    return footerText(
      (await firstFooter(actor, { addressee, mailbox, url: "lien propre à ce courriel" })).slice(0, 4),
    );
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

type Facts = { addressee: Addressee; mailbox: { fromAddress: string }; url: string };

async function firstFooter(
  { productId }: Pick<Actor, "productId">,
  { addressee, mailbox, url }: Facts,
): Promise<FooterLine[]> {
  const product = await db.product.findUniqueOrThrow({
    where: { id: productId },
    select: { name: true, legalName: true, legalAddress: true, legalContact: true, legalBasis: true },
  });
  if (!product.legalName?.trim()) {
    const message =
      "C’est un premier contact, et le message ne dit pas qui écrit. Indiquez l’organisme dans Réglages, Mentions des courriels.";
    throw new AppError("invalid", message, { fields: { form: message } });
  }
  const { email, source, collectedAt } = addressee;
  const recipient = { email: email ?? "", source, collectedAt };
  return legalFooter({ product, fromAddress: mailbox.fromAddress, recipient, unsubscribeUrl: url });
}
