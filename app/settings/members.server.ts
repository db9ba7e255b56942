import { createHash, randomBytes } from "node:crypto";
import { z } from "zod";
import { type Actor, requireRole, ROLES } from "#app/auth/actor.ts";
import { createUser, emailSchema, nameSchema, passwordSchema } from "#app/auth/users.server.ts";
import { db } from "#app/db/db.server.ts";
import { transaction, type Tx } from "#app/db/transaction.server.ts";
import { AppError, notFound } from "#app/errors.ts";
import { uuidOr404 } from "#app/ids.ts";
import { sendSystemMail } from "#app/outbox/system-mail.server.ts";
import { renderInvitationMail } from "#app/outbox/system-templates.server.ts";
import { baseUrl } from "#app/runtime.server.ts";

const VALID_DAYS = 7;

export const roleSchema = z.enum(ROLES, "Choisissez un rôle.");
export const invitationForm = z.object({ email: emailSchema, role: roleSchema });
export const acceptForm = z.object({ name: nameSchema, password: passwordSchema });

export async function listMembers(actor: Actor) {
  const { productId } = actor;
  const [members, invitations] = await Promise.all([
    db.membership.findMany({
      where: { productId },
      select: {
        id: true,
        role: true,
        userId: true,
        createdAt: true,
        user: { select: { name: true, email: true } },
      },
      orderBy: { createdAt: "asc" },
      take: 500,
    }),
    db.invitation.findMany({
      where: { productId, acceptedAt: null, expiresAt: { gt: new Date() } },
      select: { id: true, email: true, role: true, expiresAt: true },
      orderBy: { createdAt: "asc" },
      take: 500,
    }),
  ]);
  return { members, invitations };
}

/**
 * A link valid seven days, once. Sent by mail when the instance can; otherwise handed over to whoever invites.
 * @returns the link, shown once, and whether it was sent
 */
export async function inviteMember(
  actor: Actor,
  { email, role }: z.output<typeof invitationForm>,
): Promise<{ url: string; sent: boolean }> {
  requireRole(actor, "admin");
  const { productId } = actor;
  if (await db.membership.findFirst({ where: { productId, user: { email } }, select: { id: true } }))
    throw new AppError("conflict", "Déjà membre.", {
      fields: { email: `${email} est déjà membre du produit.` },
    });
  const secret = randomBytes(24).toString("base64url");
  const expiresAt = new Date(Date.now() + VALID_DAYS * 24 * 60 * 60 * 1000);
  const names = await transaction(actor, "membre.invitation", async (tx) => {
    await tx.invitation.deleteMany({ where: { productId, email, acceptedAt: null } });
    await tx.invitation.create({
      data: { productId, email, role, secretHash: hash(secret), invitedById: actor.userId, expiresAt },
    });
    const inviter = tx.user.findUnique({ where: { id: actor.userId }, select: { name: true } });
    const product = tx.product.findUniqueOrThrow({ where: { id: productId }, select: { name: true } });
    return { invitedBy: (await inviter)?.name ?? "L’équipe", product: (await product).name };
  });
  const url = `${baseUrl()}/invitation/${secret}`;
  const sent = await sendSystemMail({ to: email, ...(await renderInvitationMail({ ...names, url })) });
  return { url, sent };
}

export async function revokeInvitation(actor: Actor, id: string): Promise<void> {
  requireRole(actor, "admin");
  const { count } = await transaction(actor, "membre.invitation annulée", (tx) =>
    tx.invitation.deleteMany({ where: { id: uuidOr404(id), productId: actor.productId } }),
  );
  if (count === 0) throw notFound("Cette invitation");
}

export async function changeRole(actor: Actor, membershipId: string, role: z.output<typeof roleSchema>) {
  requireRole(actor, "admin");
  await transaction(actor, "membre.rôle", async (tx) => {
    const { count } = await tx.membership.updateMany({ where: mine(actor, membershipId), data: { role } });
    if (count === 0) throw notFound("Ce membre");
    await keepOneAdmin(tx, actor);
  });
}

export async function removeMember(actor: Actor, membershipId: string): Promise<void> {
  requireRole(actor, "admin");
  await transaction(actor, "membre.retrait", async (tx) => {
    const membership = await tx.membership.findFirst({
      where: mine(actor, membershipId),
      select: { userId: true },
    });
    if (!membership) throw notFound("Ce membre");
    await tx.membership.deleteMany({ where: mine(actor, membershipId) });
    // Their tokens would outlive them.
    await tx.apiToken.updateMany({
      where: { userId: membership.userId, productId: actor.productId, revokedAt: null },
      data: { revokedAt: new Date() },
    });
    await tx.calendarFeed.deleteMany({
      where: { userId: membership.userId, productId: actor.productId },
    });
    await keepOneAdmin(tx, actor);
  });
}

/** @throws {AppError} not_found when the link is unknown, used or out of date */
export async function getInvitation(secret: string) {
  const invitation = await db.invitation.findFirst({
    where: { secretHash: hash(secret), acceptedAt: null, expiresAt: { gt: new Date() } },
    select: { id: true, email: true, role: true, productId: true, product: { select: { name: true } } },
  });
  if (!invitation)
    throw new AppError("not_found", "Cette invitation a expiré ou a déjà servi. Demandez-en une autre.");
  const user = await db.user.findUnique({ where: { email: invitation.email }, select: { id: true } });
  return { ...invitation, userId: user?.id ?? null };
}

/**
 * Makes the invited person a member. `account` makes theirs when they have none yet.
 * @throws {AppError} conflict when they have one: they must sign in first
 */
export async function acceptInvitation(
  secret: string,
  by: { userId: string } | { account: z.output<typeof acceptForm> },
): Promise<{ email: string; productId: string }> {
  const invitation = await getInvitation(secret);
  const { productId, role, email } = invitation;
  if ("account" in by && invitation.userId)
    throw new AppError("conflict", `${email} a déjà un compte : connectez-vous d’abord.`);
  if ("userId" in by && by.userId !== invitation.userId)
    throw new AppError("forbidden", `Cette invitation est pour ${email}.`);
  const actor = { userId: invitation.userId ?? "", productId };
  await transaction(actor, "membre.arrivée", async (tx) => {
    const userId = "userId" in by ? by.userId : (await createUser(tx, { ...by.account, email })).id;
    const { count } = await tx.invitation.updateMany({
      where: { id: invitation.id, acceptedAt: null },
      data: { acceptedAt: new Date() },
    });
    if (count === 0) throw new AppError("conflict", "Cette invitation vient de servir.");
    await tx.membership.create({ data: { userId, productId, role } });
  });
  return { email, productId };
}

const mine = (actor: Actor, membershipId: string) => ({
  id: uuidOr404(membershipId),
  productId: actor.productId,
});

async function keepOneAdmin(tx: Tx, actor: Actor): Promise<void> {
  if (
    await tx.membership.findFirst({
      where: { productId: actor.productId, role: "admin" },
      select: { id: true },
    })
  )
    return;
  throw new AppError("conflict", "Un produit garde au moins un administrateur. Nommez-en un autre d’abord.");
}

const hash = (secret: string) => createHash("sha256").update(secret).digest("hex");
