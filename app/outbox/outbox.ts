/**
 * The life of one row of the outbox. What is drawn is what runs: the engine's queries take their states from here.
 *
 *     planned ─due─► queued ─commit─► sending ─250─► sent ─► bounced
 *        │            ▲  ▲ │             │ 4xx ─► retry ─due─► queued
 *        └► cancelled ┼──┼─┘             │ 5xx ─► rejected
 *                     │  └─ before 354 ──┤
 *                     │                  │ 354 seen, then no reply; or the process died
 *                     └── a human says ─ uncertain ─ a human, a late reply, or what came in says ─► sent
 *                         or the journal, read since, does not hold it
 *
 * What was cancelled by hand, or for an answer that was none, may be planned again: it goes through all of it, and is
 * looked at again before DATA. A late reply also makes `sent` of a message that a human has meanwhile put back in the queue.
 */
export type MessageState =
  "planned" | "queued" | "sending" | "retry" | "sent" | "bounced" | "rejected" | "uncertain" | "cancelled";

const NEXT: Record<MessageState, MessageState[]> = {
  planned: ["queued", "cancelled"],
  queued: ["sending", "sent", "cancelled"],
  sending: ["sent", "retry", "rejected", "queued", "uncertain"],
  retry: ["queued", "cancelled"],
  uncertain: ["sent", "retry", "rejected", "queued"],
  sent: ["bounced"],
  bounced: [],
  rejected: [],
  cancelled: ["planned"],
};

export const MESSAGE_STATES = Object.keys(NEXT) as MessageState[];

export function canMove(from: MessageState, to: MessageState): boolean {
  return NEXT[from].includes(to);
}

/** The states from which a message may come to `to`. */
export function statesBefore(to: MessageState): MessageState[] {
  return MESSAGE_STATES.filter((from) => canMove(from, to));
}

/** Nothing has left yet, and it still may: what a reservation takes and an opposition cancels. */
export const WAITING = ["planned", "queued", "retry"] as const satisfies MessageState[];

/** While one of these remains, its campaign is not done. `uncertain` waits for a human, not for the engine. */
export const UNFINISHED = [...WAITING, "sending"] as const satisfies MessageState[];

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/**
 * How long to wait before each new attempt at a message that was put off. Soon for a passing fault, then as greylisting
 * and full mailboxes ask; about two days in all (RFC 5321 §4.5.4.1). After the last, it is refused for good.
 */
export const RETRY_AFTER_MS = [
  ...[15 * SECOND, MINUTE, 5 * MINUTE, 15 * MINUTE],
  ...[HOUR, 4 * HOUR, 12 * HOUR, 30 * HOUR],
];

/** How long to leave a server alone that could not be reached, or signed in to, `failures` times in a row. */
export function restMs(failures: number): number {
  return Math.min(2 ** failures * SECOND, 5 * MINUTE);
}
