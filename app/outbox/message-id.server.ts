import { keyed } from "./keyed.server.ts";

/**
 * The RFC 5322 Message-ID of one step to one enrollment, without its angle brackets. Always the same for the same
 * pair, so that an attempt, a retry, a bounce and a reply all name one message.
 */
export function rfcMessageId(enrollmentId: string, stepId: string, fromAddress: string): string {
  const domain = fromAddress.slice(fromAddress.lastIndexOf("@") + 1).toLowerCase();
  const id = keyed("message-id", `${enrollmentId} ${stepId}`).subarray(0, 18).toString("base64url");
  return `${id}@${domain}`;
}
