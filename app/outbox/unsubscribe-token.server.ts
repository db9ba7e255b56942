import { timingSafeEqual } from "node:crypto";
import { baseUrl } from "#app/runtime.server.ts";
import { keyed } from "./keyed.server.ts";

/** 80 bits: guessing one takes 2^79 requests, and each message has its own. */
const SIGNATURE_BYTES = 10;
const ID_BYTES = 16;

/** Names a message to whoever received it. Short (35 characters), since a folded header breaks some relays' DKIM. */
export function unsubscribeToken(messageId: string): string {
  const id = Buffer.from(messageId.replaceAll("-", ""), "hex");
  return Buffer.concat([id, signature(messageId)]).toString("base64url");
}

/** @returns the message's id, or undefined for a token this instance did not make */
export function readUnsubscribeToken(token: string): string | undefined {
  const bytes = Buffer.from(token, "base64url");
  if (bytes.length !== ID_BYTES + SIGNATURE_BYTES || bytes.toString("base64url") !== token) return undefined;
  const hex = bytes.subarray(0, ID_BYTES).toString("hex");
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  return timingSafeEqual(bytes.subarray(ID_BYTES), signature(id)) ? id : undefined;
}

/** Both the link of the footer and the address of RFC 8058's one-click POST. */
export function unsubscribeUrl(messageId: string): string {
  return `${baseUrl()}/desinscription/${unsubscribeToken(messageId)}`;
}

function signature(messageId: string): Buffer {
  return keyed("unsubscribe", messageId).subarray(0, SIGNATURE_BYTES);
}
