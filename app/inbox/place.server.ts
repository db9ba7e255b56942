import type { InboundKind, InboundState } from "#app/db/generated/enums.ts";
import type { Tx } from "#app/db/transaction.server.ts";
import { captureSent } from "#app/letters/capture.server.ts";
import { confirmEach } from "#app/outbox/confirm.server.ts";
import type { Classified } from "./classify.ts";
import { applyInbound } from "./consequences.server.ts";
import type { Inbound } from "./inbound.ts";
import { storable } from "./kept-text.ts";
import { chooseMatch, type Clues, cluesOf, type Found, type MatchedBy, type Sent, SURE } from "./match.ts";
import { findSent } from "./match.server.ts";
import { messageOfAddress } from "./reply-address.server.ts";

/** The mailbox it came in by. */
export type Box = { id: string; productId: string; fromAddress: string; captureAddress: string | null };
/** A message that is kept, and not yet anybody's. */
export type Kept = { id: string; mail: Inbound; classified: Classified; receivedAt: Date };
/** Where it is put. */
type Place = {
  id: string;
  kind: InboundKind;
  state: InboundState;
  sent: Sent | null;
  contactId: string | null;
  institutionId: string | null;
  interactionId: string | null;
  matchedBy: MatchedBy | null;
  confidence: number | null;
};

/**
 * Files what is sure, with all that follows; the rest waits for a human, with what is proposed.
 * @returns in the order of `kept`
 */
export async function placeAll(
  tx: Tx,
  mailbox: Box,
  kept: Kept[],
): Promise<Pick<Place, "id" | "kind" | "state">[]> {
  if (kept.length === 0) return [];
  const clues = kept.map(({ mail, classified }) => cluesIn(mail, classified));
  const asked = kept.map(({ mail, receivedAt }, i) => ({ clues: withOwnId(clues[i]!, mail), receivedAt }));
  const found = await findSent(tx, mailbox.productId, asked);
  const places: Place[] = [];
  for (const [i, one] of kept.entries())
    places.push(
      ownPlace(one, found[i]!) ??
        (await capturedPlace(tx, mailbox, one)) ??
        matchedPlace(one, clues[i]!, found[i]!),
    );
  await keepStanding(tx, places);
  await followUp(tx, mailbox.productId, kept, places);
  await write(tx, places);
  return places;
}

function cluesIn(mail: Inbound, classified: Classified): Clues {
  return cluesOf(
    mail,
    mail.to.flatMap((address) => messageOfAddress(address) ?? []),
    reportOf(classified),
  );
}

const reportOf = (classified: Classified) =>
  classified.kind === "bounce" || classified.kind === "delayed" ? classified : null;

/** Its own name may be one of ours. */
const withOwnId = (clues: Clues, { messageId }: Inbound): Clues => ({
  ...clues,
  returned: messageId ? [...clues.returned, messageId] : clues.returned,
});

const NOWHERE = { contactId: null, institutionId: null, interactionId: null } as const;

/** Our own message, back by a list, a copy or the journal: no answer at all. */
function ownPlace({ id, mail }: Kept, { named }: Found): Place | null {
  const sent = named.find(({ rfcMessageId }) => rfcMessageId === mail.messageId);
  if (!sent) return null;
  const { contactId, institutionId } = sent;
  return {
    ...{ id, kind: "captured", state: "filed", matchedBy: "reference", confidence: 100 },
    ...{ sent, contactId, institutionId, interactionId: null },
  };
}

/** Written by one of us elsewhere, and sent to the capture address. */
async function capturedPlace(tx: Tx, mailbox: Box, { id, mail, receivedAt }: Kept): Promise<Place | null> {
  const captured = await captureSent(tx, { productId: mailbox.productId, mailbox, mail, receivedAt });
  if (!captured) return null;
  const sure = captured.interactionId !== null;
  return {
    ...{ id, kind: "captured", state: sure ? "filed" : "to_attach", sent: null, ...captured },
    ...{ matchedBy: sure ? "envelope" : null, confidence: sure ? 100 : null },
  };
}

function matchedPlace({ id, mail, classified }: Kept, clues: Clues, found: Found): Place {
  const match = chooseMatch(clues, found, reportOf(classified));
  const sure = match !== null && match.confidence >= SURE && !mail.unreadable;
  return {
    ...{ id, kind: classified.kind, state: sure ? "filed" : "to_attach", ...NOWHERE },
    ...{ sent: match?.sent ?? null, contactId: match?.sent?.contactId ?? null },
    ...{ institutionId: match?.institutionId ?? null },
    ...{ matchedBy: match?.by ?? null, confidence: match?.confidence ?? null },
  };
}

/** Neither a contact nor an institution that is gone. */
async function keepStanding(tx: Tx, places: Place[]): Promise<void> {
  const contacts = places.flatMap(({ contactId }) => contactId ?? []);
  const institutions = places.flatMap(({ institutionId }) => institutionId ?? []);
  if (contacts.length + institutions.length === 0) return;
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "Contact" WHERE "id" = ANY(${contacts}::uuid[])
    UNION ALL SELECT "id" FROM "Institution" WHERE "id" = ANY(${institutions}::uuid[])`;
  const standing = new Set(rows.map(({ id }) => id));
  for (const place of places) {
    if (!standing.has(place.contactId ?? "")) place.contactId = null;
    if (!standing.has(place.institutionId ?? "")) place.institutionId = null;
  }
}

/** What follows from what is sure of what came in; and our own, come back, were accepted. */
async function followUp(tx: Tx, productId: string, kept: Kept[], places: Place[]): Promise<void> {
  const both = kept.map((one, i) => ({ ...one, place: places[i]! }));
  const own = both.filter(({ place }) => place.kind === "captured" && place.sent);
  const proved = own.map(({ place, receivedAt: at }) => ({ id: place.sent!.id, at }));
  await confirmEach(tx, proved, "journal");
  const sure = both.filter(({ place }) => place.kind !== "captured" && place.state === "filed");
  const filed = sure.map(({ mail, classified, receivedAt, place }) => ({
    ...{ productId, classified, receivedAt, sent: place.sent },
    ...{ contactId: place.contactId, institutionId: place.institutionId },
    ...{ fromAddress: mail.from?.address ?? null },
    ...{ subject: storable(mail.subject), words: storable(mail.own) },
  }));
  const exchanges = await applyInbound(tx, productId, filed);
  for (const [i, { place }] of sure.entries()) {
    place.interactionId = exchanges[i] ?? null;
    // A challenge and a departure ask something of a human, even when it is sure whom they come from.
    const asks = place.kind === "challenge" || place.kind === "left";
    const homeless = place.kind === "human" && !place.interactionId;
    if (asks || homeless) place.state = "to_attach";
  }
}

async function write(tx: Tx, places: Place[]): Promise<void> {
  const all = <Key extends keyof Place>(key: Key) => places.map((place) => place[key]);
  const messages = places.map(({ sent }) => sent?.id ?? null);
  await tx.$executeRaw`
    UPDATE "InboundMessage" i SET "kind" = v."kind", "state" = v."state", "messageId" = v."messageId",
      "contactId" = v."contactId", "institutionId" = v."institutionId", "interactionId" = v."interactionId",
      "matchedBy" = v."matchedBy", "confidence" = v."confidence"
    FROM unnest(${all("id")}::uuid[], ${all("kind")}::"InboundKind"[], ${all("state")}::"InboundState"[], ${messages}::uuid[],
      ${all("contactId")}::uuid[], ${all("institutionId")}::uuid[], ${all("interactionId")}::uuid[],
      ${all("matchedBy")}::"MatchedBy"[], ${all("confidence")}::int[])
      AS v("id", "kind", "state", "messageId", "contactId", "institutionId", "interactionId", "matchedBy", "confidence")
    WHERE i."id" = v."id"`;
}
