import { type Actor, requireRole } from "#app/auth/actor.ts";
import { createContact } from "#app/contacts/create-contact.server.ts";
import { visibleInstitution } from "#app/contacts/contact-rules.server.ts";
import { db } from "#app/db/db.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { transaction, type Tx } from "#app/db/transaction.server.ts";
import { AppError, notFound } from "#app/errors.ts";
import type { InSet } from "#app/history/in-set.ts";
import { undoChangeSet } from "#app/history/undo.server.ts";
import { uuidOr404 } from "#app/ids.ts";
import { STOPS } from "#app/outbox/stops.ts";
import type { Classified } from "./classify.ts";
import { applyInbound } from "./consequences.server.ts";
import type { Attachment, Decision } from "./pending.ts";
import { closePost, takeOver } from "./successor.server.ts";

export type Decided = { setId: string; decided: string; message: string };

/**
 * What a human decides of a message that came in, with all that follows from it.
 * @throws {AppError} forbidden, not_found; conflict when somebody has decided since
 */
export async function decide(
  actor: Actor,
  id: string,
  decision: Decision,
  { setId = crypto.randomUUID() }: InSet = {},
): Promise<Decided> {
  requireRole(actor, "deployer");
  const row = await findPending(actor, id);
  const message = await transaction(actor, ACTION, (tx) => act(tx, { actor, row, decision }), { setId });
  return { setId, decided: row.id, message };
}

/**
 * Attaches it to an institution that was searched for; who wrote it becomes a contact there when asked.
 * @throws {AppError} as `decide`; invalid when a contact is asked for and nothing says who wrote
 */
export async function attachTo(actor: Actor, id: string, input: Attachment): Promise<Decided> {
  requireRole(actor, "deployer");
  const row = await findPending(actor, id);
  await visibleInstitution(actor, input.institutionId);
  if (!input.newContact) return decide(actor, id, { do: "institution", id: input.institutionId });
  if (!row.fromAddress) throw new AppError("invalid", "Ce message ne dit pas qui l’a écrit.");
  const [firstName, ...rest] = (row.fromName ?? "").split(/\s+/).filter(Boolean);
  const person = {
    ...{ institutionId: input.institutionId, email: row.fromAddress, source: "réponse reçue" },
    ...(rest.length > 0
      ? { firstName: firstName!, lastName: rest.join(" ") }
      : firstName && { lastName: firstName }),
  };
  // In one set: what takes the decision back takes the contact away, unless something else has come to lean on it.
  const set = { setId: crypto.randomUUID() };
  const contact = await createContact(actor, person, [], set);
  try {
    return await decide(actor, id, { do: "contact", id: contact.id }, set);
  } catch (error) {
    // Somebody else has decided meanwhile.
    await undoChangeSet(actor, set.setId);
    throw error;
  }
}

/**
 * Puts it back among those to attach: what the decision made is taken back, and who was stopped goes on.
 * @throws {AppError} forbidden, not_found
 */
export async function undecide(actor: Actor, id: string, setId: string): Promise<void> {
  requireRole(actor, "deployer");
  const where = { id: uuidOr404(id, "Ce message"), productId: actor.productId };
  const row = await db.inboundMessage.findFirst({ where, select: { ...columns, messageId: true } });
  if (!row) throw notFound("Ce message");
  const { before } = row.details as { before?: Before };
  if (!before || before.setId !== setId) throw notFound("Cette décision");
  const { setId: _, ...was } = before;
  await transaction(actor, ACTION, async (tx) => {
    const { before: __, ...details } = row.details as Record<string, Prisma.InputJsonValue>;
    await tx.inboundMessage.update({
      where,
      data: { ...was, details, state: "to_attach", interactionId: null, attachedById: null },
    });
    if (row.kind === "human" && row.messageId) await goOn(tx, row.messageId, row.receivedAt);
  });
  await undoChangeSet(actor, setId).catch((error: AppError) => {
    // Setting aside wrote nothing that the log keeps.
    if (error.code !== "not_found") throw error;
  });
}

const ACTION = "réponse.décision";

const columns = {
  ...{
    id: true,
    productId: true,
    kind: true,
    details: true,
    fromAddress: true,
    fromName: true,
    subject: true,
  },
  ...{ words: true, receivedAt: true, state: true, contactId: true, institutionId: true, matchedBy: true },
  ...{ confidence: true, messageId: true },
} as const satisfies Prisma.InboundMessageSelect;
export type PendingRow = Prisma.InboundMessageGetPayload<{ select: typeof columns }>;
/** What it was before somebody decided. */
type Before = Pick<PendingRow, "contactId" | "institutionId" | "matchedBy" | "confidence" | "messageId"> & {
  setId: string;
};

async function findPending(actor: Actor, id: string): Promise<PendingRow> {
  const where = { id: uuidOr404(id, "Ce message"), productId: actor.productId };
  const row = await db.inboundMessage.findFirst({ where, select: columns });
  if (!row) throw notFound("Ce message");
  if (row.state !== "to_attach")
    throw new AppError("conflict", "Quelqu’un a déjà décidé de ce message : rechargez la page.");
  return row;
}

type Deciding = { actor: Actor; row: PendingRow; decision: Decision };

/** @returns what was done, for the toast */
async function act(tx: Tx, { actor, row, decision }: Deciding): Promise<string> {
  switch (decision.do) {
    case "aside":
      await settle(tx, actor, row, { state: "set_aside" });
      return "Message mis de côté.";
    case "confirmed":
      if (row.kind === "left" && row.contactId)
        await closePost(tx, row.contactId, row.institutionId, row.receivedAt);
      await settle(tx, actor, row, { state: "filed" });
      return row.kind === "left" ? "Poste clos." : "Confirmation notée.";
    case "successor": {
      const name = await takeOver(tx, actor, row);
      await settle(tx, actor, row, { state: "filed" });
      return `${name} prend le poste.`;
    }
    case "apply":
      return attach(
        tx,
        { actor, row },
        { contactId: row.contactId, institutionId: row.institutionId, messageId: row.messageId },
      );
    case "contact":
      return attach(tx, { actor, row }, await ofContact(tx, actor, row, decision.id));
    case "institution":
      await visibleInstitution(actor, decision.id);
      return attach(tx, { actor, row }, { contactId: null, institutionId: decision.id, messageId: null });
  }
}

type Whose = { contactId: string | null; institutionId: string | null; messageId: string | null };

async function attach(
  tx: Tx,
  { actor, row }: { actor: Actor; row: PendingRow },
  whose: Whose,
): Promise<string> {
  const sent = whose.messageId
    ? await tx.message.findFirst({
        where: { id: whose.messageId, productId: actor.productId },
        select: { id: true, enrollmentId: true, campaignId: true, email: true },
      })
    : null;
  const { kind, details } = row;
  const [interactionId] = await applyInbound(tx, actor.productId, [
    {
      ...row,
      classified: { ...(details as object), kind } as Classified,
      ...{ sent, contactId: whose.contactId, institutionId: whose.institutionId },
    },
  ]);
  // A departure known at last still asks who takes over.
  const state = kind === "left" || kind === "challenge" ? "to_attach" : "filed";
  await settle(tx, actor, row, {
    ...whose,
    state,
    interactionId: interactionId ?? null,
    matchedBy: "hand",
    confidence: 100,
  });
  return kind === "human" ? "Message rattaché : il attend dans « Réponses à traiter »." : "Message rattaché.";
}

/** The last message they were sent is what they answer. */
async function ofContact(tx: Tx, { productId }: Actor, row: PendingRow, contactId: string): Promise<Whose> {
  const contact = await tx.contact.findFirst({
    where: { id: contactId, productId, mergedIntoId: null },
    select: {
      positions: {
        orderBy: [{ validTo: { sort: "desc", nulls: "first" } }, { primary: "desc" }],
        take: 1,
        select: { institutionId: true },
      },
    },
  });
  if (!contact) throw notFound("Ce contact");
  const message = await tx.message.findFirst({
    where: {
      productId,
      enrollment: { contactId },
      state: { in: ["sent", "bounced", "uncertain"] },
      sentAt: { lte: row.receivedAt },
    },
    orderBy: [{ sentAt: "desc" }, { id: "asc" }],
    select: { id: true, enrollment: { select: { institutionId: true } } },
  });
  const institutionId = message?.enrollment.institutionId ?? contact.positions[0]?.institutionId ?? null;
  return { contactId, institutionId, messageId: message?.id ?? null };
}

async function settle(
  tx: Tx,
  actor: Actor,
  row: PendingRow,
  data: Prisma.InboundMessageUncheckedUpdateManyInput,
): Promise<void> {
  const { contactId, institutionId, matchedBy, confidence, messageId } = row;
  const [{ set: setId }] = await tx.$queryRaw<
    [{ set: string }]
  >`SELECT current_setting('essaim.set') AS "set"`;
  const before: Before = { setId, contactId, institutionId, matchedBy, confidence, messageId };
  const details = { ...(row.details as Record<string, Prisma.InputJsonValue>), before };
  const { count } = await tx.inboundMessage.updateMany({
    where: { id: row.id, state: "to_attach" },
    data: { ...data, details, attachedById: actor.userId },
  });
  if (count === 0)
    throw new AppError("conflict", "Quelqu’un a déjà décidé de ce message : rechargez la page.");
}

/** It was not their answer after all: their sequence is as before, unless something else has stopped it. */
async function goOn(tx: Tx, messageId: string, repliedAt: Date): Promise<void> {
  const { enrollmentId } = await tx.message.findUniqueOrThrow({
    where: { id: messageId },
    select: { enrollmentId: true },
  });
  await tx.enrollment.updateMany({
    where: { id: enrollmentId, repliedAt },
    data: { repliedAt: null, sentiment: null, metAt: null },
  });
  const resumed = await tx.enrollment.updateMany({
    where: { id: enrollmentId, repliedAt: null, state: "stopped", stopReason: STOPS.reply },
    data: { state: "active", stopReason: null, stoppedAt: null },
  });
  if (resumed.count === 0) return;
  await tx.message.updateMany({
    where: { enrollmentId, state: "cancelled", reply: STOPS.reply },
    data: { state: "planned", reply: null },
  });
}
