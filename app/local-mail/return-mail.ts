import { composeMime } from "#app/outbox/mime.ts";
import { formatDate } from "#app/ui/format.ts";
import type { ReturnInput } from "./local-mail.ts";

/** The letter that somebody does something about. Message-IDs without their angle brackets. */
export type Received = {
  from: { name: string; address: string };
  /** Where it asks to be answered. */
  replyTo: string;
  subject: string;
  messageId: string | null;
  references: string[];
  text: string;
  date: Date;
  /** The ENVID it was handed over with: what a bounce names it by. */
  envelopeId: string | null;
};

type Recipient = { name: string; address: string };
type Coming = { received: Received; recipient: Recipient; messageId: string; at: Date };

/**
 * What comes back when a recipient answers, is away, objects, or when their server refuses: whole MIME, as their own mail
 * program or server would write it.
 */
export function composeReturn(input: ReturnInput, coming: Coming): string {
  if (input.kind === "bounce") return composeBounce(coming);
  const { received, recipient, messageId, at } = coming;
  const { subject, text, headers = {} } = lettersOf(input, coming);
  const thread = [...received.references, ...(received.messageId ? [received.messageId] : [])];
  return composeMime({
    ...{ from: recipient, to: received.replyTo, subject, date: at, messageId, text },
    html: htmlOf(text),
    headers: {
      ...(received.messageId && { "In-Reply-To": `<${received.messageId}>` }),
      ...(thread.length > 0 && { References: thread.map((id) => `<${id}>`).join("\r\n ") }),
      ...headers,
    },
  });
}

type Letter = { subject: string; text: string; headers?: Record<string, string> };

function lettersOf(input: Exclude<ReturnInput, { kind: "bounce" }>, coming: Coming): Letter {
  const { received, recipient } = coming;
  const again = /^re\s*:/i.test(received.subject) ? received.subject : `Re: ${received.subject}`;
  if (input.kind === "reply")
    return { subject: again, text: `${input.text}\n${recipient.name}\n\n${quoted(received)}` };
  if (input.kind === "objection")
    return {
      subject: again,
      text: `Bonjour,\n\nMerci de ne plus m’écrire à cette adresse.\n\n${recipient.name}\n\n${quoted(received)}`,
    };
  return {
    subject: `Réponse automatique : ${received.subject}`,
    text: `Bonjour,\n\nJe suis absent et serai de retour le ${formatDate(input.until)}. En cas d’urgence, contactez le secrétariat du service.\n\n${recipient.name}`,
    headers: { "Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All" },
  };
}

function quoted({ from, date, text }: Received): string {
  const lines = text.split(/\r?\n/).map((line) => (line ? `> ${line}` : ">"));
  return [`Le ${formatDate(date)}, ${from.name || from.address} <${from.address}> a écrit :`, ...lines].join(
    "\n",
  );
}

/** A report of non-delivery (RFC 3464), as the recipient's server sends it. */
function composeBounce({ received, recipient, messageId, at }: Coming): string {
  const host = recipient.address.slice(recipient.address.lastIndexOf("@") + 1);
  const boundary = `=_bounce_${messageId.replace(/[^A-Za-z0-9]/g, "").slice(0, 30)}`;
  const part = (type: string, lines: string[]) => [
    `--${boundary}`,
    `Content-Type: ${type}`,
    "",
    ...lines,
    "",
  ];
  const why = `550 5.1.1 <${recipient.address}>: Recipient address rejected: User unknown`;
  return [
    `From: Mail Delivery System <MAILER-DAEMON@${host}>`,
    `To: ${received.from.address}`,
    "Subject: Undelivered Mail Returned to Sender",
    `Date: ${at.toUTCString().replace("GMT", "+0000")}`,
    `Message-ID: <${messageId}>`,
    "Auto-Submitted: auto-replied",
    "Return-Path: <>",
    "MIME-Version: 1.0",
    `Content-Type: multipart/report; report-type=delivery-status; boundary="${boundary}"`,
    "",
    ...part("text/plain; charset=utf-8", [
      `This is the mail system at host ${host}.`,
      "",
      "I'm sorry to have to inform you that your message could not be delivered.",
      "",
      `<${recipient.address}>: host ${host} said: ${why}`,
    ]),
    ...part("message/delivery-status", [
      `Reporting-MTA: dns; ${host}`,
      ...(received.envelopeId ? [`Original-Envelope-Id: ${received.envelopeId}`] : []),
      "",
      `Final-Recipient: rfc822; ${recipient.address}`,
      "Action: failed",
      "Status: 5.1.1",
      `Diagnostic-Code: smtp; ${why}`,
    ]),
    ...part("text/rfc822-headers", [
      `To: ${recipient.address}`,
      ...(received.messageId ? [`Message-ID: <${received.messageId}>`] : []),
    ]),
    `--${boundary}--`,
    "",
  ].join("\r\n");
}

function htmlOf(text: string): string {
  const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const [own, quote] = escaped.split(/(?=\n\nLe [^\n]+ a écrit)/);
  const lines = (part: string) => part.trim().replaceAll("\n", "<br>");
  return `<html><body><p>${lines(own!)}</p>${quote ? `<blockquote>${lines(quote)}</blockquote>` : ""}</body></html>`;
}
