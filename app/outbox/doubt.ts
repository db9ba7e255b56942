import { formatTime } from "#app/ui/format.ts";

/** No living socket waits longer for a reply (RFC 5321 §4.5.3.2.6: ten minutes), and a journal has had time to receive. */
export const DOUBT_MS = 15 * 60_000;
/** Later than this, what was right to say may not be any more: a human decides. */
export const TOO_LATE_MS = 48 * 3_600_000;

type Doubt = { sendingAt: Date | null; copied: boolean };

/** What the machine will still do about a message in doubt; « à vous de dire » when it will do nothing more. */
export function sayCheck({ sendingAt, copied }: Doubt, now: Date): string {
  if (!copied) return "La boîte n’a pas de journal : à vous de dire.";
  const since = sendingAt?.getTime() ?? 0;
  if (now.getTime() >= since + TOO_LATE_MS)
    return "Le journal n’a pas tranché en 48 heures : à vous de dire.";
  const from = new Date(since + DOUBT_MS);
  return now < from
    ? `Sera cherché dans le journal à partir de ${formatTime(from)} ; absent, il repartira.`
    : "Sera cherché dans le journal à la prochaine relève ; absent, il repartira.";
}
