import { db } from "#app/db/db.server.ts";
import { readInbound } from "#app/inbox/inbound.ts";
import { classify } from "#app/inbox/classify.ts";
import { ingest } from "#app/inbox/ingest.server.ts";
import { createCampaign } from "../outbox-factories.ts";

const MESSAGES = 2_000;
const RECEIVED = new Date("2026-10-05T08:00:00Z");
const DAY = "2026-10-05";

/**
 * 2 000 answers to a campaign of 2 000, as they come: by the thread, by the sender alone, by a report, away, opposed,
 * from nowhere. Read and classified alone, then taken in whole, one after the other, as one mailbox is read.
 */
export async function benchInbound(): Promise<{ classified: number; ingested: number }> {
  const emails = Array.from({ length: MESSAGES }, (_, i) => `agent${i}@mairie${i % 700}.example`);
  const { id, mailboxId } = await createCampaign({ emails });
  const sentAt = new Date(RECEIVED.getTime() - 86_400_000);
  await db.message.updateMany({ where: { campaignId: id }, data: { state: "sent", sentAt } });
  const sent = await db.message.findMany({
    where: { campaignId: id },
    select: { email: true, rfcMessageId: true },
  });
  const raws = sent.map(({ email, rfcMessageId }, i) => mailOf(i, email, rfcMessageId));
  await db.$executeRaw`ANALYZE`;
  const classified = await perSecond(async () => {
    for (const raw of raws) classify(await readInbound(raw), DAY);
  });
  const ingested = await perSecond(async () => {
    for (const raw of raws) await ingest(mailboxId, raw, RECEIVED);
  });
  const matched = await db.inboundMessage.count({ where: { mailboxId, messageId: { not: null } } });
  if (matched !== MESSAGES - MESSAGES / 10) throw new Error(`${matched} were matched, of ${MESSAGES}`);
  return { classified, ingested };
}

async function perSecond(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return Math.round((MESSAGES * 1000) / (performance.now() - start));
}

const QUOTE =
  "\r\n\r\nLe 4 oct. 2026 à 10:00, Camille Roussel a écrit :\r\n> Bonjour,\r\n> Auriez-vous vingt minutes ?\r\n";

function mailOf(i: number, email: string, sentId: string): string {
  const turn = i % 10;
  const named = `In-Reply-To: <${sentId}>\r\nReferences: <${sentId}>\r\n`;
  const head = (from: string, extra: string) =>
    `From: ${from}\r\nTo: camille@parcelle.example\r\nSubject: Re: Vingt minutes ?\r\nMessage-ID: <in-${i}@x.example>\r\n${extra}`;
  const plain = "Content-Type: text/plain; charset=utf-8\r\n\r\n";
  if (turn < 4) return `${head(email, named)}${plain}Oui, volontiers. Plutôt mardi.${QUOTE}`;
  if (turn < 6) return `${head(email, "")}${plain}Merci, nous y réfléchissons.${QUOTE}`;
  if (turn < 8)
    return `${head(email, `${named}Auto-Submitted: auto-replied\r\n`)}${plain}Je suis absente, de retour le 19 octobre.`;
  if (turn === 8)
    return `${head(`inconnu${i}@ailleurs${i}.example`, "")}${plain}Bonjour, de quoi s’agit-il ?`;
  return `${head("MAILER-DAEMON@mx.example", 'Auto-Submitted: auto-replied\r\nContent-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n')}\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; ${email}\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <${sentId}>\r\n\r\nBonjour\r\n--b--\r\n`;
}
