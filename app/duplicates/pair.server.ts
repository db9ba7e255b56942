import type { Prisma } from "#app/db/generated/client.ts";
import type { Tx } from "#app/db/transaction.server.ts";
import { notFound } from "#app/errors.ts";
import type { PersonToMerge } from "./merge.ts";

/** Two files with what a merge decides on, in this order. The caller has checked whose they are. */
export async function readPair(
  tx: Pick<Tx, "contact">,
  [one, other]: readonly [string, string],
): Promise<[PersonToMerge, PersonToMerge]> {
  const rows = await tx.contact.findMany({ where: { id: { in: [one, other] } }, select: selected });
  const byId = new Map(rows.map((row) => [row.id, row]));
  const [first, second] = [byId.get(one), byId.get(other)];
  if (!first || !second) throw notFound("Ce contact");
  return [first, second];
}

const oldestFirst: { createdAt?: "asc"; id?: "asc" }[] = [{ createdAt: "asc" }, { id: "asc" }];

const selected = {
  ...{ id: true, firstName: true, lastName: true, note: true, opposedAt: true },
  positions: {
    orderBy: oldestFirst,
    select: {
      ...{ id: true, institutionId: true, function: true, primary: true, decisionRole: true },
      ...{ influence: true, interest: true, validFrom: true, validTo: true },
    },
  },
  addresses: {
    orderBy: oldestFirst,
    select: { id: true, kind: true, value: true, normalized: true, primary: true, validTo: true },
  },
} satisfies Prisma.ContactSelect;
