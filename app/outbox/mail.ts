import { addressOf, composeMime } from "./mime.ts";

/** A row of the outbox about to leave, with what its mailbox adds. */
export type Outgoing = {
  id: string;
  attempt: number;
  email: string;
  subject: string;
  text: string;
  html: string;
  rfcMessageId: string;
  /** The ids of the thread it goes on with, the oldest first: it answers the last. */
  thread?: string[];
  /** The journal: an extra recipient, in the same transaction. */
  copiedTo?: string | null;
  /** From one person to another: no list, so none to leave. */
  direct?: boolean;
};

export type Mail = ReturnType<typeof buildMail>;

/** `replyTo`: where the answers to this very message come back, when it is not the address it is from. */
export type Sender = { name: string; fromAddress: string; replyTo?: string | null };

/**
 * What is handed over: the envelope, and the message whole. The same row gives the same Message-ID whichever
 * attempt it is.
 */
export function buildMail(message: Outgoing, sender: Sender, unsubscribeUrl: string, date: Date) {
  const { id, email, copiedTo, subject, text, html, rfcMessageId } = message;
  const raw = composeMime({
    ...{ subject, text, html, date, to: email, messageId: rfcMessageId },
    from: { name: sender.name, address: sender.fromAddress },
    headers: {
      ...(sender.replyTo && { "Reply-To": addressOf(sender.replyTo) }),
      ...threadHeaders(message.thread ?? []),
      ...(!message.direct && {
        // RFC 8058. Kept on one line: relays that fold it anew break DKIM.
        "List-Unsubscribe": `<${unsubscribeUrl}>`,
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      }),
    },
  });
  return {
    raw,
    // The envelope's sender is of the From's domain: local authorities allow-list it, and SPF aligns with it.
    from: addressOf(sender.replyTo ?? sender.fromAddress),
    to: addressOf(email),
    journal: copiedTo ? addressOf(copiedTo) : null,
    // RFC 3461, where the server offers it: a bounce then names the row it is about.
    dsn: { id, return: "headers" as const, notify: ["failure", "delay"], recipient: `rfc822;${email}` },
  };
}

/** A follow-up answers what it follows (RFC 5322, section 3.6.4): mail clients show them as one conversation. */
function threadHeaders(thread: string[]): Record<string, string> {
  const last = thread.at(-1);
  if (last === undefined) return {};
  return { "In-Reply-To": `<${last}>`, References: thread.map((id) => `<${id}>`).join("\r\n ") };
}
