import { type Actor, requireRole } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { type Tx, transaction } from "#app/db/transaction.server.ts";
import { AppError } from "#app/errors.ts";
import { parseOrThrow } from "#app/form.ts";
import { uuidOr404 } from "#app/ids.ts";
import { getMailbox } from "#app/outbox/mailboxes.server.ts";
import { checkAudience } from "./audience.server.ts";
import { scheduled } from "./steps.server.ts";
import { wrongState } from "./campaign-state.ts";
import { campaignPatch, type CampaignPatch } from "./campaign.ts";
import { DRAFT_FIELDS, type DraftWords, type StaleDraft } from "./draft-saver.ts";
import {
  type Campaign,
  findCampaign,
  type CampaignRow,
  chosenVariant,
  lockCampaign,
  viewCampaign,
} from "./campaign-row.server.ts";

/**
 * Changes a draft. A campaign under way never changes: what people received is what it says.
 * @throws {AppError} forbidden; invalid; not_found; conflict, when it is no longer a draft, or when someone saved other
 *   words since `version` was read (`details` is a `StaleDraft`)
 */
export async function updateCampaign(actor: Actor, id: string, patch: CampaignPatch): Promise<Campaign> {
  requireRole(actor, "deployer");
  const { version, ...input } = parseOrThrow(campaignPatch, patch);
  const asked = input.contactIds || input.filter;
  const audience = asked ? await checkAudience(actor, input) : undefined;
  if (input.mailboxId) await getMailbox(actor, uuidOr404(input.mailboxId, "Cette boîte"));
  return transaction(actor, "campagne.rédaction", async (tx) => {
    const row = await lockCampaign(actor, id, tx);
    if (row.state !== "draft") throw wrongState(row.state);
    if (row.scheduledAt) throw scheduled();
    const { variantId, subject: own, text: words, position } = variantOf(row, input.variantId);
    const current = { ...viewCampaign(row), subject: own, text: words };
    if (row.version !== version) await refuseStale(tx, current, input);
    const { name, subject, text, mailboxId, layout, linkTag } = input;
    if (subject !== undefined || text !== undefined)
      await tx.variant.update({
        where: { id: variantId },
        // A follow-up goes on under the subject of the first message.
        data: { text, ...(position === 1 && { subject }) },
      });
    // Always written, so that its version counts every save.
    await tx.campaign.update({
      where: { id: row.id },
      data: { name: name ?? row.name, mailboxId, audience, layout, linkTag },
    });
    return viewCampaign(await findCampaign(actor, id, tx));
  });
}

/** @throws {AppError} conflict, for one that someone has removed meanwhile */
function variantOf(row: CampaignRow, variantId: string | undefined) {
  const chosen = chosenVariant(row, variantId);
  if (variantId && chosen.variantId !== variantId)
    throw new AppError("conflict", "Ce message a été retiré de la campagne : rechargez la page.");
  return chosen;
}

type Sent = { [F in keyof DraftWords]?: string | null | undefined };

/** Saving again what is already there is no conflict. */
async function refuseStale(tx: Tx, current: Campaign, input: Sent): Promise<void> {
  const theirs = wordsOf(current);
  const clashes = DRAFT_FIELDS.flatMap((field) => {
    const mine = input[field] === undefined ? theirs[field] : (input[field] ?? "");
    return mine === theirs[field] ? [] : [{ field, mine, theirs: theirs[field] }];
  });
  if (clashes.length === 0) return;
  const { by, at } = await lastSave(current.id, tx);
  const details: StaleDraft = {
    ...{ version: current.version, current: theirs, clashes },
    ...{ by, at: at?.toISOString() ?? null },
  };
  const message = `${by ?? "Quelqu’un"} a enregistré ce brouillon pendant que vous écriviez. Rien n’est perdu : choisissez.`;
  throw new AppError("conflict", message, { details });
}

/** What the composer edits. */
export function wordsOf({
  name,
  subject,
  text,
  mailboxId,
}: Pick<Campaign, "name" | "subject" | "text" | "mailboxId">): DraftWords {
  return { name, subject, text, mailboxId: mailboxId ?? "" };
}

/** Who last saved a draft, and when. */
export async function lastSave(
  campaignId: string,
  reader: Pick<Tx, "$queryRaw"> = db,
): Promise<{ by: string | null; at: Date | null }> {
  const [row] = await reader.$queryRaw<{ by: string | null; at: Date }[]>`
    SELECT u."name" AS "by", c."at" FROM "Change" c LEFT JOIN "User" u ON u."id" = c."actorId"
    WHERE (c."table", c."rowId") IN (SELECT 'Campaign', ${campaignId} UNION ALL
      SELECT 'Variant', v."id"::text FROM "Variant" v JOIN "Step" s ON s."id" = v."stepId"
      WHERE s."campaignId" = ${campaignId}::uuid)
    ORDER BY c."id" DESC LIMIT 1`;
  return row ?? { by: null, at: null };
}
