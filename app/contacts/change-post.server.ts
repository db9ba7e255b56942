import { type Actor, requireRole } from "#app/auth/actor.ts";
import { transaction, type Tx } from "#app/db/transaction.server.ts";
import { AppError } from "#app/errors.ts";
import { uuidOr404 } from "#app/ids.ts";
import { followInstitution } from "#app/institutions/account.server.ts";
import { contactName } from "./contact-name.ts";
import { readContacts } from "./contact-row.server.ts";
import { addressRow, opposedSince, visibleInstitution } from "./contact-rules.server.ts";
import type { PostMove } from "./position.ts";
import { findPosition, inOrder, lockContact, refuseFuture } from "./positions.server.ts";

/**
 * « A changé de poste »: one post closes, the next opens the same day; the e-mail of the former one ends too, and stays
 * for matching, for an answer may still come from it. A mobile number goes along. An opposition follows the person.
 * @throws {AppError} not_found; invalid: a day that is to come, or nobody left to name
 */
export async function changePost(
  actor: Actor,
  contact: string,
  move: PostMove,
): Promise<{ setId: string; message: string }> {
  requireRole(actor, "deployer");
  const contactId = uuidOr404(contact, "Ce contact");
  const institutionId = await visibleInstitution(actor, move.institutionId);
  const date = move.date!;
  refuseFuture("date", date);
  const setId = crypto.randomUUID();
  return transaction(
    actor,
    "contact.changement-de-poste",
    async (tx) => {
      await lockContact(tx, actor, contactId);
      const [before] = await readContacts(actor, [contactId], tx);
      if (!before!.lastName && !move.email) throw unnamed();
      const closed = await closePost(tx, contactId, move.positionId, date);
      const { productId } = actor;
      const post = { productId, contactId, institutionId, function: move.function, validFrom: date };
      await tx.position.create({ data: { ...post, primary: closed.primary }, select: { id: true } });
      await followInstitution(tx, actor, institutionId);
      if (closed.primary) await changeAddresses(tx, actor, contactId, move, date);
      const opposedAt = before!.opposedAt ?? (await opposedSince(tx, move.email));
      await tx.contact.update({ where: { id: contactId }, data: { opposedAt }, select: { id: true } });
      const [after] = await readContacts(actor, [contactId], tx);
      const where = after!.institutionId === institutionId ? after!.institutionName : null;
      return { setId, message: `${contactName(after!)} change de poste${where ? `\u00A0: ${where}` : ""}.` };
    },
    { setId },
  );
}

/** The post that is left; without one said, the first one. Nobody without a post is refused: they take one. */
async function closePost(tx: Tx, contactId: string, position: string | undefined, date: Date) {
  const left = position
    ? await findPosition(tx, contactId, position)
    : await tx.position.findFirst({
        where: { contactId, primary: true, validTo: null },
        select: { id: true, validFrom: true, validTo: true, primary: true },
      });
  if (!left || left.validTo) {
    const held = await tx.position.count({ where: { contactId, primary: true, validTo: null } });
    return { primary: held === 0 };
  }
  inOrder({ validFrom: left.validFrom, validTo: date }, "date");
  await tx.position.update({
    where: { id: left.id },
    data: { validTo: date, primary: false },
    select: { id: true },
  });
  return { primary: left.primary };
}

/** Numbers of mobile phones, which go along with whoever holds them (ARCEP's plan: 06 and 07, overseas included). */
const MOBILE = /^0[67]/;

async function changeAddresses(
  tx: Tx,
  actor: Actor,
  contactId: string,
  move: PostMove,
  date: Date,
): Promise<void> {
  const current = await tx.address.findMany({
    where: { contactId, validTo: null },
    select: { id: true, kind: true, normalized: true, primary: true },
  });
  const given = [
    ...(move.email ? [{ kind: "email" as const, value: move.email }] : []),
    ...(move.phone ? [{ kind: "phone" as const, value: move.phone }] : []),
  ].map(({ kind, value }) =>
    addressRow(actor, kind, value, { source: move.source ?? "changement de poste", collectedAt: new Date() }),
  );
  const stays = ({ kind, normalized }: (typeof current)[number]) =>
    given.some((row) => row.kind === kind && row.normalized === normalized) ||
    (kind === "phone" && MOBILE.test(normalized));
  const ended = current.filter((row) => !stays(row)).map(({ id }) => id);
  await tx.address.updateMany({ where: { id: { in: ended } }, data: { validTo: date, primary: false } });
  for (const row of given) {
    if (current.some((one) => stays(one) && one.kind === row.kind && one.normalized === row.normalized))
      continue;
    const others = { contactId, kind: row.kind, primary: true, validTo: null };
    await tx.address.updateMany({ where: others, data: { primary: false } });
    await tx.address.create({ data: { ...row, contactId, primary: true }, select: { id: true } });
  }
}

function unnamed(): AppError {
  const message = "Sans nom ni courriel, plus rien ne dirait qui c’est\u00A0: donnez sa nouvelle adresse.";
  return new AppError("invalid", message, { fields: { email: message } });
}
