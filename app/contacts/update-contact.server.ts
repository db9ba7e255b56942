import { type Actor, requireRole } from "#app/auth/actor.ts";
import { transaction, type Tx } from "#app/db/transaction.server.ts";
import { AppError, notFound } from "#app/errors.ts";
import { uuidOr404 } from "#app/ids.ts";
import { followInstitution } from "#app/institutions/account.server.ts";
import { twoVersions } from "#app/versions/versions.server.ts";
import { type Base, compareVersions } from "#app/versions/versions.ts";
import { isRoleAddress } from "./address.ts";
import type { Contact, ContactChange } from "./contact.ts";
import { readContacts } from "./contact-row.server.ts";
import { addressRow, opposedSince, visibleInstitution } from "./contact-rules.server.ts";

/**
 * Changes a contact. Another institution is another post, dated; a new address leaves the former one in the past,
 * where an answer may still come from.
 * @param base what the form was drawn from: what somebody else has written since is neither lost nor overwritten
 * @throws {AppError} not_found; conflict, with both versions; invalid, when neither name nor e-mail would be left
 */
export async function updateContact(
  actor: Actor,
  id: string,
  asked: ContactChange,
  base?: Base,
): Promise<Contact> {
  requireRole(actor, "deployer");
  const contactId = uuidOr404(id, "Ce contact");
  const institutionId =
    asked.institutionId === undefined ? undefined : await visibleInstitution(actor, asked.institutionId);
  return transaction(actor, "contact.modification", async (tx) => {
    // One change at a time: two would each close the post of before and open their own.
    await tx.$queryRaw`SELECT FROM "Contact" WHERE "id" = ${contactId}::uuid FOR UPDATE`;
    const [before] = await readContacts(actor, [contactId], tx);
    if (!before) throw notFound("Ce contact");
    const change = await unlessRewritten(tx, actor, before, asked, base);
    const after = { ...before, ...given(change) };
    if (!after.lastName && !after.email) throw unnamed();

    const opposedAt = before.opposedAt ?? (await opposedSince(tx, change.email));
    const { firstName, lastName } = after;
    const role = !firstName && !lastName && isRoleAddress(after.email ?? "");
    const note = change.note === undefined ? {} : { note: change.note };
    await tx.contact.update({
      where: { id: contactId },
      data: { firstName, lastName, role, opposedAt, ...note },
    });

    const from = { source: change.source ?? "saisie", collectedAt: new Date() };
    for (const kind of ["email", "phone"] as const) {
      const value = change[kind];
      if (value !== undefined && value !== before[kind])
        await moveAddress(tx, actor, contactId, kind, value, from);
    }
    await changePost(tx, actor, before, { institutionId, function: change.function });
    const [changed] = await readContacts(actor, [contactId], tx);
    return changed!;
  });
}

/**
 * The change without what one has not touched, which somebody else may have.
 * @throws {AppError} conflict, with both versions of what both have written
 */
async function unlessRewritten(
  tx: Tx,
  actor: Actor,
  before: Contact,
  asked: ContactChange,
  base: Base | undefined,
): Promise<ContactChange> {
  if (!base) return asked;
  const { id } = before;
  const { note } = await tx.contact.findUniqueOrThrow({ where: { id }, select: { note: true } });
  const { untouched, versions } = compareVersions(asked, base, { ...before, note });
  if (versions.length === 0)
    return Object.fromEntries(Object.entries(asked).filter(([field]) => !untouched.includes(field)));
  const where = { contactId: id };
  const [positions, addresses] = [
    await tx.position.findMany({ where, select: { id: true } }),
    await tx.address.findMany({ where, select: { id: true } }),
  ];
  const rows = [
    { table: "Contact", rowId: id },
    ...positions.map((row) => ({ table: "Position", rowId: row.id })),
    ...addresses.map((row) => ({ table: "Address", rowId: row.id })),
  ];
  throw await twoVersions(actor, rows, versions);
}

/** What is absent from a change says nothing. */
function given(change: ContactChange): Partial<Contact> {
  const { firstName, lastName, email } = change;
  return Object.fromEntries(
    Object.entries({ firstName, lastName, email }).filter(([, value]) => value !== undefined),
  );
}

async function moveAddress(
  tx: Tx,
  actor: Actor,
  contactId: string,
  kind: "email" | "phone",
  value: string | null,
  from: { source: string; collectedAt: Date },
): Promise<void> {
  const current = { contactId, kind, primary: true, validTo: null };
  const row = value === null ? null : addressRow(actor, kind, value, from);
  const kept = await tx.address.findFirst({ where: current, select: { id: true, normalized: true } });
  if (kept && row && kept.normalized === row.normalized) {
    // The same address, written otherwise: it was collected when it was.
    await tx.address.update({ where: { id: kept.id }, data: { value: row.value } });
    return;
  }
  await tx.address.updateMany({ where: current, data: { validTo: new Date() } });
  if (row) await tx.address.create({ data: { ...row, contactId } });
}

type Post = { institutionId: string | undefined; function: string | null | undefined };

async function changePost(tx: Tx, actor: Actor, before: Contact, after: Post): Promise<void> {
  const { productId } = actor;
  const current = { contactId: before.id, primary: true, validTo: null };
  const institutionId = after.institutionId ?? before.institutionId;
  if (institutionId === before.institutionId) {
    if (after.function !== undefined)
      await tx.position.updateMany({ where: current, data: { function: after.function } });
    return;
  }
  if (!institutionId) return;
  const today = new Date();
  await tx.position.updateMany({ where: current, data: { validTo: today } });
  // Another post: its function is not that of the former one.
  const post = { productId, contactId: before.id, institutionId, function: after.function ?? null };
  await tx.position.create({ data: { ...post, validFrom: today } });
  await followInstitution(tx, actor, institutionId);
}

function unnamed(): AppError {
  const message = "Donnez un nom ou un courriel.";
  return new AppError("invalid", message, { fields: { lastName: message } });
}
