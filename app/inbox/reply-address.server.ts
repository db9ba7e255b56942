import { timingSafeEqual } from "node:crypto";
import { keyed } from "#app/outbox/keyed.server.ts";

const ID_BYTES = 16;
/** 48 bits: enough that nobody names a message of ours by chance, short enough for 64 characters left of the @. */
const SIGNATURE_BYTES = 6;
const LENGTH = Math.ceil(((ID_BYTES + SIGNATURE_BYTES) * 8) / 5);

/**
 * « camille+token@domaine.fr »: where answers to one message come back, when the server delivers such addresses to the
 * mailbox. Figures and small letters only, since servers do not keep the case.
 */
export function replyAddress(fromAddress: string, messageId: string): string {
  const at = fromAddress.lastIndexOf("@");
  const id = Buffer.from(messageId.replaceAll("-", ""), "hex");
  const token = BigInt(`0x${Buffer.concat([id, signature(messageId)]).toString("hex")}`).toString(32);
  return `${fromAddress.slice(0, at)}+${token.padStart(LENGTH, "0")}${fromAddress.slice(at)}`;
}

/** @returns the message that an address names; undefined when it names none, or was not made here */
export function messageOfAddress(address: string): string | undefined {
  const token = new RegExp(`\\+([0-9a-v]{${LENGTH}})@`).exec(address.toLowerCase())?.[1];
  if (!token) return undefined;
  const figures = [...token].reduce((sum, one) => sum * 32n + BigInt(Number.parseInt(one, 32)), 0n);
  const hex = figures.toString(16).padStart((ID_BYTES + SIGNATURE_BYTES) * 2, "0");
  if (hex.length !== (ID_BYTES + SIGNATURE_BYTES) * 2) return undefined;
  const id = hex.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  return timingSafeEqual(Buffer.from(hex.slice(32), "hex"), signature(id)) ? id : undefined;
}

function signature(messageId: string): Buffer {
  return keyed("reply-address", messageId).subarray(0, SIGNATURE_BYTES);
}
