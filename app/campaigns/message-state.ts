import { MESSAGE_STATES, type MessageState } from "#app/outbox/outbox.ts";
import type { IconName } from "#app/ui/icons.ts";

export type MessageCounts = Record<MessageState, number>;

type Words = { label: string; icon: IconName; tone?: "ok" | "late" | "warn" | "open" };

/** Each state in words, with the shape that says it before the colour does. */
export const MESSAGE_WORDS: Record<MessageState, Words> = {
  planned: { label: "Prévu", icon: "calendar-line" },
  queued: { label: "En file", icon: "time-line" },
  sending: { label: "En cours d’envoi", icon: "send-plane-line", tone: "open" },
  retry: { label: "Nouvel essai prévu", icon: "refresh-line", tone: "warn" },
  sent: { label: "Envoyé", icon: "check-line" },
  bounced: { label: "Rebond", icon: "close-circle-line", tone: "late" },
  rejected: { label: "Refusé", icon: "close-circle-line", tone: "late" },
  uncertain: { label: "À vérifier", icon: "question-line", tone: "warn" },
  cancelled: { label: "Annulé", icon: "close-line" },
};

export function isMessageState(text: string | null | undefined): text is MessageState {
  return MESSAGE_STATES.some((state) => state === text);
}

export function emptyCounts(): MessageCounts {
  return Object.fromEntries(MESSAGE_STATES.map((state) => [state, 0])) as MessageCounts;
}

/** What the outbox still has to do something about. */
export function unsettled(counts: MessageCounts): number {
  return counts.planned + counts.queued + counts.sending + counts.retry;
}

export type FunnelLine = {
  key: "enrolled" | "sent" | "bounced" | "rejected" | "uncertain" | "cancelled";
  count: number;
  /** What the count is a part of; null for the first line. */
  of: number | null;
};

/**
 * From the enrolled to what became of them. A bounce was first sent, so « sent » counts it, and it is a part of the
 * sent; the others are parts of the enrolled.
 */
export function funnelOf(enrolled: number, counts: MessageCounts): FunnelLine[] {
  const sent = counts.sent + counts.bounced;
  const lost = (["rejected", "uncertain", "cancelled"] as const).map((key) => ({
    ...{ key, count: counts[key], of: enrolled },
  }));
  return [
    { key: "enrolled", count: enrolled, of: null },
    { key: "sent", count: sent, of: enrolled },
    { key: "bounced", count: counts.bounced, of: sent },
    ...lost,
  ];
}

export function totalOf(counts: MessageCounts): number {
  return MESSAGE_STATES.reduce((sum, state) => sum + counts[state], 0);
}
