import type { Actor } from "#app/auth/actor.ts";
import { contactName } from "#app/contacts/contact-name.ts";
import { db } from "#app/db/db.server.ts";
import type { Prisma } from "#app/db/generated/client.ts";
import { notFound } from "#app/errors.ts";
import { uuidOr404 } from "#app/ids.ts";
import { isOpposed } from "#app/outbox/opposition.server.ts";

/** Who a letter is for. */
export type Addressee = {
  contactId: string;
  name: string;
  email: string | null;
  source: string;
  collectedAt: Date;
  opposed: boolean;
  institution: { id: string; name: string } | null;
};

/** @throws {AppError} not_found, for another product's, or one merged into another */
export async function readAddressee({ productId }: Pick<Actor, "productId">, id: string): Promise<Addressee> {
  const where = { id: uuidOr404(id, "Ce contact"), productId, mergedIntoId: null };
  const row = await db.contact.findFirst({ where, select: columns });
  if (!row) throw notFound("Ce contact");
  const [address] = row.addresses;
  const [post] = row.positions;
  const email = address?.value ?? null;
  const refused = email ? await isOpposed([email]) : new Set();
  return {
    ...{ contactId: row.id, email, name: contactName({ ...row, email }) },
    ...{ source: address?.source ?? "saisie", collectedAt: address?.collectedAt ?? new Date() },
    opposed: row.opposedAt !== null || refused.size > 0,
    institution: post?.institution ?? null,
  };
}

const columns = {
  ...{ id: true, firstName: true, lastName: true, opposedAt: true },
  addresses: {
    where: { kind: "email", validTo: null },
    orderBy: [{ primary: "desc" }, { collectedAt: "desc" }, { id: "asc" }],
    take: 1,
    select: { value: true, source: true, collectedAt: true },
  },
  positions: {
    orderBy: [{ validTo: { sort: "desc", nulls: "first" } }, { primary: "desc" }, { createdAt: "desc" }],
    take: 1,
    select: { institution: { select: { id: true, name: true } } },
  },
} satisfies Prisma.ContactSelect;

/** Nothing of the product's has reached this person, and nothing has come from them: the law's first contact. */
export async function isFirstContact(
  { productId }: Pick<Actor, "productId">,
  { contactId }: Addressee,
): Promise<boolean> {
  const written = {
    productId,
    state: { in: ["sent" as const, "bounced" as const] },
    enrollment: { contactId },
  };
  const [sent, heard] = await Promise.all([
    db.message.findFirst({ where: written, select: { id: true } }),
    db.interaction.findFirst({ where: { productId, contactId, direction: "inbound" }, select: { id: true } }),
  ]);
  return !sent && !heard;
}
