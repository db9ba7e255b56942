import { randomBytes } from "node:crypto";

/** What a launch may number: three bytes' worth. */
const MOST = 0xff_ffff;

/**
 * UUIDs in ascending order (version 7, RFC 9562 §5.7, whose counter is our rank): rows written together are read back
 * by id in the order they were made.
 */
export function orderedIds(count: number, now: Date): string[] {
  if (count > MOST) throw new Error(`orderedIds numbers ${MOST} rows at most`);
  const time = now.getTime().toString(16).padStart(12, "0");
  const start = `${time.slice(0, 8)}-${time.slice(8)}`;
  return Array.from({ length: count }, (_, rank) => {
    const counter = rank.toString(16).padStart(6, "0");
    return `${start}-7${counter.slice(0, 3)}-8${counter.slice(3)}-${randomBytes(6).toString("hex")}`;
  });
}
