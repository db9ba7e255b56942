import { inSentence } from "#app/institutions/institution-article.ts";
import { mergeTemplate, type MergeField, type MergeValues } from "#app/outbox/merge.ts";
import type { Exclusion } from "./exclusion.ts";
import { faultsOf, type LetterPart } from "./letter-faults.ts";

/** Someone of the audience, as the database knows them today. */
export type Candidate = {
  contactId: string;
  firstName: string | null;
  lastName: string | null;
  opposed: boolean;
  email: string | null;
  addressHash: string | null;
  /** Where and when the address was collected, as the first message must say. */
  source: string | null;
  collectedAt: Date | null;
  function: string | null;
  institutionId: string | null;
  institution: string | null;
  territory: string | null;
  /** What the institution is, and how much the person weighs in it. */
  kind?: string | null;
  influence?: number | null;
};

/** Someone who will be written to. */
export type Recipient = Candidate & { email: string; addressHash: string; values: MergeValues };

/** What is written to everyone, and in whose name. */
export type Letter = LetterPart & {
  senderName: string;
  /** That of the mailbox; without one, the sender's name signs. */
  signature?: string | null;
  /** The other variants and the follow-ups: who could not be sent one of them is sent none. */
  others?: LetterPart[];
  /** The campaign's public page, when it is open; the same address for all. */
  volunteerUrl?: string | null;
};

/** The message that is looked at, then the others. */
export function partsOf({ others = [], ...letter }: Letter): LetterPart[] {
  return [letter, ...others];
}

export type Sorted = {
  recipients: Recipient[];
  excluded: Exclusion[];
  /** Those whom only the message keeps out, and the recipients: who can be previewed, in the order of the audience. */
  reachable: Recipient[];
};

/**
 * Who is written to, and who is not, with the first reason found. Of equal addresses, the first contact keeps it. What
 * is wrong with the message for everyone keeps nobody out: it forbids the launch (`letterFaults`).
 */
export function sortOut(
  candidates: Candidate[],
  suppressed: ReadonlySet<string>,
  letter: Letter,
  { heldBack, perInstitution }: Restraint = {},
): Sorted {
  const recipients: Recipient[] = [];
  const reachable: Recipient[] = [];
  const excluded: Exclusion[] = [];
  const taken = new Set<string>();
  const faultOf = faultFinder(letter);
  for (const candidate of candidates) {
    const { contactId, email } = candidate;
    const personal = personalFault(candidate, suppressed, taken) ?? heldBack?.get(contactId);
    if (personal) {
      excluded.push({ contactId, email, ...personal });
      continue;
    }
    const recipient = { ...candidate, values: mergeValues(candidate, letter) } as Recipient;
    reachable.push(recipient);
    const fault = faultOf(recipient.values);
    if (fault) excluded.push({ contactId, email, ...fault });
    else {
      recipients.push(recipient);
      taken.add(recipient.addressHash);
    }
  }
  if (!perInstitution) return { recipients, excluded, reachable };
  const crowd = tooMany(recipients, perInstitution);
  for (const { contactId, email } of crowd) excluded.push({ contactId, email, reason: "colleague_chosen" });
  const stays = (person: Recipient) => !crowd.has(person);
  return { recipients: recipients.filter(stays), excluded, reachable: reachable.filter(stays) };
}

/** What else keeps people out: `heldBack` by what happened before, the others by how many an institution receives. */
export type Restraint = { heldBack?: ReadonlyMap<string, Fault>; perInstitution?: number | null | undefined };

/** Of an institution's people, those beyond `most`: who weighs most in it stays, then whoever has a function. */
function tooMany(recipients: Recipient[], most: number): Set<Recipient> {
  const places = Map.groupBy(
    recipients.filter(({ institutionId }) => institutionId),
    ({ institutionId }) => institutionId,
  );
  const weight = ({ influence, function: post }: Recipient) => (influence ?? 0) * 2 + (post ? 1 : 0);
  return new Set(
    [...places.values()].flatMap((people) => people.sort((a, b) => weight(b) - weight(a)).slice(most)),
  );
}

export type Fault = Pick<Exclusion, "reason" | "detail" | "place">;

function personalFault(
  { email, addressHash, opposed }: Candidate,
  suppressed: ReadonlySet<string>,
  taken: ReadonlySet<string>,
): Fault | undefined {
  if (!email || !addressHash) return { reason: "no_address" };
  if (opposed || suppressed.has(addressHash)) return { reason: "opposed" };
  if (taken.has(addressHash)) return { reason: "duplicate" };
  return undefined;
}

/**
 * Why a message could not be written to someone: which fields, in which of the messages. Only which of their values are
 * empty matters, so that 100 000 people ask for a few dozen merges at most.
 */
function faultFinder(letter: Letter): (values: MergeValues) => Fault | undefined {
  const sound = partsOf(letter).filter((part) => faultsOf(part).length === 0);
  const known = new Map<string, Fault | undefined>();
  return (values) => {
    const filled = Object.keys(values).filter((field) => values[field as MergeField]?.trim());
    const key = filled.join();
    if (!known.has(key)) known.set(key, missingFault(sound, values));
    return known.get(key);
  };
}

function missingFault(parts: LetterPart[], values: MergeValues): Fault | undefined {
  const lacking = parts.map((part) => ({ part, missing: missingIn(part, values) }));
  const fields = new Set(lacking.flatMap(({ missing }) => missing));
  if (fields.size === 0) return undefined;
  const places = lacking.flatMap(({ part: { place }, missing }) =>
    place && missing.length > 0 ? place : [],
  );
  const place = places.length > 0 ? { place: places.join("\u00A0; ") } : {};
  return { reason: "missing_field", detail: [...fields].join(", "), ...place };
}

/** The closed page of volunteers is everyone's fault, not theirs. */
function missingIn({ subject, text, followUp }: LetterPart, values: MergeValues): string[] {
  const templates = followUp ? [text] : [subject, text];
  const missing = templates.flatMap((template) => mergeTemplate(template, values).missing);
  return missing.filter((field) => field !== "lien_volontaire");
}

function mergeValues(person: Candidate, { senderName, signature, volunteerUrl }: Letter): MergeValues {
  const { le, au, du } = inSentence(person.institution);
  return {
    "contact.prenom": person.firstName,
    "contact.nom": person.lastName,
    "contact.fonction": person.function,
    "institution.nom": person.institution,
    ...{ "institution.le": le, "institution.au": au, "institution.du": du },
    "territoire.nom": person.territory,
    "expediteur.nom": senderName,
    "expediteur.signature": signature?.trim() || senderName,
    lien_volontaire: volunteerUrl,
  };
}
