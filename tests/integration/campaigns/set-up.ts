import type { Actor } from "#app/auth/actor.ts";
import { createCampaign } from "#app/campaigns/campaigns.server.ts";
import type { CampaignInput } from "#app/campaigns/campaign.ts";
import type { MailboxInput } from "#app/outbox/mailbox.ts";
import { createMailbox } from "#app/outbox/mailboxes.server.ts";
import { createActor, createContact } from "../../factories.ts";

export const LETTER = {
  name: "Découverte",
  subject: "Un essai à {{ institution.nom }} ?",
  text: 'Bonjour {{ contact.prenom | default: "" }},\n\nAuriez-vous vingt minutes ?\n\n{{ expediteur.nom }}',
};

/** Nothing listens on port 1: for what must not be sent anyway. */
const NOWHERE = "smtp://127.0.0.1:1";

export const mailboxOf = (actor: Actor, more: Partial<MailboxInput> = {}) =>
  createMailbox(actor, {
    ...{ name: "Camille Roussel", fromAddress: "camille@parcelle.example", smtpUrl: NOWHERE },
    ...{ dailyCap: null, window: null },
    ...more,
  });

/** A draft to contacts of these addresses, ready to be launched. */
export async function createDraft({
  actor,
  smtpUrl = NOWHERE,
  emails = ["a@mairie.example", "b@mairie.example"],
  mailbox = {},
  ...more
}: {
  actor?: Actor;
  smtpUrl?: string;
  emails?: string[];
  mailbox?: Partial<MailboxInput>;
} & Partial<CampaignInput> = {}) {
  const by = actor ?? (await createActor());
  const contacts = [];
  for (const email of emails) contacts.push(await createContact(by, { email }));
  const { id: mailboxId } = await mailboxOf(by, { smtpUrl, ...mailbox });
  const contactIds = contacts.map(({ id }) => id);
  const campaign = await createCampaign(by, { ...LETTER, mailboxId, contactIds, ...more });
  return { ...campaign, actor: by, contacts, contactIds };
}
