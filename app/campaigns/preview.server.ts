import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { notFound } from "#app/errors.ts";
import { uuidOr404 } from "#app/ids.ts";
import { baseUrl } from "#app/runtime.server.ts";
import { type CampaignRow, findCampaign } from "./campaign-row.server.ts";
import { planLaunch } from "./launch-plan.server.ts";
import { previewLetter } from "./preview.ts";
import type { Written } from "./write-letter.ts";

/**
 * One recipient's message: as it would be written now for a draft, as it was frozen otherwise.
 * @throws {AppError} not_found, when the campaign or the contact is not of this product, or cannot be written to
 */
export async function previewMessage(
  actor: Actor,
  id: string,
  contactId: string,
  variantId: string | null = null,
): Promise<Written> {
  const campaign = await findCampaign(actor, id);
  const contact = uuidOr404(contactId, "Ce destinataire");
  return campaign.state === "draft"
    ? previewDraft(actor, campaign, contact, variantId)
    : readFrozen(campaign.id, contact);
}

/**
 * Every variant of every step of a draft, as one of its recipients would receive it; what was frozen, once launched.
 * @throws {AppError} not_found
 */
export async function previewAll(
  actor: Actor,
  id: string,
  contactId: string,
): Promise<{ place: string; letter: Written }[]> {
  const campaign = await findCampaign(actor, id);
  const contact = uuidOr404(contactId, "Ce destinataire");
  if (campaign.state !== "draft") return [{ place: "", letter: await readFrozen(campaign.id, contact) }];
  const variants = campaign.steps.flatMap(({ position, variants: ofStep }) =>
    ofStep.map((variant) => ({ id: variant.id, place: ` ${position} ${variant.label}` })),
  );
  const letters = [];
  for (const { id: variantId, place } of variants) {
    const letter = await previewDraft(actor, campaign, contact, variantId);
    letters.push({ place: variants.length > 1 ? place : "", letter });
  }
  return letters;
}

async function previewDraft(
  actor: Actor,
  campaign: CampaignRow,
  contactId: string,
  variantId: string | null = null,
): Promise<Written> {
  const only = { ...campaign, audience: { contactIds: [contactId] } };
  const { letter, stationery, reachable } = await planLaunch(actor, only, db, variantId);
  const [recipient] = reachable;
  if (!recipient) throw notFound("Ce destinataire");
  return previewLetter(stationery, letter, recipient, `${baseUrl()}/desinscription/apercu`);
}

async function readFrozen(campaignId: string, contactId: string): Promise<Written> {
  const message = await db.message.findFirst({
    where: { campaignId, enrollment: { contactId } },
    orderBy: { rank: "asc" },
    select: { subject: true, text: true, html: true },
  });
  if (!message) throw notFound("Ce destinataire");
  return message;
}
