import { createHash } from "node:crypto";
import type { MessageState } from "#app/outbox/outbox.ts";

/** One line of a campaign's ledger, as its certificate seals it: nobody's address is in it. */
export type SealedLine = {
  rank: number;
  rfcMessageId: string;
  /** SHA-256 of the subject, the text and the HTML. */
  contentHash: string;
  state: MessageState;
  attempt: number;
  sentAt: Date | null;
  reply: string | null;
};

export type Counts = {
  accepted: number;
  rejected: number;
  uncertain: number;
  cancelled: number;
  waiting: number;
};

/** In the order of the ledger, one line each, ended by LF: a program reads it as this one wrote it. */
export function sealedText({
  rank,
  rfcMessageId,
  contentHash,
  state,
  attempt,
  sentAt,
  reply,
}: SealedLine): string {
  const words = (reply ?? "").replace(/[\s;]+/g, " ").trim();
  return `${[rank, rfcMessageId, contentHash, state, attempt, sentAt?.toISOString() ?? "", words].join(";")}\n`;
}

/** Under which figure a state is counted: what bounced had been accepted first. */
export function countedAs(state: MessageState): keyof Counts {
  if (state === "sent" || state === "bounced") return "accepted";
  if (state === "rejected" || state === "uncertain" || state === "cancelled") return state;
  return "waiting";
}

/** Adds the lines up, in the order they are given. The hash is that of the file of the ledger: `sha256sum` gives it. */
export function createSeal() {
  const hash = createHash("sha256");
  const counts: Counts = { accepted: 0, rejected: 0, uncertain: 0, cancelled: 0, waiting: 0 };
  return {
    add(line: SealedLine): void {
      hash.update(sealedText(line));
      counts[countedAs(line.state)]++;
    },
    close: () => ({ ...counts, sha256: hash.digest("hex") }),
  };
}
