import type { Inbound } from "#app/inbox/inbound.ts";

/** Where servers write whom a message was for, when nobody sees it in its To or Cc. */
const ENVELOPE = ["delivered-to", "x-original-to", "x-envelope-to", "envelope-to", "received"];

/** Sent to the capture address: among those it shows, or in what servers noted when they delivered it. */
export function isCaptured(
  captureAddress: string,
  { to, headers }: Pick<Inbound, "to" | "headers">,
): boolean {
  const address = captureAddress.trim().toLowerCase();
  if (to.some((one) => one.toLowerCase() === address)) return true;
  const whole = new RegExp(`(^|[\\s<,;:])${address.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}($|[\\s>,;])`);
  return ENVELOPE.some((name) => whole.test((headers[name] ?? "").toLowerCase()));
}
