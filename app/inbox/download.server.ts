import type { FetchMessageObject, ImapFlow, MessageStructureObject } from "imapflow";
import { TAKEN_WHOLE } from "./pending.ts";

/** Of each part of words of a larger one. */
const PART = 300_000;
const PARTS = 8;

export type Downloaded = { raw: Buffer; size: number; receivedAt: Date };

/**
 * A message as it came; of one that is too large, its header and its words, put together as a message again. What is
 * attached stays on the server.
 */
export async function download(client: ImapFlow, uid: number): Promise<Downloaded | null> {
  const query = { uid: true, size: true, internalDate: true, bodyStructure: true } as const;
  const about = await client.fetchOne(String(uid), query, { uid: true });
  // Deleted meanwhile.
  if (!about) return null;
  const size = about.size ?? 0;
  const receivedAt = about.internalDate ? new Date(about.internalDate) : new Date();
  const raw = size <= TAKEN_WHOLE ? await whole(client, uid) : await words(client, uid, about);
  return raw && { raw, size, receivedAt };
}

async function whole(client: ImapFlow, uid: number): Promise<Buffer | null> {
  const message = await client.fetchOne(String(uid), { source: { maxLength: TAKEN_WHOLE } }, { uid: true });
  return message ? (message.source ?? null) : null;
}

async function words(client: ImapFlow, uid: number, about: FetchMessageObject): Promise<Buffer | null> {
  const parts = wordsOf(about.bodyStructure).slice(0, PARTS);
  const bodyParts = parts.map(({ part = "1" }) => ({ key: part, start: 0, maxLength: PART }));
  const query = { headers: true, ...(bodyParts.length > 0 && { bodyParts }) };
  const message = await client.fetchOne(String(uid), query, { uid: true });
  if (!message) return null;
  const boundary = "essaim-words";
  const head = withoutBody(message.headers?.toString("latin1") ?? "");
  const bodies = parts.flatMap((one) => {
    const content = message.bodyParts?.get(one.part ?? "1");
    return content ? [`--${boundary}\r\n${headOf(one)}\r\n\r\n${content.toString("latin1")}\r\n`] : [];
  });
  const multipart = `MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="${boundary}"\r\n\r\n`;
  return Buffer.from(`${head}${multipart}${bodies.join("")}--${boundary}--\r\n`, "latin1");
}

/** The parts that say something: text that is not attached, and what a report of non-delivery is made of. */
function wordsOf(node: MessageStructureObject | undefined): MessageStructureObject[] {
  if (!node) return [];
  if (/^message\/(delivery-status|rfc822)$|^text\/rfc822-headers$/.test(node.type)) return [node];
  if (node.childNodes) return node.childNodes.flatMap(wordsOf);
  return /^text\/(plain|html)$/.test(node.type) && node.disposition !== "attachment" ? [node] : [];
}

function headOf({ type, parameters = {}, encoding }: MessageStructureObject): string {
  const charset = parameters.charset?.replace(/[^\w.:-]/g, "");
  const content = `Content-Type: ${type}${charset ? `; charset="${charset}"` : ""}`;
  return encoding ? `${content}\r\nContent-Transfer-Encoding: ${encoding.replace(/[^\w-]/g, "")}` : content;
}

/** The header without what described the body that is not here. */
function withoutBody(head: string): string {
  const lines = head
    .replace(/\r?\n\r?\n[\s\S]*$/, "\r\n")
    .replace(/^(?:content-[\w-]+|mime-version):.*\r?\n(?:[ \t].*\r?\n)*/gim, "");
  return lines.endsWith("\n") || lines === "" ? lines : `${lines}\r\n`;
}
