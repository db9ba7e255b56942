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
  /** Of a letter written one to one: its subject, and where it is. */
  message: { id: string; subject: string; state: string; dueAt: Date; reply: string | null } | null;
};

/** The latest exchanges with a contact; the institution's file has them all. */
export async function listExchanges({ productId }: Actor, contactId: string): Promise<Exchange[]> {
  const rows = await db.interaction.findMany({
    where: { productId, contactId },
    orderBy: [{ happenedAt: "desc" }, { id: "asc" }],
    take: 30,
    select: {
      ...{ id: true, kind: true, direction: true, happenedAt: true, summary: true },
      institution: { select: { id: true, name: true } },
      message: {
        select: {
          ...{ id: true, subject: true, state: true, dueAt: true, reply: true },
          campaign: { select: { kind: true } },
        },
      },
    },
  });
  return rows.map(({ message, ...row }) => ({ ...row, message: directOf(message) }));
}

type Sent = NonNullable<Exchange["message"]> & { campaign: { kind: string } };

function directOf(message: Sent | null): Exchange["message"] {
  if (message?.campaign.kind !== "direct") return null;
  const { campaign, ...letter } = message;
  void campaign;
  return letter;
}
