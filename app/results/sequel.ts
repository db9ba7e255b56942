import { SENTIMENT_ICONS, SENTIMENT_LABELS } from "#app/day/reply.ts";
import { formatShortDate } from "#app/ui/format.ts";
import type { IconName } from "#app/ui/icons.ts";
import type { LedgerLine } from "./ledger.server.ts";

type Sequel = { text: string; icon: IconName; tone?: "ok" | "late" | "warn" };
type Came = Pick<
  LedgerLine,
  "volunteeredAt" | "metAt" | "sentiment" | "repliedAt" | "stopReason" | "pausedUntil"
>;

/** What came of a letter, the strongest fact first; null: nothing yet. */
export function sequelOf(line: Came, now: Date): Sequel | null {
  if (line.volunteeredAt) return { text: "Volontaire", icon: "checkbox-circle-line", tone: "ok" };
  if (line.metAt) return { text: SENTIMENT_LABELS.meeting, icon: SENTIMENT_ICONS.meeting, tone: "ok" };
  if (line.sentiment) {
    const tone = line.sentiment === "positive" || line.sentiment === "meeting" ? { tone: "ok" as const } : {};
    return { text: SENTIMENT_LABELS[line.sentiment], icon: SENTIMENT_ICONS[line.sentiment], ...tone };
  }
  if (line.repliedAt) return { text: "Réponse à trier", icon: "reply-line", tone: "warn" };
  if (line.stopReason) return { text: line.stopReason, icon: "mail-forbid-line" };
  if (line.pausedUntil && line.pausedUntil > now)
    return { text: `Absent jusqu’au ${formatShortDate(line.pausedUntil, now)}`, icon: "calendar-line" };
  return null;
}
