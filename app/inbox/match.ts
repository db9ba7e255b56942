import { fold } from "#app/words.ts";
import type { Inbound } from "./inbound.ts";

/** What a message says of the one it answers, the surest first. */
export type Clues = {
  /** Messages named by the address it was sent to (« name+token@ »), checked. */
  tokens: string[];
  /** Message-IDs it says it answers, the nearest first. */
  answered: string[];
  /** Message-IDs and envelope ids of what it returns (a report of non-delivery). */
  returned: string[];
  envelopes: string[];
  /** Who speaks; of a report, who was not reached. */
  sender: string | null;
  /** Of the sender, unless anybody may have one there. */
  domain: string | null;
  /** Folded, without « Re: » and the like. */
  subject: string;
};

/** A message of ours that the answer may be to. */
export type Sent = {
  id: string;
  rfcMessageId: string;
  relayId: string | null;
  email: string;
  subject: string;
  enrollmentId: string;
  campaignId: string;
  contactId: string | null;
  institutionId: string | null;
};

/** What the database knows: messages named, messages to this sender, messages to others of the same domain; the latest first. */
export type Found = { named: Sent[]; toSender: Sent[]; toDomain: Sent[] };

export type MatchedBy = "token" | "reference" | "envelope" | "sender" | "domain";
export type Match = {
  by: MatchedBy;
  /** Percent. */
  confidence: number;
  /** null: the institution is known, and not which of its people was answered for. */
  sent: Sent | null;
  institutionId: string | null;
};

/** From this on, a message is filed by itself; under it, it is proposed to a human. */
export const SURE = 60;

const MAX_IDS = 100;

/** @param tokenIds the messages named by plus-tokens, already checked */
export function cluesOf(
  mail: Inbound,
  tokenIds: string[],
  report: { recipient: string | null } | null,
): Clues {
  const sender = (report ? report.recipient : mail.from?.address) ?? null;
  const domain = report ? null : (mail.from?.address.split("@")[1] ?? null);
  const quoted = report ? idsIn(mail.text) : [];
  return {
    tokens: tokenIds,
    answered: [...mail.inReplyTo, ...mail.references.toReversed()].slice(0, MAX_IDS),
    returned: [mail.original?.messageId ?? [], quoted].flat().slice(0, MAX_IDS),
    envelopes: mail.report?.envelopeId ? [mail.report.envelopeId] : [],
    sender,
    domain: domain && !ANYBODYS.has(domain) ? domain : null,
    subject: plainSubject(mail.subject),
  };
}

/**
 * The cascade: each rung is tried only when the one above found nothing. What only says an address, which anybody can
 * write, is less sure than what only a recipient of ours can know.
 */
export function chooseMatch(
  clues: Clues,
  found: Found,
  report: { recipient: string | null } | null,
): Match | null {
  const match = surest(clues, found);
  if (!match || !report) return match;
  // Anybody can forge a report: it must know something of ours, and speak of the address that was written to.
  const other = report.recipient !== null && report.recipient !== match.sent?.email.toLowerCase();
  const known = match.by === "token" || match.by === "reference" || match.by === "envelope";
  return { ...match, confidence: other ? 30 : known ? match.confidence : 50 };
}

function surest(clues: Clues, { named, toSender, toDomain }: Found): Match | null {
  const token = named.find(({ id }) => clues.tokens.includes(id));
  if (token) return whole("token", 100, token);
  const reference = firstNamed(named, clues.answered);
  if (reference) return whole("reference", 98, reference);
  const envelope = named.find(({ id }) => clues.envelopes.includes(id)) ?? firstNamed(named, clues.returned);
  if (envelope) return whole("envelope", 97, envelope);
  return bySender(clues, toSender) ?? byDomain(clues, toDomain);
}

const whole = (by: MatchedBy, confidence: number, sent: Sent): Match => ({
  ...{ by, confidence, sent, institutionId: sent.institutionId },
});

/** The first id that is ours: a relay may have put its own in the place of ours, or said only its left part. */
function firstNamed(named: Sent[], ids: string[]): Sent | undefined {
  for (const id of ids) {
    const one = named.find(
      ({ rfcMessageId, relayId }) =>
        rfcMessageId === id || (relayId !== null && (relayId === id || relayId === leftOf(id))),
    );
    if (one) return one;
  }
  return undefined;
}

/** An address may be several people's: then its subject must say which. */
function bySender({ subject }: Clues, sent: Sent[]): Match | null {
  const same = sent.filter((one) => subject !== "" && plainSubject(one.subject) === subject);
  const [latest] = same.length > 0 ? same : sent;
  if (!latest) return null;
  const people = new Set((same.length > 0 ? same : sent).map(({ contactId }) => contactId));
  return whole("sender", people.size > 1 ? 50 : same.length > 0 ? 90 : 80, latest);
}

/** A colleague answers under the same subject: sure of the institution, and of the message when there is but one. */
function byDomain({ subject }: Clues, sent: Sent[]): Match | null {
  const same = sent.filter((one) => subject !== "" && plainSubject(one.subject) === subject);
  const places = [...new Set(same.map(({ institutionId }) => institutionId))];
  const [place] = places;
  if (places.length !== 1 || !place) return null;
  const people = new Set(same.map(({ contactId }) => contactId));
  return {
    ...{ by: "domain", confidence: people.size === 1 ? 65 : SURE },
    ...{ sent: people.size === 1 ? same[0]! : null, institutionId: place },
  };
}

/** « RE: TR: [SPAM] Vingt minutes ? » is « vingt minutes ? ». */
export function plainSubject(subject: string): string {
  let plain = fold(subject);
  for (let before = ""; before !== plain;) {
    before = plain;
    plain = plain.replace(
      /^(?:(?:re|rep|tr|fw|fwd|ref|aw|wg)(?:\[\d+\])? ?:|\[[^\]]{1,20}\]|(?:reponse automatique|automatic reply|accepte|accepted) ?:)\s*/,
      "",
    );
  }
  return plain;
}

export const leftOf = (id: string): string => id.slice(0, Math.max(0, id.indexOf("@")));

const idsIn = (text: string): string[] =>
  [...text.slice(0, 50_000).matchAll(/^\s*message-id:\s*<([^<>\s]+)>/gim)].map(([, id]) => id!);

/** Where anybody may have an address: the domain says nothing of an institution. */
export const ANYBODYS: ReadonlySet<string> = new Set([
  ...["gmail.com", "googlemail.com", "outlook.com", "outlook.fr", "hotmail.com", "hotmail.fr", "live.com"],
  ...["live.fr", "msn.com", "yahoo.com", "yahoo.fr", "icloud.com", "me.com", "aol.com", "gmx.fr", "gmx.com"],
  ...["orange.fr", "wanadoo.fr", "free.fr", "sfr.fr", "neuf.fr", "laposte.net", "bbox.fr", "numericable.fr"],
  ...["proton.me", "protonmail.com", "cegetel.net", "club-internet.fr", "aliceadsl.fr"],
]);
