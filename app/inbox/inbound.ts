import PostalMime, { type Address, type Email } from "postal-mime";
import { type DeliveryReport, readDeliveryReport } from "./delivery-report.ts";
import { ownWords } from "./own-words.ts";

/** A message as it came in: what the rest of the module reasons from. Absent headers are null or empty. */
export type Inbound = {
  from: { address: string; name: string } | null;
  /** Every address it was sent to, Cc and Delivered-To included, in lower case. */
  to: string[];
  subject: string;
  /** ISO; null when the header is absent or no date. */
  date: string | null;
  /** Message-IDs without their angle brackets. */
  messageId: string | null;
  inReplyTo: string[];
  references: string[];
  /** By lower-case name; the last one wins. */
  headers: Record<string, string>;
  text: string;
  /** What the sender wrote, without what they quote nor their signature. */
  own: string;
  attachments: { name: string; type: string; size: number }[];
  report: DeliveryReport | null;
  /** Of the message returned or forwarded inside this one. */
  original: { messageId: string | null; to: string | null; subject: string | null } | null;
  /** It could not be parsed: kept as it is, for a human. */
  unreadable: boolean;
};

/** Reads a raw message (RFC 5322). Never throws: what cannot be parsed comes out `unreadable`, with what could be seen. */
export async function readInbound(raw: Uint8Array | string): Promise<Inbound> {
  try {
    return shape(await PostalMime.parse(raw, { attachmentEncoding: "arraybuffer", maxNestingDepth: 50 }));
  } catch {
    return unreadable(raw);
  }
}

function shape(mail: Email): Inbound {
  const headers = Object.fromEntries(mail.headers.map(({ key, value }) => [key.toLowerCase(), value]));
  const text = mail.text?.trim() || (mail.html ? textOf(mail.html) : "");
  const status = part(mail, "message/delivery-status");
  const returned = part(mail, "message/rfc822") ?? part(mail, "text/rfc822-headers");
  return {
    from: mailboxes(mail.from ? [mail.from] : [])[0] ?? null,
    to: mailboxes([...(mail.to ?? []), ...(mail.cc ?? [])])
      .map(({ address }) => address)
      .concat(addressesIn(headers["delivered-to"] ?? "")),
    subject: mail.subject?.trim() ?? "",
    date: mail.date && !Number.isNaN(Date.parse(mail.date)) ? new Date(mail.date).toISOString() : null,
    ...{ messageId: idsIn(mail.messageId)[0] ?? null, headers, text, own: ownWords(text) },
    ...{ inReplyTo: idsIn(mail.inReplyTo), references: idsIn(mail.references) },
    attachments: mail.attachments.map(({ filename, mimeType, content }) => ({
      ...{ name: filename ?? "", type: mimeType },
      size: typeof content === "string" ? content.length : content.byteLength,
    })),
    report: status ? readDeliveryReport(status) : null,
    original: returned ? originalOf(returned) : null,
    unreadable: false,
  };
}

function unreadable(raw: Uint8Array | string): Inbound {
  const text = typeof raw === "string" ? raw : new TextDecoder().decode(raw.subarray(0, 100_000));
  const from = addressesIn(headerIn(text, "From") ?? "")[0];
  return {
    ...{ from: from ? { address: from, name: "" } : null, to: addressesIn(headerIn(text, "To") ?? "") },
    ...{
      subject: headerIn(text, "Subject") ?? "",
      date: null,
      messageId: idsIn(headerIn(text, "Message-ID"))[0] ?? null,
    },
    ...{ inReplyTo: idsIn(headerIn(text, "In-Reply-To")), references: idsIn(headerIn(text, "References")) },
    ...{ headers: {}, text, own: "", attachments: [], report: null, original: null, unreadable: true },
  };
}

function mailboxes(list: Address[]): { address: string; name: string }[] {
  return list.flatMap((one) => {
    if (one.group) return mailboxes(one.group);
    return one.address ? [{ address: one.address.trim().toLowerCase(), name: one.name?.trim() ?? "" }] : [];
  });
}

function part(mail: Email, type: string): string | undefined {
  const content = mail.attachments.find(({ mimeType }) => mimeType === type)?.content;
  return content === undefined || typeof content === "string" ? content : new TextDecoder().decode(content);
}

function originalOf(source: string): Inbound["original"] {
  return {
    messageId: idsIn(headerIn(source, "Message-ID"))[0] ?? null,
    to: addressesIn(headerIn(source, "To") ?? "")[0] ?? null,
    subject: headerIn(source, "Subject") ?? null,
  };
}

/** A header of a raw message, unfolded. */
function headerIn(source: string, name: string): string | undefined {
  const head = source.split(/\r?\n\r?\n/, 1)[0] ?? "";
  const found = new RegExp(`^${name}:[ \\t]*(.*(?:\\r?\\n[ \\t].*)*)`, "im").exec(head)?.[1];
  return found?.replace(/\r?\n[ \t]+/g, " ").trim();
}

/** Message-IDs without their brackets; some servers forget them. */
function idsIn(value: string | undefined): string[] {
  const bracketed = [...(value ?? "").matchAll(/<([^<>\s]+)>/g)].map((match) => match[1]!);
  return bracketed.length > 0 ? bracketed : (value ?? "").split(/\s+/).filter((word) => word.includes("@"));
}

function addressesIn(value: string): string[] {
  return [...value.matchAll(/[^\s<>,;:"'()]+@[^\s<>,;:"'()]+/g)].map(([address]) => address.toLowerCase());
}

/** Words of an HTML body that has no plain text beside it: paragraphs, breaks and quotes are all that matters here. */
function textOf(html: string): string {
  return html
    .replace(/<(style|script|head)\b[\s\S]*?<\/\1>/gi, " ")
    .replace(
      /<blockquote\b[\s\S]*?<\/blockquote>/gi,
      (quote) => `\n> ${textOf(quote.replace(/<\/?blockquote[^>]*>/gi, ""))}\n`,
    )
    .replace(/<(br|\/p|\/div|\/tr|\/li)\b[^>]*>/gi, "\n")
    .replace(/<[^>]+>/g, "")
    .replace(/&nbsp;/g, "\u00a0")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&(?:quot|#34);/g, '"')
    .replace(/&(?:apos|#39|rsquo);/g, "’")
    .replace(/&eacute;/g, "é")
    .replace(/&amp;/g, "&")
    .replace(/[ \t]+\n/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}
