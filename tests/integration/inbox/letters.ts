import { db } from "#app/db/db.server.ts";
import { ingest } from "#app/inbox/ingest.server.ts";
import { createCampaign } from "../../outbox-factories.ts";

/** When everything here is received; what was sent was the day before. */
export const RECEIVED = new Date("2026-10-05T08:12:00Z");

/** A campaign whose messages have all left, and a follow-up of each that waits. */
export async function sentCampaign(options: Parameters<typeof createCampaign>[0]) {
  const campaign = await createCampaign(options);
  const sentAt = new Date(RECEIVED.getTime() - 86_400_000);
  await db.message.updateMany({ where: { campaignId: campaign.id }, data: { state: "sent", sentAt } });
  await addFollowUps(campaign.id, campaign.actor.productId);
  return campaign;
}

/** A second step, planned in five days for each recipient. */
export async function addFollowUps(campaignId: string, productId: string): Promise<void> {
  const step = await db.step.create({ data: { productId, campaignId, position: 2, delayDays: 5 } });
  const dueAt = new Date(Date.now() + 5 * 86_400_000);
  for (const first of await db.message.findMany({ where: { campaignId } }))
    await db.message.create({
      data: {
        ...first,
        ...{ id: crypto.randomUUID(), stepId: step.id, state: "planned", rank: 2, sentAt: null, dueAt },
        rfcMessageId: `next-${first.rfcMessageId}`,
      },
    });
}

/** The first message to this address, its follow-up, its recipient. */
export async function fileOf(campaignId: string, email: string) {
  const [message, next] = await db.message.findMany({
    where: { campaignId, email },
    orderBy: { rank: "asc" },
  });
  const enrollment = await db.enrollment.findUniqueOrThrow({ where: { id: message!.enrollmentId } });
  const events = await db.messageEvent.findMany({
    where: { messageId: message!.id },
    orderBy: { at: "asc" },
  });
  return { message: message!, next: next!, enrollment, events: events.map(({ kind }) => kind) };
}

let count = 0;

/** A plain answer, as it comes. */
export function answer({
  from = "Maud Tessier <maud@mairie.example>",
  to = "camille@parcelle.example",
  subject = "Re: Vingt minutes ?",
  body = "Oui, avec plaisir.",
  headers = {},
}: {
  from?: string;
  to?: string;
  subject?: string;
  body?: string;
  headers?: Record<string, string | null>;
} = {}): string {
  const lines: Record<string, string | null> = {
    ...{ From: from, To: to, Subject: subject, Date: "Mon, 05 Oct 2026 10:12:00 +0200" },
    ...{ "Message-ID": `<answer-${++count}-${crypto.randomUUID()}@mairie.example>` },
    ...{ "Content-Type": "text/plain; charset=utf-8", ...headers },
  };
  const head = Object.entries(lines).flatMap(([name, value]) => (value === null ? [] : `${name}: ${value}`));
  return `${head.join("\r\n")}\r\n\r\n${body.replace(/\n/g, "\r\n")}\r\n`;
}

/** A report of non-delivery (RFC 3464). `about` is the Message-ID it returns. */
export function bounced({
  recipient,
  about = null,
  envelopeId = null,
  status = "5.1.1",
  action = "failed",
}: {
  recipient: string;
  about?: string | null;
  envelopeId?: string | null;
  status?: string;
  action?: string;
}): string {
  const returned = about
    ? `--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <${about}>\r\n\r\nBonjour\r\n`
    : "";
  return [
    "Return-Path: <>",
    "From: MAILER-DAEMON@mx.mairie.example",
    "To: camille@parcelle.example",
    "Subject: Undelivered Mail Returned to Sender",
    "Auto-Submitted: auto-replied",
    `Message-ID: <dsn-${crypto.randomUUID()}@mx.mairie.example>`,
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    ...["", "--b", "Content-Type: text/plain", "", "User unknown", ""],
    ...["--b", "Content-Type: message/delivery-status", "", "Reporting-MTA: dns; mx.mairie.example"],
    ...(envelopeId ? [`Original-Envelope-Id: ${envelopeId}`] : []),
    ...["", `Final-Recipient: rfc822; ${recipient}`, `Action: ${action}`, `Status: ${status}`],
    ...["Diagnostic-Code: smtp; 550 5.1.1 User unknown", "", `${returned}--b--`, ""],
  ].join("\r\n");
}

/** What became of a message, in the database. */
export async function take(mailboxId: string, raw: string | Uint8Array, at = RECEIVED) {
  const came = await ingest(mailboxId, raw, at);
  const row = await db.inboundMessage.findUniqueOrThrow({ where: { id: came!.id }, omit: { raw: true } });
  return { ...row, fresh: came!.fresh };
}
