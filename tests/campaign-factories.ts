import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import type { Prisma } from "#app/db/generated/client.ts";
import { transaction } from "#app/db/transaction.server.ts";
import { addressHash } from "#app/outbox/address-hash.server.ts";
import { createMailbox } from "#app/outbox/mailboxes.server.ts";
import { rfcMessageId } from "#app/outbox/message-id.server.ts";
import { createContact } from "./factories.ts";

type Came = Partial<
  Pick<Prisma.EnrollmentUncheckedCreateInput, "repliedAt" | "sentiment" | "metAt" | "volunteeredAt" | "draw">
>;
type Letter = {
  step?: number;
  variant?: string;
  state?: Prisma.MessageUncheckedCreateInput["state"];
  sentAt?: Date | null;
  reply?: string;
};
export type Recipient = Came & {
  email?: string;
  institutionId?: string;
  function?: string;
  letters?: Letter[];
};

const FROM = "camille@parcelle.example";
export const DAY = 86_400_000;
export const daysAgo = (days: number) => new Date(Date.now() - days * DAY);

/**
 * A campaign as it is after some days: the letters of each recipient as they went, and what came of them. Without
 * letters, a recipient was sent the first one five days ago.
 */
export async function createSentCampaign(
  actor: Actor,
  recipients: Recipient[],
  more: Partial<Prisma.CampaignUncheckedCreateInput> & { variants?: string[]; steps?: number } = {},
) {
  const { productId } = actor;
  const { variants = ["A"], steps = 1, ...columns } = more;
  const mailbox = await createMailbox(actor, {
    ...{ name: "Camille Roussel", dailyCap: null, window: null, fromAddress: FROM },
  });
  const people: { id: string; institutionId: string; email: string }[] = [];
  for (const [i, recipient] of recipients.entries()) {
    const { email = `recipient${i}@mairie.example`, institutionId, function: post } = recipient;
    const contact = await createContact(actor, {
      ...{ email, ...(institutionId && { institutionId }), ...(post && { function: post }) },
    });
    const place = await db.position.findFirstOrThrow({ where: { contactId: contact.id } });
    people.push({ id: contact.id, institutionId: place.institutionId, email });
  }
  return transaction(actor, "campagne.lancement", async (tx) => {
    const campaign = await tx.campaign.create({
      data: {
        ...{ productId, mailboxId: mailbox.id, name: "Découverte", state: "running" as const },
        ...{ launchedAt: daysAgo(5), launchedById: actor.userId, audience: { contactIds: [] }, ...columns },
      },
    });
    const written = new Map<string, { stepId: string; variantId: string }>();
    for (let position = 1; position <= steps; position++) {
      const step = await tx.step.create({ data: { productId, campaignId: campaign.id, position } });
      for (const label of variants) {
        const words = { subject: `Objet ${label}`, text: "Bonjour" };
        const variant = await tx.variant.create({ data: { productId, stepId: step.id, label, ...words } });
        written.set(`${position}${label}`, { stepId: step.id, variantId: variant.id });
      }
    }
    const enrollments: string[] = [];
    for (const [i, recipient] of recipients.entries()) {
      const { repliedAt, sentiment, metAt, volunteeredAt, draw, letters = [{}] } = recipient;
      const { id: contactId, institutionId, email } = people[i]!;
      const came = { repliedAt, sentiment, metAt, volunteeredAt, draw };
      const { id: enrollmentId } = await tx.enrollment.create({
        data: {
          ...{ productId, campaignId: campaign.id, contactId, institutionId },
          ...Object.fromEntries(Object.entries(came).filter(([, value]) => value !== undefined)),
        },
      });
      enrollments.push(enrollmentId);
      for (const {
        step = 1,
        variant = "A",
        state = "sent",
        sentAt = daysAgo(5),
        reply = "250 OK",
      } of letters) {
        const ids = written.get(`${step}${variant}`)!;
        await tx.message.create({
          data: {
            ...{ productId, campaignId: campaign.id, enrollmentId, mailboxId: mailbox.id, ...ids },
            ...{
              state,
              rank: step,
              sentAt,
              reply,
              email,
              addressHash: addressHash(email),
              dueAt: daysAgo(5),
            },
            ...{ subject: "Objet", text: "Bonjour", html: "<p>Bonjour</p>", contentHash: "-" },
            rfcMessageId: rfcMessageId(enrollmentId, ids.stepId, FROM),
          },
        });
      }
    }
    return { id: campaign.id, mailboxId: mailbox.id, people, enrollments };
  });
}
