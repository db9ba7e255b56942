import { type Actor, requireRole } from "#app/auth/actor.ts";
import { transaction, type Tx } from "#app/db/transaction.server.ts";
import { AppError, notFound } from "#app/errors.ts";
import { uuidOr404 } from "#app/ids.ts";
import { followInstitution } from "#app/institutions/account.server.ts";
import { visibleInstitution } from "./contact-rules.server.ts";
import type { PositionChange, PositionInput, WeightChange } from "./position.ts";

type Done = { setId: string; message: string };

/** Another post, beside those somebody holds. @throws {AppError} not_found; invalid, for a day that is to come */
export async function addPosition(actor: Actor, contact: string, input: PositionInput): Promise<Done> {
  const institutionId = await visibleInstitution(actor, input.institutionId);
  refuseFuture("validFrom", input.validFrom);
  return write(actor, "contact.poste", contact, "Poste ajouté.", async (tx, contactId) => {
    const { productId } = actor;
    const { primary, validFrom, function: post } = input;
    const row = { productId, contactId, institutionId, function: post, validFrom, primary: false };
    const { id } = await tx.position.create({ data: row, select: { id: true } });
    await followInstitution(tx, actor, institutionId);
    if (primary) await makePrimary(tx, contactId, id);
    else await promote(tx, contactId);
  });
}

/** A post said better, where it is. @throws {AppError} not_found; invalid: ends before it begins, or later than today */
export async function updatePosition(
  actor: Actor,
  contact: string,
  position: string,
  { primary, ...change }: PositionChange,
): Promise<Done> {
  refuseFuture("validFrom", change.validFrom);
  refuseFuture("validTo", change.validTo);
  return write(actor, "contact.poste", contact, "Poste modifié.", async (tx, contactId) => {
    const before = await findPosition(tx, contactId, position);
    inOrder({ ...before, ...change });
    const ends = change.validTo ? { primary: false } : {};
    const data = { ...(change as Partial<typeof change>), ...ends };
    await tx.position.update({ where: { id: before.id }, data, select: { id: true } });
    if (primary && !(change.validTo ?? (change.validTo === undefined && before.validTo)))
      await makePrimary(tx, contactId, before.id);
    await promote(tx, contactId);
  });
}

/** Somebody has left a post. @throws {AppError} not_found; invalid, for a day that is to come or before it began */
export async function endPosition(
  actor: Actor,
  contact: string,
  position: string,
  date: Date,
): Promise<Done> {
  refuseFuture("date", date);
  return write(actor, "contact.départ", contact, "Départ noté.", async (tx, contactId) => {
    const before = await findPosition(tx, contactId, position);
    inOrder({ ...before, validTo: date }, "date");
    await tx.position.update({
      where: { id: before.id },
      data: { validTo: date, primary: false },
      select: { id: true },
    });
    await promote(tx, contactId);
  });
}

/** A post that was written by mistake. @throws {AppError} not_found */
export function removePosition(actor: Actor, contact: string, position: string): Promise<Done> {
  return write(actor, "contact.poste", contact, "Poste retiré.", async (tx, contactId) => {
    const { id } = await findPosition(tx, contactId, position);
    await tx.position.delete({ where: { id }, select: { id: true } });
    await promote(tx, contactId);
  });
}

/** What somebody is to the decisions of the institution of a post. @throws {AppError} not_found */
export function weighPosition(
  actor: Actor,
  contact: string,
  position: string,
  change: WeightChange,
): Promise<Done> {
  return write(actor, "contact.poids", contact, "Noté.", async (tx, contactId) => {
    const { id } = await findPosition(tx, contactId, position);
    const data = change as Partial<Required<WeightChange>>;
    await tx.position.update({ where: { id }, data, select: { id: true } });
  });
}

/** One writer at a time on somebody's posts: two would each make theirs the primary one. */
async function write(
  actor: Actor,
  action: string,
  contact: string,
  message: string,
  work: (tx: Tx, contactId: string) => Promise<void>,
): Promise<Done> {
  requireRole(actor, "deployer");
  const contactId = uuidOr404(contact, "Ce contact");
  const setId = crypto.randomUUID();
  await transaction(
    actor,
    action,
    async (tx) => {
      await lockContact(tx, actor, contactId);
      await work(tx, contactId);
    },
    { setId },
  );
  return { setId, message };
}

/** @throws {AppError} not_found */
export async function lockContact(tx: Tx, { productId }: Actor, contactId: string): Promise<void> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT FROM "Contact"
    WHERE "id" = ${contactId}::uuid AND "productId" = ${productId}::uuid AND "mergedIntoId" IS NULL FOR UPDATE`;
  if (rows.length === 0) throw notFound("Ce contact");
}

/** @throws {AppError} not_found: another contact's post is none of this one's */
export async function findPosition(tx: Tx, contactId: string, position: string) {
  const found = await tx.position.findFirst({
    where: { id: uuidOr404(position, "Ce poste"), contactId },
    select: { id: true, institutionId: true, validFrom: true, validTo: true, primary: true },
  });
  if (!found) throw notFound("Ce poste");
  return found;
}

export async function makePrimary(tx: Tx, contactId: string, id: string): Promise<void> {
  await tx.position.updateMany({
    where: { contactId, primary: true, validTo: null, id: { not: id } },
    data: { primary: false },
  });
  await tx.position.update({ where: { id }, data: { primary: true }, select: { id: true } });
}

/** Who holds posts has a first one: failing the former, the latest. */
export async function promote(tx: Tx, contactId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Position" SET "primary" = true WHERE "id" = (
      SELECT "id" FROM "Position" WHERE "contactId" = ${contactId}::uuid AND "validTo" IS NULL
      ORDER BY "createdAt" DESC, "id" LIMIT 1)
    AND NOT EXISTS (
      SELECT FROM "Position" WHERE "contactId" = ${contactId}::uuid AND "validTo" IS NULL AND "primary")`;
}

/** @throws {AppError} invalid */
export function refuseFuture(field: string, date: Date | null | undefined): void {
  // Later than now anywhere on the planet.
  if (!date || date.getTime() <= Date.now() + 14 * 3_600_000) return;
  const message = "Cette date est à venir\u00A0: notez le changement le jour venu, ou planifiez une action.";
  throw new AppError("invalid", message, { fields: { [field]: message } });
}

/** @throws {AppError} invalid */
export function inOrder(
  { validFrom, validTo }: { validFrom: Date | null; validTo: Date | null },
  field = "validTo",
): void {
  if (!validFrom || !validTo || validFrom <= validTo) return;
  const message = "Ce poste finirait avant d’avoir commencé.";
  throw new AppError("invalid", message, { fields: { [field]: message } });
}
