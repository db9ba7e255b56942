import { type Actor, requireRole } from "#app/auth/actor.ts";
import { contactName } from "#app/contacts/contact-name.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { transaction, type Tx } from "#app/db/transaction.server.ts";
import { AppError, notFound } from "#app/errors.ts";
import { uuidOr404 } from "#app/ids.ts";
import { type MergeChoices, type MergePlan, planMerge } from "./merge.ts";
import { readPair } from "./pair.server.ts";

export type Merged = { mergeId: string; setId: string; survivorId: string; message: string };

/**
 * Two files become one: the survivor gets the chosen values and all that was the other's, which stays in the database,
 * hidden, with what the two had in common; so that `unmergeContacts` can put each back. One transaction, one set.
 * @throws {AppError} not_found; invalid, for one file; conflict, when one of them was merged meanwhile
 */
export async function mergeContacts(
  actor: Actor,
  survivor: string,
  absorbed: string,
  choices: MergeChoices = {},
): Promise<Merged> {
  requireRole(actor, "deployer");
  const ids = [uuidOr404(survivor, "Ce contact"), uuidOr404(absorbed, "Ce contact")] as const;
  if (ids[0] === ids[1]) throw new AppError("invalid", "C’est déjà une seule et même fiche.");
  const setId = crypto.randomUUID();
  return transaction(
    actor,
    "contact.réunion",
    async (tx) => {
      await lockBoth(tx, actor, ids);
      const [one, other] = await readPair(tx, ids);
      const plan = planMerge(one, other, choices);
      const enrollmentIds = await movePieces(tx, ids, plan);
      await tx.contact.update({ where: { id: one.id }, data: plan.contact, select: { id: true } });
      await tx.contact.update({
        where: { id: other.id },
        data: { mergedIntoId: one.id },
        select: { id: true },
      });
      const { productId, userId } = actor;
      const { id: mergeId } = await tx.contactMerge.create({
        data: {
          ...{ productId, survivorId: one.id, absorbedId: other.id, setId, createdById: userId },
          moved: { enrollmentIds },
        },
        select: { id: true },
      });
      const name = contactName({ ...plan.contact, email: one.addresses[0]?.value ?? null });
      return { mergeId, setId, survivorId: one.id, message: `Une seule fiche désormais\u00A0: ${name}.` };
    },
    { setId, timeoutMs: 60_000 },
  );
}

type Two = readonly [survivor: string, absorbed: string];

/** One merge of a person at a time, in one order whatever the roles: of two at once, the second reads the first. */
async function lockBoth(tx: Tx, { productId }: Actor, ids: Two): Promise<void> {
  const rows = await tx.$queryRaw<{ id: string; mergedIntoId: string | null }[]>`
    SELECT "id", "mergedIntoId" FROM "Contact"
    WHERE "productId" = ${productId}::uuid AND "id" = ANY(${[...ids]}::uuid[]) ORDER BY "id" FOR UPDATE`;
  if (rows.length < 2) throw notFound("Ce contact");
  const gone = rows.find(({ mergedIntoId }) => mergedIntoId !== null);
  if (!gone) return;
  const together = ids.includes(gone.mergedIntoId!);
  throw new AppError(
    "conflict",
    together
      ? "Ces deux fiches n’en font déjà plus qu’une."
      : "L’une de ces fiches vient d’être réunie à une autre\u00A0: ouvrez celle qui reste, puis recommencez.",
    { details: { into: gone.mergedIntoId } },
  );
}

/** @returns the enrollments that moved, which the change log does not keep */
async function movePieces(tx: Tx, [one, other]: Two, plan: MergePlan): Promise<string[]> {
  const stopping = ([, { primary }]: [string, { primary?: boolean }]) => primary !== true;
  for (const [id, patch] of plan.positions.filter(stopping))
    await tx.position.update({ where: { id }, data: patch, select: { id: true } });
  for (const [id, patch] of plan.addresses.filter(stopping))
    await tx.address.update({ where: { id }, data: patch, select: { id: true } });
  const into = { contactId: one };
  await tx.position.updateMany({ where: { id: { in: plan.movedPositions } }, data: into });
  await tx.address.updateMany({ where: { id: { in: plan.movedAddresses } }, data: into });
  for (const [id, patch] of plan.positions.filter((row) => !stopping(row)))
    await tx.position.update({ where: { id }, data: patch, select: { id: true } });
  for (const [id, patch] of plan.addresses.filter((row) => !stopping(row)))
    await tx.address.update({ where: { id }, data: patch, select: { id: true } });

  await tx.interaction.updateMany({ where: { contactId: other }, data: into });
  await tx.task.updateMany({ where: { contactId: other }, data: into });
  await moveParticipants(tx, [one, other]);
  return moveEnrollments(tx, [one, other]);
}

/** Nobody takes part twice, nor beside themselves. */
async function moveParticipants(tx: Tx, [one, other]: Two): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM "Participant" p USING "Interaction" i
    WHERE i."id" = p."interactionId" AND (
      (p."contactId" = ${other}::uuid AND EXISTS (SELECT FROM "Participant" q
        WHERE q."interactionId" = p."interactionId" AND q."contactId" = ${one}::uuid))
      OR (p."contactId" = ANY(${[one, other]}::uuid[]) AND i."contactId" = ${one}::uuid))`;
  await tx.participant.updateMany({ where: { contactId: other }, data: { contactId: one } });
}

/** Of two in one campaign, the survivor's goes on; the other stays hidden, and the outbox writes to it no more. */
async function moveEnrollments(tx: Tx, [one, other]: Two): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>(Prisma.sql`
    UPDATE "Enrollment" e SET "contactId" = ${one}::uuid
    WHERE e."contactId" = ${other}::uuid AND NOT EXISTS (
      SELECT FROM "Enrollment" f WHERE f."campaignId" = e."campaignId" AND f."contactId" = ${one}::uuid)
    RETURNING e."id"`);
  return rows.map(({ id }) => id);
}
