/** Later than this, the world may have changed: the campaign asks again. */
export const LATE_MS = 2 * 3_600_000;

export function isLate(scheduledAt: Date | null, now: Date): boolean {
  return scheduledAt !== null && now.getTime() - scheduledAt.getTime() > LATE_MS;
}
