import type { Actor } from "#app/auth/actor.ts";
import { addressRow, opposedSince } from "#app/contacts/contact-rules.server.ts";
import type { Tx } from "#app/db/transaction.server.ts";
import { AppError } from "#app/errors.ts";
import { isoDay } from "#app/ui/format.ts";
import type { PendingRow } from "./decide.server.ts";

/** The post they held there ends the day we are told, and so does the e-mail of that post; both stay, for matching. */
export async function closePost(
  tx: Tx,
  contactId: string,
  institutionId: string | null,
  at: Date,
): Promise<string | null> {
  const day = new Date(isoDay(at));
  const post = await tx.position.findFirst({
    where: { contactId, validTo: null, ...(institutionId && { institutionId }) },
    orderBy: { primary: "desc" },
    select: { id: true, function: true },
  });
  if (!post) return null;
  await tx.position.update({ where: { id: post.id }, data: { validTo: day }, select: { id: true } });
  await tx.address.updateMany({ where: { contactId, kind: "email", validTo: null }, data: { validTo: day } });
  return post.function;
}

/**
 * Whoever the departure names takes the post: found by their e-mail among the product's contacts, otherwise made, with
 * where their name was read.
 * @returns their name
 */
export async function takeOver(tx: Tx, actor: Actor, row: PendingRow): Promise<string> {
  const { successor } = row.details as { successor?: { name: string | null; email: string | null } | null };
  const { contactId, institutionId } = row;
  if (!successor || !contactId || !institutionId)
    throw new AppError(
      "conflict",
      "Ce message ne dit pas qui prend le poste : clôturez-le, puis ajoutez le contact.",
    );
  const post = await closePost(tx, contactId, institutionId, row.receivedAt);
  const { productId } = actor;
  const { name, email } = successor;
  const known = email
    ? await tx.address.findFirst({
        where: { productId, kind: "email", normalized: email, contact: { mergedIntoId: null } },
        select: { contactId: true },
      })
    : null;
  const said = name ?? email!;
  if (known) {
    const held = await tx.position.count({
      where: { contactId: known.contactId, institutionId, validTo: null },
    });
    if (held === 0)
      await tx.position.create({
        data: { productId, contactId: known.contactId, institutionId, function: post, primary: false },
        select: { id: true },
      });
    return said;
  }
  const [firstName, ...rest] = (name ?? "").split(/\s+/).filter(Boolean);
  const from = { source: "annoncé par son prédécesseur", collectedAt: row.receivedAt };
  await tx.contact.create({
    data: {
      ...{ productId, createdById: actor.userId, opposedAt: await opposedSince(tx, email) },
      ...{
        firstName: rest.length > 0 ? firstName! : null,
        lastName: rest.length > 0 ? rest.join(" ") : (firstName ?? null),
      },
      positions: {
        create: { productId, institutionId, function: post, validFrom: new Date(isoDay(row.receivedAt)) },
      },
      addresses: { createMany: { data: email ? [addressRow(actor, "email", email, from)] : [] } },
    },
    select: { id: true },
  });
  return said;
}
