import { createHmac, hkdfSync } from "node:crypto";
import { appSecret } from "#app/runtime.server.ts";

/** HMAC-SHA256 under the instance's secret. `purpose` keeps a signature made for one use from passing for another. */
export function keyed(purpose: string, text: string): Buffer {
  return createHmac("sha256", appSecret()).update(`${purpose}\0${text}`).digest();
}

/** A 256-bit encryption key of its own for `purpose`, derived from the instance's secret. */
export function encryptionKey(purpose: string): Buffer {
  return Buffer.from(hkdfSync("sha256", appSecret(), "", `essaim ${purpose}`, 32));
}
