import type { Actor } from "#app/auth/actor.ts";
import { contactName } from "#app/contacts/contact-name.ts";
import { db } from "#app/db/db.server.ts";
import { notFound } from "#app/errors.ts";
import { uuidOr404 } from "#app/ids.ts";

/** One letter as it left, or as it will. @throws {AppError} not_found */
export async function readLetter({ productId }: Actor, id: string) {
  const row = await db.message.findFirst({
    where: { id: uuidOr404(id, "Ce courriel"), productId, campaign: { kind: "direct" } },
    select: {
      ...{
        id: true,
        state: true,
        email: true,
        subject: true,
        text: true,
        dueAt: true,
        sentAt: true,
        reply: true,
      },
      mailbox: { select: { name: true, fromAddress: true } },
      enrollment: {
        select: { institutionId: true, contact: { select: { id: true, firstName: true, lastName: true } } },
      },
    },
  });
  if (!row) throw notFound("Ce courriel");
  const { enrollment, ...letter } = row;
  const { contact, institutionId } = enrollment;
  const name = contact ? contactName({ ...contact, email: row.email }) : row.email;
  return { ...letter, name, contactId: contact?.id ?? null, institutionId };
}
