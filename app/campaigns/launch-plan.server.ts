import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import type { Tx } from "#app/db/transaction.server.ts";
import type { Window } from "#app/outbox/calendar.ts";
import { mayWriteLocally } from "#app/local-mail/destination.server.ts";
import { contentTag } from "#app/outbox/links.ts";
import { serverUrl } from "#app/outbox/mailboxes.server.ts";
import { readSmtpUrl } from "#app/outbox/smtp.ts";
import { volunteerUrl } from "#app/volunteers/volunteers.server.ts";
import { findHeldBack } from "#app/pressure/held-back.server.ts";
import { countSolicited, resolveAudience } from "./audience.server.ts";
import { audienceOf, type CampaignRow, chosenVariant } from "./campaign-row.server.ts";
import { letterFaults } from "./letter-faults.ts";
import { readLetterFacts } from "./letter-facts.server.ts";
import { checkBeforeLaunch, type PreLaunchCheck } from "./pre-launch.ts";
import { type Letter, partsOf, type Sorted } from "./recipients.ts";
import { placeName, replySubject } from "./sequence.ts";
import { stationeryOf } from "./stationery.server.ts";
import type { Draft, Stationery } from "./write-letter.ts";

/** What a launch would do now. */
export type LaunchPlan = Sorted & {
  letter: Letter & Draft;
  stationery: Stationery;
  mailbox: Sender | null;
  product: Awaited<ReturnType<typeof readProduct>>;
  check: PreLaunchCheck;
};

/** The mailbox a campaign leaves from. */
export type Sender = {
  id: string;
  name: string;
  fromAddress: string;
  dailyCap: number | null;
  window: Window | null;
  paused: boolean;
  /** Whether there is a server to hand mail to: its own, the instance's, or the local mailbox (`local`). */
  server: boolean;
  local: boolean;
  signature: string | null;
  /** The host mail is handed to; null for the local mailbox. */
  relay: string | null;
};

/** Who would be written to, who would not, and what is to be known before: the composer shows it, the launch does it. */
export async function planLaunch(
  actor: Pick<Actor, "productId">,
  campaign: CampaignRow,
  reader: Pick<Tx, "$queryRaw" | "product" | "mailbox"> = db,
): Promise<LaunchPlan> {
  const mailbox = campaign.mailboxId ? await readSender(actor, campaign.mailboxId, reader) : null;
  const product = await readProduct(actor, reader);
  const letter = letterOf(campaign, product, mailbox);
  const { recipients, excluded, reachable } = await resolveAudience(
    actor,
    audienceOf(campaign),
    letter,
    reader,
    campaign,
  );
  const institutionIds = new Set(recipients.flatMap(({ institutionId }) => institutionId ?? []));
  const check = checkBeforeLaunch({
    mailbox,
    senderIdentity: product.legalName,
    footerConfirmed: product.legalConfirmedAt !== null,
    ...{ recipients, excluded, faults: letterFaults(partsOf(letter), letter.volunteerUrl) },
    quiet: await findHeldBack(actor, recipients, campaign.scheduledAt ?? new Date(), reader),
    solicited: await countSolicited(actor, [...institutionIds], reader),
    ...(await readLetterFacts({ product, letter, recipients, relay: mailbox?.relay ?? null }, reader)),
  });
  const stationery = await stationeryOf(campaign, product, mailbox?.fromAddress ?? "—");
  return { letter, stationery, mailbox, product, recipients, excluded, reachable, check };
}

/** One of the variants of a campaign, in the name of its mailbox, with the others: all have to be fit to send. */
export function letterOf(
  campaign: Pick<CampaignRow, "steps" | "volunteerSlug">,
  product: { name: string },
  mailbox: Sender | null,
  variantId: string | null = null,
): Letter & Draft {
  const { steps } = campaign;
  const { id, position, label } = chosenVariant(campaign, variantId);
  const subjects = steps[0]!.variants;
  const subjectOf = (variant: { label: string; subject: string }, rank: number) =>
    rank === 0
      ? variant.subject
      : replySubject((subjects.find((s) => s.label === variant.label) ?? subjects[0]!).subject);
  const all = steps.flatMap(({ variants }, rank) =>
    variants.map((variant) => ({
      ...{ variantId: variant.id, text: variant.text, subject: subjectOf(variant, rank) },
      ...{ place: placeName(steps, rank, variant.label), followUp: rank > 0 },
    })),
  );
  return {
    ...all.find((one) => one.variantId === id)!,
    content: contentTag(position, label),
    ...{ senderName: mailbox?.name ?? product.name, signature: mailbox?.signature ?? null },
    others: all.filter((one) => one.variantId !== id),
    volunteerUrl: volunteerUrl(campaign),
  };
}

/** What is wrong with a follow-up under way, which waits until it is mended. */
export function followUpFaults(
  campaign: Pick<CampaignRow, "volunteerSlug">,
  { variants }: { variants: { subject: string; text: string }[] },
): string[] {
  const parts = variants.map(({ subject, text }) => ({ subject, text, followUp: true }));
  return letterFaults(parts, volunteerUrl(campaign)).map(({ message }) => message);
}

export async function readSender(
  { productId }: Pick<Actor, "productId">,
  id: string,
  reader: Pick<Tx, "mailbox">,
): Promise<Sender | null> {
  const row = await reader.mailbox.findFirst({
    where: { id, productId, removedAt: null },
    select: {
      ...{ id: true, name: true, fromAddress: true, smtpSecret: true, signature: true },
      ...{ dailyCap: true, window: true, pausedAt: true, product: { select: { demo: true } } },
    },
  });
  if (!row) return null;
  const { smtpSecret, pausedAt, window, product, ...sender } = row;
  const url = serverUrl({ smtpSecret, ...product });
  const local = url === undefined;
  const relay = readSmtpUrl(url ?? "")?.host ?? null;
  const server = !local || (await mayWriteLocally({ id, ...product }));
  return { ...sender, window: window as Window | null, paused: pausedAt !== null, server, local, relay };
}

export function readProduct({ productId }: Pick<Actor, "productId">, reader: Pick<Tx, "product">) {
  return reader.product.findUniqueOrThrow({
    where: { id: productId },
    select: {
      ...{ name: true, tagline: true, legalName: true, legalAddress: true, legalContact: true },
      ...{ legalBasis: true, legalConfirmedAt: true },
    },
  });
}
