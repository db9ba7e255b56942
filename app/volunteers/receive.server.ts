import { db } from "#app/db/db.server.ts";
import { transaction, type Tx } from "#app/db/transaction.server.ts";
import { movePartnership } from "#app/pipeline/move-partnership.server.ts";
import type { PublicCampaign } from "./public-page.server.ts";
import { readProposed, type VolunteerInput } from "./volunteer.ts";

/**
 * Somebody volunteers, on the public page: their row, the partnership opened or moved with its source, and the recipient
 * they are when the campaign wrote to this address. Sent twice, it is one; a robot is thanked, and nothing is kept.
 */
export async function receiveVolunteer(
  { id: campaignId, productId }: PublicCampaign,
  { website, ...input }: VolunteerInput,
): Promise<void> {
  if (website) return;
  const email = input.email.toLowerCase();
  const machine = { userId: "", productId };
  await transaction(machine, "volontaire", async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${campaignId} ${email}`}, 0))`;
    if (await tx.volunteer.findFirst({ where: { campaignId, email }, select: { id: true } })) return;
    const written = await findWritten(tx, campaignId, email);
    const institutionId =
      (await findInstitution(productId, input.institution)) ?? written?.institutionId ?? null;
    const moved =
      institutionId &&
      (await movePartnership(tx, machine, {
        ...{ institutionId, campaignId, cause: "volunteer", messageId: written?.messageId ?? null },
      }));
    await tx.volunteer.create({
      data: {
        ...{ ...input, email, productId, campaignId, institutionId },
        opportunityId: moved ? moved.opportunityId : null,
      },
    });
    if (written)
      await tx.$executeRaw`UPDATE "Enrollment" SET "volunteeredAt" = coalesce("volunteeredAt", now())
        WHERE "id" = ${written.enrollmentId}::uuid`;
  });
}

type WrittenTo = { enrollmentId: string; institutionId: string | null; messageId: string };

async function findWritten(tx: Tx, campaignId: string, email: string): Promise<WrittenTo | undefined> {
  const [row] = await tx.$queryRaw<WrittenTo[]>`
    SELECT e."id" AS "enrollmentId", e."institutionId", m."id" AS "messageId"
    FROM "Message" m JOIN "Enrollment" e ON e."id" = m."enrollmentId"
    WHERE m."campaignId" = ${campaignId}::uuid AND lower(m."email") = ${email}
    ORDER BY m."sentAt" DESC NULLS LAST LIMIT 1`;
  return row;
}

/** The one institution of this name that the product sees; null when there is none, or several. */
async function findInstitution(productId: string, typed: string): Promise<string | null> {
  const { name, code } = readProposed(typed);
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT i."id" FROM "Institution" i
    WHERE (i."productId" IS NULL OR i."productId" = ${productId}::uuid) AND f_fold(i."name") = f_fold(${name})
      AND i."search" @@ plainto_tsquery('simple', f_fold(${name}))
      AND (${code}::text IS NULL OR i."departementCode" = ${code})
    LIMIT 2`;
  return rows.length === 1 ? rows[0]!.id : null;
}
