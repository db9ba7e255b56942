import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { readPrepared } from "#app/db/read.server.ts";
import type { Tx } from "#app/db/transaction.server.ts";
import type { PipelineStage } from "./stage.ts";

/** The stages of the actor's product, in order. */
export function listStages(
  { productId }: Pick<Actor, "productId">,
  client: Tx = db,
): Promise<PipelineStage[]> {
  return readPrepared<PipelineStage>(
    Prisma.sql`
    SELECT "id", "name", "kind"::text, "milestone"::text, "position" FROM "Stage"
    WHERE "productId" = ${productId}::uuid AND "removedAt" IS NULL ORDER BY "position"`,
    client,
  );
}

/** Who may own a partnership: the product's members, by name. */
export function listOwners({ productId }: Pick<Actor, "productId">): Promise<{ id: string; name: string }[]> {
  return readPrepared(Prisma.sql`
    SELECT u."id", u."name" FROM "Membership" m JOIN "User" u ON u."id" = m."userId"
    WHERE m."productId" = ${productId}::uuid AND m."role" <> 'reader' ORDER BY u."name", u."id" LIMIT 500`);
}
