import type { Pool } from "pg";
import { db } from "#app/db/db.server.ts";
import { type Inbound, readInbound } from "#app/inbox/inbound.ts";
import { type Classified, classify } from "#app/inbox/classify.ts";
import { ingestAll } from "#app/inbox/ingest.server.ts";
import { chooseMatch, cluesOf } from "#app/inbox/match.ts";
import { findSent } from "#app/inbox/match.server.ts";
import { createCampaign } from "../outbox-factories.ts";

const MESSAGES = 2_000;
const OTHERS = 50_000;
/** As a mailbox's reader takes them. */
const LOT = 50;
const RECEIVED = new Date("2026-10-05T08:00:00Z");
const DAY = "2026-10-05";

export type InboundRates = { classified: number; matched: number; taken: number };

/**
 * 2 000 answers to a campaign of 2 000 sent among 50 000 other messages, as they come: by the thread, by the sender
 * alone, by a report, away, opposed, from nowhere. Read and classified alone, matched alone, then taken in whole, as
 * one mailbox's backlog is read.
 */
export async function benchInbound(pool: Pool): Promise<InboundRates> {
  const emails = Array.from({ length: MESSAGES }, (_, i) => `agent${i}@mairie${i % 700}.example`);
  const { id, mailboxId, actor } = await createCampaign({ emails });
  const sentAt = new Date(RECEIVED.getTime() - 86_400_000);
  await db.message.updateMany({ where: { campaignId: id }, data: { state: "sent", sentAt } });
  await addOthers(pool, id);
  const sent = await db.message.findMany({
    where: { campaignId: id, subject: { not: "Autre sujet" } },
    select: { email: true, rfcMessageId: true },
  });
  const raws = sent.map(({ email, rfcMessageId }, i) => mailOf(i, email, rfcMessageId));
  await db.$executeRaw`ANALYZE`;
  const mails: { mail: Inbound; classified: Classified }[] = [];
  const classified = await perSecond(async () => {
    for (const raw of raws) {
      const mail = await readInbound(raw);
      mails.push({ mail, classified: classify(mail, DAY) });
    }
  });
  const matched = await perSecond(async () => {
    for (const lot of lots(mails)) await match(actor.productId, lot);
  });
  const taken = await perSecond(async () => {
    for (const lot of lots(raws))
      await ingestAll(
        mailboxId,
        lot.map((raw) => ({ raw, receivedAt: RECEIVED })),
      );
  });
  const known = await db.inboundMessage.count({ where: { mailboxId, messageId: { not: null } } });
  if (known !== MESSAGES - MESSAGES / 10) throw new Error(`${known} were matched, of ${MESSAGES}`);
  return { classified, matched, taken };
}

async function match(productId: string, lot: { mail: Inbound; classified: Classified }[]): Promise<void> {
  const reports = lot.map(({ classified }) => (classified.kind === "bounce" ? classified : null));
  const asked = lot.map(({ mail }, i) => ({ clues: cluesOf(mail, [], reports[i]!), receivedAt: RECEIVED }));
  const found = await findSent(db, productId, asked);
  for (const [i, { clues }] of asked.entries()) chooseMatch(clues, found[i]!, reports[i]!);
}

/** What a product has sent over a year, to other people. */
async function addOthers(pool: Pool, campaignId: string): Promise<void> {
  await pool.query(
    `WITH one AS (SELECT e.*, m."stepId", m."variantId", m."mailboxId", m."contentHash" FROM "Enrollment" e
       JOIN "Message" m ON m."enrollmentId" = e."id" WHERE e."campaignId" = $1 LIMIT 1),
     people AS (INSERT INTO "Contact" ("productId", "lastName")
       SELECT one."productId", 'Autre ' || n FROM one, generate_series(1, ${OTHERS}) n RETURNING "id", "productId"),
     places AS (SELECT array_agg("institutionId") AS ids FROM "Enrollment" WHERE "campaignId" = $1),
     addresses AS (INSERT INTO "Address" ("productId", "contactId", "kind", "value", "normalized", "primary", "source", "collectedAt")
       SELECT "productId", "id", 'email', "id" || '@autres' || left("id"::text, 3) || '.example',
         "id" || '@autres' || left("id"::text, 3) || '.example', true, 'bench', now() FROM people),
     enrolled AS (INSERT INTO "Enrollment" ("productId", "campaignId", "contactId", "institutionId", "state")
       SELECT one."productId", one."campaignId", people."id", places.ids[1 + row_number() OVER () % array_length(places.ids, 1)], 'finished' FROM one, people, places
       RETURNING "id", "productId", "campaignId", "contactId")
     INSERT INTO "Message" ("productId", "campaignId", "enrollmentId", "stepId", "variantId", "mailboxId", "state", "email",
       "addressHash", "subject", "text", "html", "contentHash", "rfcMessageId", "dueAt", "sentAt")
     SELECT e."productId", e."campaignId", e."id", one."stepId", one."variantId", one."mailboxId", 'sent',
       e."contactId" || '@autres.example', md5(e."id"::text), 'Autre sujet', 'x', 'x', one."contentHash", e."id" || '@x',
       now(), '2026-09-20' FROM enrolled e, one`,
    [campaignId],
  );
}

function lots<T>(all: T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / LOT) }, (_, i) => all.slice(i * LOT, (i + 1) * LOT));
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
