import { RateLimiterMemory, type RateLimiterRes } from "rate-limiter-flexible";
import { AppError } from "#app/errors.ts";
import { remember } from "#app/remember.ts";

/** A minute, per token: 100 calls a second keep any import going, and stop a loop gone mad. */
export const CALLS_A_MINUTE = 6_000;
/** A minute, per address. Generous, since a whole ministry may come from one; a token cannot be guessed anyway. */
export const FAILURES_A_MINUTE = 3_000;

const calls = remember("api-calls", () => new RateLimiterMemory({ points: CALLS_A_MINUTE, duration: 60 }));
const failures = remember(
  "api-failures",
  () => new RateLimiterMemory({ points: FAILURES_A_MINUTE, duration: 60 }),
);

/** @throws {AppError} too_many_requests */
export const countCall = (tokenId: string) => consume(calls, tokenId);

/** A call without a valid token. @throws {AppError} too_many_requests */
export const countFailure = (address: string) => consume(failures, address);

async function consume(limiter: RateLimiterMemory, key: string): Promise<void> {
  await limiter.consume(key).catch((spent: RateLimiterRes) => {
    const retryAfter = Math.ceil(spent.msBeforeNext / 1000);
    const message = `Trop d’appels : recommencez dans ${retryAfter} s.`;
    throw new AppError("too_many_requests", message, { details: { retryAfter } });
  });
}
