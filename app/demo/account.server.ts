import { createHmac } from "node:crypto";
import { createUser, passwordMatches } from "#app/auth/users.server.ts";
import { db } from "#app/db/db.server.ts";
import type { Tx } from "#app/db/transaction.server.ts";
import { addressHash } from "#app/outbox/address-hash.server.ts";
import { appSecret } from "#app/runtime.server.ts";
import { createProduct } from "#app/settings/products.server.ts";
import { DEMO_LEGAL, DEMO_PRODUCT, DEMO_USER } from "./demo.ts";

export type DemoAccount = {
  productId: string;
  userId: string;
  email: string;
  /** Absent when its user has chosen another, or had one already. */
  password?: string;
};

/** The demonstration and its account, made when there is none. For a set-up's transaction. */
export async function ensureDemoAccount(tx: Tx): Promise<DemoAccount> {
  const { email } = DEMO_USER;
  const password = demoPassword();
  const known = await tx.user.findUnique({ where: { email }, select: { id: true } });
  const { id: userId } = known ?? (await createUser(tx, { ...DEMO_USER, password }));
  const productId = (await findDemo(tx))?.productId ?? (await createDemo(tx, userId));
  const opens = !known || (await passwordMatches(tx, userId, password));
  return { productId, userId, email, ...(opens && { password }) };
}

/** Whether all there is here is the demonstration: its sign-in page then says how to come in. */
export async function isOnlyDemo(): Promise<boolean> {
  const products = await db.product.groupBy({ by: ["demo"] });
  return products.length === 1 && products[0]!.demo;
}

/** Once the demonstration is deleted, nobody signs in as its user: an instance with no one else starts over. */
export async function deleteDemoUser(tx: Tx): Promise<void> {
  await tx.user.deleteMany({ where: { email: DEMO_USER.email, memberships: { none: {} } } });
}

/** Its people do not exist, and those who objected come back with the next one. */
export async function forgetDemoOppositions(tx: Tx, productId: string): Promise<void> {
  const addresses = await tx.address.findMany({
    where: { productId, kind: "email", normalized: { endsWith: ".example" } },
    select: { normalized: true },
  });
  const hashes = addresses.map(({ normalized }) => addressHash(normalized));
  await tx.suppression.deleteMany({ where: { addressHash: { in: hashes } } });
}

function findDemo(tx: Tx): Promise<{ productId: string } | null> {
  return tx.membership.findFirst({
    where: { product: { demo: true }, user: { email: DEMO_USER.email } },
    orderBy: { createdAt: "asc" },
    select: { productId: true },
  });
}

async function createDemo(tx: Tx, userId: string): Promise<string> {
  const { id } = await createProduct(tx, userId, { ...DEMO_PRODUCT, demo: true });
  const confirmed = { legalConfirmedAt: new Date(), legalConfirmedById: userId };
  await tx.product.update({ where: { id }, data: { ...DEMO_LEGAL, ...confirmed } });
  return id;
}

/**
 * Sixteen characters without look-alikes, as secret as the instance's secret from which they come: kept nowhere, and
 * yet told again to whoever runs the command.
 */
function demoPassword(): string {
  const letters = "abcdefghjkmnpqrstuvwxyz23456789";
  const bytes = createHmac("sha256", appSecret()).update("demo password").digest().subarray(0, 16);
  const drawn = [...bytes].map((byte) => letters[byte % letters.length]).join("");
  return drawn.replace(/(.{4})(?=.)/g, "$1-");
}
