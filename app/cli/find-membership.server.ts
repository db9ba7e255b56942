import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { AppError } from "#app/errors.ts";
import { isUuid } from "#app/ids.ts";

type Asked = { email?: string | undefined; product?: string | undefined };

/**
 * The membership a command acts through: the account's most recent one; or, when no account is told, an
 * administrator's of the most recent product.
 * @param asked.product its id, or its name whatever the case
 * @throws {AppError} not_found
 */
export async function findMembership({
  email,
  product,
}: Asked): Promise<Actor & { product: string; email: string }> {
  const membership = await db.membership.findFirst({
    where: {
      ...(email !== undefined && { user: { email } }),
      ...(product !== undefined && { product: isProduct(product) }),
    },
    // Administrators come first in the order of roles.
    orderBy:
      email === undefined ? [{ product: { createdAt: "desc" } }, { role: "asc" }] : { createdAt: "desc" },
    select: {
      ...{ userId: true, productId: true, role: true },
      ...{ user: { select: { email: true } }, product: { select: { name: true } } },
    },
  });
  if (!membership) throw new AppError("not_found", nobody({ email, product }));
  return { ...membership, email: membership.user.email, product: membership.product.name };
}

function isProduct(asked: string) {
  if (isUuid(asked)) return { id: asked };
  return { name: { equals: asked, mode: "insensitive" as const } };
}

function nobody({ email, product }: Asked): string {
  if (email === undefined && product === undefined) return "There is no product yet: run setup first.";
  const who = email === undefined ? "Nobody" : `No account ${email}`;
  return product === undefined
    ? `${who} is a member of any product.`
    : `${who} is a member of a product “${product}”.`;
}
