import type { Actor } from "#app/auth/actor.ts";
import type { Tx } from "#app/db/transaction.server.ts";
import { isoDay } from "#app/ui/format.ts";
import { type HeldBack, heldBack, type Quiet } from "./quiet.ts";

/** Whose messages would wait, were they to leave at that moment: what the outbox does, said before the launch. */
export async function findHeldBack(
  { productId }: Pick<Actor, "productId">,
  people: { contactId: string; institutionId: string | null }[],
  at: Date,
  reader: Pick<Tx, "$queryRaw">,
): Promise<HeldBack[]> {
  const day = isoDay(at);
  const windows = await reader.$queryRaw<Quiet[]>`
    SELECT "name", "startsOn", "endsOn", "kinds"::text[] AS "kinds" FROM "QuietWindow"
    WHERE "productId" = ${productId}::uuid AND "endsOn" >= ${day}::date ORDER BY "startsOn", "id" LIMIT 100`;
  if (windows.length === 0) return [];
  const ids = [...new Set(people.flatMap(({ institutionId }) => institutionId ?? []))];
  const rows = await reader.$queryRaw<{ id: string; kind: string }[]>`
    SELECT "id", "kind"::text FROM "Institution" WHERE "id" = ANY(${ids}::uuid[])`;
  const kinds = new Map(rows.map(({ id, kind }) => [id, kind]));
  return heldBack(
    people.map(({ contactId, institutionId }) => ({
      contactId,
      kind: kinds.get(institutionId ?? "") ?? null,
    })),
    windows,
    day,
  );
}
