import { type Actor, requireRole } from "#app/auth/actor.ts";
import { transaction, type Tx } from "#app/db/transaction.server.ts";
import { writeDistinct } from "#app/duplicates/distinct.server.ts";
import type { InSet } from "#app/history/in-set.ts";
import { uuidOr404 } from "#app/ids.ts";
import { followInstitution } from "#app/institutions/account.server.ts";
import { isRoleAddress } from "./address.ts";
import type { Contact, ContactDuplicate, ContactInput } from "./contact.ts";
import { readContacts } from "./contact-row.server.ts";
import { addressRow, findLikeContacts, opposedSince, visibleInstitution } from "./contact-rules.server.ts";

/**
 * Adds a contact at an institution, its addresses dated today.
 * @returns it, and those who may be the same person: a suspicion refuses nothing
 * @param others those who look like this person, and were said not to be
 * @throws {AppError} not_found, for an institution the product does not see
 */
export async function createContact(
  actor: Actor,
  input: ContactInput,
  others: string[] = [],
  options: InSet = {},
): Promise<Contact & { possibleDuplicates: ContactDuplicate[] }> {
  requireRole(actor, "deployer");
  const { productId } = actor;
  const { firstName, lastName, email, phone, source } = input;
  const institutionId = await visibleInstitution(actor, input.institutionId);
  const possibleDuplicates = await findLikeContacts(actor, { ...input, institutionId });
  const from = { source, collectedAt: new Date() };
  const addresses = [
    ...(email ? [addressRow(actor, "email", email, from)] : []),
    ...(phone ? [addressRow(actor, "phone", phone, from)] : []),
  ];
  const create = async (tx: Tx) => {
    const { id } = await tx.contact.create({
      data: {
        ...{ productId, firstName: firstName ?? null, lastName: lastName ?? null, createdById: actor.userId },
        role: !lastName && !firstName && !!email && isRoleAddress(email),
        opposedAt: await opposedSince(tx, email),
        positions: { create: { productId, institutionId, function: input.function ?? null } },
        addresses: { createMany: { data: addresses } },
      },
      select: { id: true },
    });
    await followInstitution(tx, actor, institutionId);
    if (others.length > 0) await writeDistinct(tx, actor, id, others.map(theContact));
    const [created] = await readContacts(actor, [id], tx);
    return created!;
  };
  const contact = await transaction(actor, "contact.création", create, options);
  return { ...contact, possibleDuplicates };
}

const theContact = (id: string) => uuidOr404(id, "Ce contact");
