import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { transaction } from "#app/db/transaction.server.ts";
import { addressHash } from "#app/outbox/address-hash.server.ts";
import type { MailboxInput } from "#app/outbox/mailbox.ts";
import { createMailbox } from "#app/outbox/mailboxes.server.ts";
import { rfcMessageId } from "#app/outbox/message-id.server.ts";
import { contentHash } from "#app/outbox/shell.server.ts";
import { createActor, createContact } from "./factories.ts";

/** A running campaign whose messages are due now, one a contact: as a launch leaves it. */
export async function createCampaign({
  actor,
  mailbox = {},
  emails,
  dueAt = new Date(),
}: {
  actor?: Actor;
  mailbox?: Partial<MailboxInput> & { id?: string };
  emails: string[];
  dueAt?: Date;
}) {
  const by = actor ?? (await createActor());
  const { productId } = by;
  const fromAddress = mailbox.fromAddress ?? "camille@parcelle.example";
  const mailboxId =
    mailbox.id ??
    (
      await createMailbox(by, {
        name: "Camille Roussel",
        dailyCap: null,
        window: null,
        ...mailbox,
        fromAddress,
      })
    ).id;
  const contacts: { id: string }[] = [];
  for (const email of emails) contacts.push(await createContact(by, { email }));
  return transaction(by, "campagne.lancement", async (tx) => {
    const campaign = await tx.campaign.create({
      data: {
        ...{
          productId,
          mailboxId,
          name: "Essai",
          state: "running",
          launchedById: by.userId,
          launchedAt: new Date(),
        },
        audience: { contactIds: contacts.map((contact) => contact.id) },
      },
    });
    const step = await tx.step.create({ data: { productId, campaignId: campaign.id, position: 1 } });
    const content = {
      subject: "Vingt minutes ?",
      text: "Bonjour,\n\nCamille",
      html: "<p>Bonjour,</p><p>Camille</p>",
    };
    const { subject, text } = content;
    const variant = await tx.variant.create({ data: { productId, stepId: step.id, subject, text } });
    const positions = await tx.position.findMany({
      where: { contactId: { in: contacts.map(({ id }) => id) } },
    });
    const placeOf = new Map(positions.map((position) => [position.contactId, position.institutionId]));
    const enrollments = contacts.map(({ id }) => ({
      ...{ id: crypto.randomUUID(), productId, campaignId: campaign.id, contactId: id },
      institutionId: placeOf.get(id)!,
    }));
    await tx.enrollment.createMany({ data: enrollments });
    await tx.message.createMany({
      data: enrollments.map((enrollment, i) => ({
        ...{
          ...content,
          productId,
          campaignId: campaign.id,
          stepId: step.id,
          variantId: variant.id,
          mailboxId,
        },
        ...{
          enrollmentId: enrollment.id,
          state: "queued" as const,
          dueAt,
          contentHash: contentHash(content),
        },
        ...{ email: emails[i]!, addressHash: addressHash(emails[i]!) },
        rfcMessageId: rfcMessageId(enrollment.id, step.id, fromAddress),
      })),
    });
    return { id: campaign.id, mailboxId, actor: by, contacts };
  });
}

/** The ledger, by address. */
export async function ledger(campaignId: string) {
  const rows = await db.message.findMany({ where: { campaignId } });
  return Object.fromEntries(rows.map((row) => [row.email, row]));
}

export async function states(campaignId: string): Promise<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(await ledger(campaignId)).map(([email, row]) => [email, row.state]),
  );
}
