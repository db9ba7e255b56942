import { RateLimiterMemory } from "rate-limiter-flexible";
import { AppError } from "#app/errors.ts";
import { remember } from "#app/remember.ts";

/** A minute, per address: calendars read every quarter of an hour, and a whole ministry may come from one address. */
export const READS_A_MINUTE = 120;

const reads = remember("feed-reads", () => new RateLimiterMemory({ points: READS_A_MINUTE, duration: 60 }));

/** @throws {AppError} too_many_requests */
export async function countRead(address: string): Promise<void> {
  await reads.consume(address).catch(() => {
    throw new AppError("too_many_requests", "Trop de lectures : recommencez dans une minute.");
  });
}
