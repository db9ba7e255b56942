import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import type { Direction, InteractionKind } from "#app/db/generated/enums.ts";

export type Exchange = {
  id: string;
  kind: InteractionKind;
  direction: Direction | null;
  happenedAt: Date;
  summary: string;
  institution: { id: string; name: string };
};

/** The latest exchanges with a contact; the institution's file has them all. */
export function listExchanges({ productId }: Actor, contactId: string): Promise<Exchange[]> {
  return db.interaction.findMany({
    where: { productId, contactId },
    orderBy: [{ happenedAt: "desc" }, { id: "asc" }],
    take: 30,
    select: {
      ...{ id: true, kind: true, direction: true, happenedAt: true, summary: true },
      institution: { select: { id: true, name: true } },
    },
  });
}
