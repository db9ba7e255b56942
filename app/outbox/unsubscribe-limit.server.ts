import { RateLimiterMemory } from "rate-limiter-flexible";
import { AppError } from "#app/errors.ts";
import { remember } from "#app/remember.ts";

/** A minute, per address. A mail provider's one-click requests come from few addresses: a low limit would lose some. */
const VISITS_A_MINUTE = 600;

const visits = remember(
  "unsubscribe-visits",
  () => new RateLimiterMemory({ points: VISITS_A_MINUTE, duration: 60 }),
);

/** @throws {AppError} too_many_requests */
export async function countVisit(address: string): Promise<void> {
  await visits.consume(address).catch(() => {
    throw new AppError("too_many_requests", "Trop de demandes : recommencez dans une minute.");
  });
}
