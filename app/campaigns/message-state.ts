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

export function sumOf(all: Iterable<MessageCounts>): MessageCounts {
  const sum = emptyCounts();
  for (const counts of all) for (const state of MESSAGE_STATES) sum[state] += counts[state];
  return sum;
}

/** People, whatever each of them was sent: enrolled, written to, followed up. */
export type PeopleCounts = { enrolled: number; written: number; followedUp: number };

/**
 * Of messages counted by step. Each person enrolled has one first message, and nobody is sent a later follow-up without
 * those before it: the most sent of the follow-ups says how many people were.
 */
export function peopleOf(byStep: ReadonlyMap<number, MessageCounts>): PeopleCounts {
  const sent = ([, counts]: [number, MessageCounts]) => counts.sent + counts.bounced;
  const steps = [...byStep];
  const first = steps.filter(([step]) => step === 1);
  const later = steps.filter(([step]) => step > 1);
  return {
    enrolled: first.flatMap(([, counts]) => Object.values(counts)).reduce((sum, count) => sum + count, 0),
    written: first.map(sent).reduce((sum, count) => sum + count, 0),
    followedUp: Math.max(0, ...later.map(sent)),
  };
}
