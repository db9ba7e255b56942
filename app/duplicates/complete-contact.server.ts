import { type Actor, requireRole } from "#app/auth/actor.ts";
import type { ContactInput } from "#app/contacts/contact.ts";
import { contactName } from "#app/contacts/contact-name.ts";
import { readContacts } from "#app/contacts/contact-row.server.ts";
import { addressRow, opposedSince, visibleInstitution } from "#app/contacts/contact-rules.server.ts";
import { lockContact, promote } from "#app/contacts/positions.server.ts";
import { transaction, type Tx } from "#app/db/transaction.server.ts";
import { uuidOr404 } from "#app/ids.ts";
import { followInstitution } from "#app/institutions/account.server.ts";

/**
 * « C’est la même personne »: what was being typed as somebody new goes to who is already there. Nothing they have is
 * changed: a name, a post or an address they lack is added, an address of another value comes second.
 * @throws {AppError} not_found
 */
export async function completeContact(
  actor: Actor,
  contact: string,
  typed: ContactInput,
): Promise<{ setId: string; message: string }> {
  requireRole(actor, "deployer");
  const contactId = uuidOr404(contact, "Ce contact");
  const institutionId = await visibleInstitution(actor, typed.institutionId);
  const setId = crypto.randomUUID();
  return transaction(
    actor,
    "contact.complément",
    async (tx) => {
      await lockContact(tx, actor, contactId);
      const [known] = await readContacts(actor, [contactId], tx);
      const opposedAt = known!.opposedAt ?? (await opposedSince(tx, typed.email));
      const { firstName, lastName } = known!;
      const data = {
        firstName: firstName ?? typed.firstName ?? null,
        lastName: lastName ?? typed.lastName ?? null,
      };
      await tx.contact.update({
        where: { id: contactId },
        data: { ...data, opposedAt },
        select: { id: true },
      });
      await addPost(tx, actor, contactId, institutionId, typed.function ?? null);
      await addAddresses(tx, actor, contactId, typed);
      return { setId, message: `Ajouté à la fiche de ${contactName({ ...known!, ...data })}.` };
    },
    { setId },
  );
}

async function addPost(tx: Tx, actor: Actor, contactId: string, institutionId: string, post: string | null) {
  const { productId } = actor;
  const there = await tx.position.findFirst({
    where: { contactId, institutionId, validTo: null },
    select: { id: true, function: true },
  });
  if (!there) {
    const row = { productId, contactId, institutionId, function: post, primary: false };
    await tx.position.create({ data: row, select: { id: true } });
    await followInstitution(tx, actor, institutionId);
    await promote(tx, contactId);
  } else if (post && !there.function) {
    await tx.position.update({ where: { id: there.id }, data: { function: post }, select: { id: true } });
  }
}

async function addAddresses(tx: Tx, actor: Actor, contactId: string, { email, phone, source }: ContactInput) {
  for (const [kind, value] of [
    ["email", email],
    ["phone", phone],
  ] as const) {
    if (!value) continue;
    const row = addressRow(actor, kind, value, { source, collectedAt: new Date() });
    const known = await tx.address.findMany({
      where: { contactId, kind, validTo: null },
      select: { normalized: true, primary: true },
    });
    if (known.some(({ normalized }) => normalized === row.normalized)) continue;
    const primary = !known.some((address) => address.primary);
    await tx.address.create({ data: { ...row, contactId, primary }, select: { id: true } });
  }
}
