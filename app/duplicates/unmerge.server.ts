import { type Actor, requireRole } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { transaction, type Tx } from "#app/db/transaction.server.ts";
import { AppError, notFound } from "#app/errors.ts";
import { type LoggedChange, type NetChange, netChanges } from "#app/history/net-changes.ts";
import { remakeRows } from "#app/history/revert-rows.server.ts";
import { uuidOr404 } from "#app/ids.ts";
import { addressHash } from "#app/outbox/address-hash.server.ts";
import { putBack } from "./put-back.server.ts";
import { keptWords, type Piece, separationMessage, survivorPatch } from "./unmerge.ts";

export type Separated = {
  setId: string;
  survivorId: string;
  absorbedId: string;
  /** What stays with the survivor, in words: what somebody has changed since. */
  kept: string[];
  message: string;
};

/**
 * One file becomes two again, as they were to the byte. What has been changed since stays with the survivor and is
 * listed; what has been added since is the survivor's.
 * @throws {AppError} not_found; conflict, when it is done, or when a later merge stands on it
 */
export async function unmergeContacts(actor: Actor, mergeId: string): Promise<Separated> {
  requireRole(actor, "deployer");
  const id = uuidOr404(mergeId, "Cette réunion de fiches");
  const setId = crypto.randomUUID();
  return transaction(actor, "contact.séparation", (tx) => separate(tx, actor, id, setId), {
    ...{ setId, timeoutMs: 60_000 },
  });
}

/** The merge that a change set is, if it is one and stands: its « Annuler » separates. */
export async function mergeOfSet({ productId }: Actor, setId: string): Promise<string | null> {
  const merge = await db.contactMerge.findFirst({
    where: { setId, productId, undoneAt: null },
    select: { id: true },
  });
  return merge?.id ?? null;
}

async function separate(tx: Tx, actor: Actor, mergeId: string, setId: string): Promise<Separated> {
  const merge = await lockMerge(tx, actor, mergeId);
  const { survivorId, absorbedId } = merge;
  const net = netChanges(await changesOf(tx, actor, merge.setId));
  const touched = await touchedSince(tx, actor, merge.setId, net);
  const pieces = net.filter(({ table }) => (PIECES as readonly string[]).includes(table));
  const stay = pieces.filter((piece) => touched.has(keyOf(piece)));
  const back = pieces.filter((piece) => !touched.has(keyOf(piece)));
  for (const table of PIECES) await putBack(tx, table, back);
  const again = back.filter((piece) => piece.op === "delete");
  const remade = new Set(
    await remakeRows(
      tx,
      "Participant",
      again.map(({ before }) => before),
    ),
  );
  const lostParticipants = again.filter(({ rowId }) => !remade.has(rowId));
  const lostEnrollments = await returnEnrollments(tx, merge);
  const kept = await restorePeople(tx, merge, net, touched);
  await tx.contactMerge.update({
    where: { id: mergeId },
    data: { undoneAt: new Date() },
    select: { id: true },
  });

  const left: Piece[] = [...stay, ...lostParticipants].map(({ table, rowId }) => ({ table, rowId }));
  const words = [...kept, ...keptWords(left), ...lostEnrollments];
  return { setId, survivorId, absorbedId, kept: words, message: separationMessage(words) };
}

/** In the order in which they are put back. The people themselves are restored apart. */
const PIECES = ["Position", "Address", "Interaction", "Task", "Participant"] as const;

type Merge = {
  id: string;
  survivorId: string;
  absorbedId: string;
  setId: string;
  moved: unknown;
  undoneAt: Date | null;
  createdAt: Date;
};

/** Last merged, first separated: what a later merge moved or dropped rests on what this one did. */
async function lockMerge(tx: Tx, { productId }: Actor, id: string): Promise<Merge> {
  const [merge] = await tx.$queryRaw<Merge[]>`
    SELECT * FROM "ContactMerge" WHERE "id" = ${id}::uuid AND "productId" = ${productId}::uuid FOR UPDATE`;
  if (!merge) throw notFound("Cette réunion de fiches");
  if (merge.undoneAt) throw new AppError("conflict", "Ces deux fiches sont déjà séparées.");
  const people = await tx.$queryRaw<{ id: string; mergedIntoId: string | null }[]>`
    SELECT "id", "mergedIntoId" FROM "Contact" WHERE "productId" = ${productId}::uuid
      AND "id" IN (${merge.survivorId}::uuid, ${merge.absorbedId}::uuid) ORDER BY "id" FOR UPDATE`;
  const absorbed = people.find((person) => person.id === merge.absorbedId);
  if (people.length < 2 || absorbed?.mergedIntoId !== merge.survivorId)
    throw new AppError("conflict", "L’une de ces fiches n’est plus là : elles ne se séparent plus.");
  const later = await tx.contactMerge.findFirst({
    where: {
      ...{ productId, undoneAt: null, id: { not: id }, createdAt: { gte: merge.createdAt } },
      OR: [{ survivorId: merge.survivorId }, { absorbedId: merge.survivorId }],
    },
    select: { id: true },
  });
  if (later) {
    const message =
      "Cette fiche a été réunie à une autre depuis\u00A0: séparez d’abord celles-là, la plus récente en premier.";
    throw new AppError("conflict", message, { details: { later: later.id } });
  }
  return merge;
}

function changesOf(tx: Tx, { productId }: Actor, setId: string): Promise<LoggedChange[]> {
  return tx.$queryRaw`
    SELECT "table", "rowId", "op", "before", "after" FROM "Change"
    WHERE "setId" = ${setId}::uuid AND "productId" = ${productId}::uuid ORDER BY "id"`;
}

const keyOf = ({ table, rowId }: Piece) => `${table} ${rowId}`;

/** The rows of the merge that are not as it left them, and how they have changed since. */
async function touchedSince(
  tx: Tx,
  { productId }: Actor,
  setId: string,
  net: NetChange[],
): Promise<Map<string, NetChange>> {
  const later = await tx.$queryRaw<LoggedChange[]>`
    SELECT c."table", c."rowId", c."op", c."before", c."after" FROM "Change" c
    JOIN unnest(${net.map(({ table }) => table)}::text[], ${net.map(({ rowId }) => rowId)}::text[]) r("table", "rowId")
      USING ("table", "rowId")
    WHERE c."productId" = ${productId}::uuid AND c."setId" <> ${setId}::uuid
      AND c."id" > (SELECT max("id") FROM "Change" WHERE "setId" = ${setId}::uuid) ORDER BY c."id"`;
  return new Map(netChanges(later).map((change) => [keyOf(change), change]));
}

/** Those that are still the survivor's go back. @returns how to say that some do not */
async function returnEnrollments(tx: Tx, { survivorId, absorbedId, moved }: Merge): Promise<string[]> {
  const ids = (moved as { enrollmentIds?: string[] }).enrollmentIds ?? [];
  if (ids.length === 0) return [];
  const { count } = await tx.enrollment.updateMany({
    where: { id: { in: ids }, contactId: survivorId },
    data: { contactId: absorbedId },
  });
  const lost = ids.length - count;
  return lost > 0 ? [lost > 1 ? `${lost} campagnes` : "une campagne"] : [];
}

/** The survivor's own values, column by column; the other is a person of its own again. @returns what stays, in words */
async function restorePeople(
  tx: Tx,
  { survivorId, absorbedId, createdAt }: Merge,
  net: NetChange[],
  touched: Map<string, NetChange>,
): Promise<string[]> {
  const ofSurvivor = net.find(({ table, rowId }) => table === "Contact" && rowId === survivorId);
  const since = touched.get(`Contact ${survivorId}`);
  const opposed = await opposedSince(tx, survivorId, createdAt);
  const { patch, kept } = survivorPatch(ofSurvivor, since, opposed);
  if (Object.keys(patch).length > 0)
    await tx.$executeRaw`
      UPDATE "Contact" c SET ("firstName", "lastName", "note", "role", "opposedAt") =
        (SELECT "firstName", "lastName", "note", "role", "opposedAt"
         FROM jsonb_populate_record(c, ${JSON.stringify(patch)}::jsonb))
      WHERE "id" = ${survivorId}::uuid`;
  await tx.contact.update({ where: { id: absorbedId }, data: { mergedIntoId: null }, select: { id: true } });
  return kept;
}

/** Whether one of the survivor's own addresses was opposed after the merge: that opposition is theirs. */
async function opposedSince(tx: Tx, contactId: string, mergedAt: Date): Promise<boolean> {
  const rows = await tx.address.findMany({ where: { contactId, kind: "email" }, select: { value: true } });
  const hashes = rows.map(({ value }) => addressHash(value));
  const where = { addressHash: { in: hashes }, createdAt: { gt: mergedAt } };
  return (await tx.suppression.count({ where })) > 0;
}
