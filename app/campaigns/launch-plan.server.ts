import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import type { Tx } from "#app/db/transaction.server.ts";
import type { Window } from "#app/outbox/calendar.ts";
import { mayWriteLocally } from "#app/local-mail/destination.server.ts";
import { contentTag } from "#app/outbox/links.ts";
import { serverUrl } from "#app/outbox/mailboxes.server.ts";
import { countSolicited, resolveAudience } from "./audience.server.ts";
import { audienceOf, type CampaignRow, firstVariant } from "./campaign-row.server.ts";
import { checkBeforeLaunch, type PreLaunchCheck } from "./pre-launch.ts";
import type { Letter, Sorted } from "./recipients.ts";
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
};

/** Who would be written to, who would not, and what is to be known before: the composer shows it, the launch does it. */
export async function planLaunch(
  actor: Pick<Actor, "productId">,
  campaign: CampaignRow,
  reader: Pick<Tx, "$queryRaw" | "product" | "mailbox"> = db,
): Promise<LaunchPlan> {
  const mailbox = campaign.mailboxId ? await readSender(actor, campaign.mailboxId, reader) : null;
  const product = await readProduct(actor, reader);
  const { subject, text, label } = firstVariant(campaign);
  const letter = {
    ...{ subject, text, content: contentTag(1, label) },
    ...{ senderName: mailbox?.name ?? product.name, signature: mailbox?.signature ?? null },
  };
  const { recipients, excluded, reachable } = await resolveAudience(
    actor,
    audienceOf(campaign),
    letter,
    reader,
  );
  const institutionIds = new Set(recipients.flatMap(({ institutionId }) => institutionId ?? []));
  const check = checkBeforeLaunch({
    mailbox,
    senderIdentity: product.legalName,
    footerConfirmed: product.legalConfirmedAt !== null,
    ...{ recipients, excluded },
    solicited: await countSolicited(actor, [...institutionIds], reader),
  });
  const stationery = await stationeryOf(campaign, product, mailbox?.fromAddress ?? "—");
  return { letter, stationery, mailbox, product, recipients, excluded, reachable, check };
}

async function readSender(
  { productId }: Pick<Actor, "productId">,
  id: string,
  reader: Pick<Tx, "mailbox">,
): Promise<Sender | null> {
  const row = await reader.mailbox.findFirst({
    where: { id, productId },
    select: {
      ...{ id: true, name: true, fromAddress: true, smtpSecret: true, signature: true },
      ...{ dailyCap: true, window: true, pausedAt: true, product: { select: { demo: true } } },
    },
  });
  if (!row) return null;
  const { smtpSecret, pausedAt, window, product, ...sender } = row;
  const local = serverUrl({ smtpSecret, ...product }) === undefined;
  const server = !local || (await mayWriteLocally({ id, ...product }));
  return { ...sender, window: window as Window | null, paused: pausedAt !== null, server, local };
}

function readProduct({ productId }: Pick<Actor, "productId">, reader: Pick<Tx, "product">) {
  return reader.product.findUniqueOrThrow({
    where: { id: productId },
    select: {
      ...{ name: true, tagline: true, legalName: true, legalAddress: true, legalContact: true },
      ...{ legalBasis: true, legalConfirmedAt: true },
    },
  });
}
