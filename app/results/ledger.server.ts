import type { Actor } from "#app/auth/actor.ts";
import { contactName } from "#app/contacts/contact.ts";
import type { Sentiment } from "#app/day/reply.ts";
import { db } from "#app/db/db.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { pageOfIds } from "#app/filters/keyset.server.ts";
import type { MessageState } from "#app/outbox/outbox.ts";
import { inSegment, joinOf, type PersonCut } from "./cuts.server.ts";
import { factsFrom, LEVEL_SQL, ofCampaign, type Scope } from "./facts.server.ts";
import { type Cut, isLetterCut, type Level } from "./funnel.ts";
import { ofLetter } from "./letters.server.ts";

/** Which recipients: those of a figure (`level`, of a segment), or with a letter in a state. */
export type Narrowing = {
  level?: Level | null;
  cut?: Cut | null;
  key?: string | null;
  state?: MessageState | null;
};

/** One recipient: who, each letter that was written to them with the server's words, and what came of it. */
export type LedgerLine = {
  id: string;
  /** null once the contact is erased; the ledger keeps that something was sent. */
  contactId: string | null;
  name: string;
  email: string;
  institutionId: string | null;
  institution: string | null;
  letters: LedgerLetter[];
  sentiment: Sentiment | null;
  repliedAt: Date | null;
  metAt: Date | null;
  volunteeredAt: Date | null;
  pausedUntil: Date | null;
  stopReason: string | null;
};
export type LedgerLetter = {
  step: number;
  variant: string;
  state: MessageState;
  sentAt: string | null;
  dueAt: string;
  reply: string | null;
};

type Place = { cursor?: string | null | undefined; limit?: number };

/** The recipients of a campaign, in the order they were enrolled, of the figure that was opened. */
export async function listLedger(
  scope: Scope,
  narrowing: Narrowing,
  place: Place = {},
): Promise<{ items: LedgerLine[]; nextCursor: string | null; total: number }> {
  const { from, where } = await narrowed(scope, narrowing);
  const [page, [count]] = await Promise.all([
    pageOfLedger(scope, narrowing, place),
    db.$queryRaw<[{ total: number }]>`SELECT count(*)::int AS "total" FROM ${from} WHERE ${where}`,
  ]);
  return { ...page, total: count.total };
}

/** The same, without counting them. */
export async function pageOfLedger(
  scope: Scope,
  narrowing: Narrowing,
  { cursor, limit = 50 }: Place = {},
): Promise<{ items: LedgerLine[]; nextCursor: string | null }> {
  const { level = null, cut = null, key = null, state = null } = narrowing;
  const { ids, nextCursor } = await pageOfIds({
    ...(await narrowed(scope, narrowing)),
    keys: [{ sql: Prisma.sql`e."id"`, type: "id", required: true }],
    sort: `registre ${JSON.stringify([scope.campaignId, level, cut, key, state])}`,
    ...{ cursor, limit },
  });
  return { items: await readLines(scope, ids), nextCursor };
}

async function narrowed(scope: Scope, { level, cut, key, state }: Narrowing) {
  const all = [ofCampaign(scope)];
  const plain = Prisma.sql`"Enrollment" e`;
  if (state)
    all.push(Prisma.sql`EXISTS (SELECT FROM "Message" f
      WHERE f."enrollmentId" = e."id" AND f."state" = ${state}::"MessageState")`);
  if (cut && typeof key === "string" && isLetterCut(cut)) {
    const column = cut === "etape" ? "stepId" : "variantId";
    all.push(ofLetter(scope, { level: level ?? "enrolled", column, key }));
    return { from: plain, where: Prisma.join(all, " AND ") };
  }
  const segment = cut && typeof key === "string" ? (cut as PersonCut) : null;
  if (segment) all.push(await inSegment(scope, segment, key!));
  const beside = segment ? joinOf(segment) : Prisma.empty;
  if (!level || level === "enrolled")
    return { from: Prisma.sql`${plain} ${beside}`, where: Prisma.join(all, " AND ") };
  const where = Prisma.join([...all, LEVEL_SQL[level]], " AND ");
  return { from: Prisma.sql`${factsFrom(scope)} ${beside}`, where };
}

type Row = Omit<LedgerLine, "name" | "email"> & {
  email: string | null;
  firstName: string | null;
  lastName: string | null;
};

async function readLines({ productId }: Pick<Actor, "productId">, ids: string[]): Promise<LedgerLine[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT e."id", e."contactId", c."firstName", c."lastName", e."institutionId",
      coalesce(k."corrections" #>> '{name,value}', i."name") AS "institution", e."sentiment"::text AS "sentiment",
      e."repliedAt", e."metAt", e."volunteeredAt", e."pausedUntil", e."stopReason", l.*
    FROM "Enrollment" e
      LEFT JOIN "Contact" c ON c."id" = e."contactId"
      LEFT JOIN "Institution" i ON i."id" = e."institutionId"
      LEFT JOIN "Account" k ON k."institutionId" = i."id" AND k."productId" = ${productId}::uuid
      LEFT JOIN LATERAL (
        SELECT min(m."email") AS "email", coalesce(json_agg(json_build_object('step', s."position", 'variant', v."label",
          'state', m."state", 'sentAt', m."sentAt", 'dueAt', m."dueAt", 'reply', m."reply") ORDER BY s."position"), '[]') AS "letters"
        FROM "Message" m JOIN "Step" s ON s."id" = m."stepId" JOIN "Variant" v ON v."id" = m."variantId"
        WHERE m."enrollmentId" = e."id") l ON TRUE
    WHERE e."id" = ANY(${ids}::uuid[]) AND e."productId" = ${productId}::uuid
    ORDER BY e."id"`;
  return rows.map(({ firstName, lastName, ...line }) => {
    const email = line.email ?? "";
    return { ...line, email, name: contactName({ firstName, lastName, email }) };
  });
}
