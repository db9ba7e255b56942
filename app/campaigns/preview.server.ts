import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { notFound } from "#app/errors.ts";
import { uuidOr404 } from "#app/ids.ts";
import { baseUrl } from "#app/runtime.server.ts";
import { type CampaignRow, findCampaign } from "./campaign-row.server.ts";
import { letterOf, planLaunch } from "./launch-plan.server.ts";
import { WORST, worstCase } from "./preview-pick.ts";
import { previewLetter } from "./preview.ts";
import type { Written } from "./write-letter.ts";

/**
 * One recipient's message: as it would be written now for a draft, as it was frozen otherwise.
 * @param contactId one of those who can be written to, or `WORST`, for nobody in particular
 * @throws {AppError} not_found, when the campaign or the contact is not of this product, or cannot be written to
 */
export async function previewMessage(
  actor: Actor,
  id: string,
  contactId: string,
  variantId: string | null = null,
): Promise<Written> {
  const campaign = await findCampaign(actor, id);
  if (campaign.state !== "draft") return readFrozen(campaign.id, uuidOr404(contactId, "Ce destinataire"));
  const [written] = await previewDraft(actor, campaign, contactId, [variantId]);
  return written!;
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
  if (campaign.state !== "draft")
    return [{ place: "", letter: await readFrozen(campaign.id, uuidOr404(contactId, "Ce destinataire")) }];
  const variants = campaign.steps.flatMap(({ position, variants: ofStep }) =>
    ofStep.map((variant) => ({ id: variant.id, place: ` ${position} ${variant.label}` })),
  );
  const letters = await previewDraft(
    actor,
    campaign,
    contactId,
    variants.map((variant) => variant.id),
  );
  return letters.map((letter, i) => ({ place: letters.length > 1 ? variants[i]!.place : "", letter }));
}

async function previewDraft(
  actor: Actor,
  campaign: CampaignRow,
  contactId: string,
  variantIds: (string | null)[],
): Promise<Written[]> {
  const only =
    contactId === WORST
      ? campaign
      : { ...campaign, audience: { contactIds: [uuidOr404(contactId, "Ce destinataire")] } };
  const { product, mailbox, stationery, reachable } = await planLaunch(actor, only);
  return variantIds.map((variantId) => {
    const letter = letterOf(campaign, product, mailbox, variantId);
    const recipient = contactId === WORST ? worstCase(reachable, letter) : reachable[0];
    if (!recipient) throw notFound("Ce destinataire");
    return previewLetter(stationery, letter, recipient, `${baseUrl()}/desinscription/apercu`);
  });
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
