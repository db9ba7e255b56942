import { normalizeEmail } from "./mailbox.ts";
import { keyed } from "./keyed.server.ts";

/**
 * What is kept of an opposed address: a keyed hash, so that it outlives the contact and tells nobody who it was.
 * The same for every way of writing one address (case, spaces around).
 */
export function addressHash(email: string): string {
  return keyed("address", normalizeEmail(email)).toString("hex");
}
