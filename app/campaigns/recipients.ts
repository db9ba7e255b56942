import { inSentence } from "#app/institutions/institution-article.ts";
import { checkTemplate, mergeTemplate, type MergeField, type MergeValues } from "#app/outbox/merge.ts";
import type { Exclusion, ExclusionReason } from "./exclusion.ts";

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
export type Letter = {
  subject: string;
  text: string;
  senderName: string;
  /** That of the mailbox; without one, the sender's name signs. */
  signature?: string | null;
  /** The other variants and the follow-ups: who could not be sent one of them is sent none. */
  others?: { subject: string; text: string }[];
};

export type Sorted = {
  recipients: Recipient[];
  excluded: Exclusion[];
  /** Those whom only the message keeps out, and the recipients: who can be previewed, in the order of the audience. */
  reachable: Recipient[];
};

/** Who is written to, and who is not, with the first reason found. Of equal addresses, the first contact keeps it. */
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

export type Fault = { reason: ExclusionReason; detail?: string };

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
 * Why a message could not be written to someone. Only which of their values are empty matters, so that 100 000
 * people ask for a few dozen merges at most.
 */
function faultFinder({ subject, text, others = [] }: Letter): (values: MergeValues) => Fault | undefined {
  const all = [{ subject, text }, ...others];
  const common = all.map((letter) => commonFault(letter.subject, letter.text)).find((fault) => fault);
  if (common) return () => common;
  const known = new Map<string, Fault | undefined>();
  return (values) => {
    const filled = Object.keys(values).filter((field) => values[field as MergeField]?.trim());
    const key = filled.join();
    if (!known.has(key)) known.set(key, missingFault(all, values));
    return known.get(key);
  };
}

/** What is wrong for everyone. */
function commonFault(subject: string, text: string): Fault | undefined {
  if (!subject.trim() || !text.trim()) return { reason: "empty_message" };
  const checks = [checkTemplate(subject), checkTemplate(text)];
  const [error] = checks.flatMap(({ errors }) => errors);
  if (error) return { reason: "faulty_message", detail: error.message };
  const unknown = new Set(checks.flatMap((check) => check.unknown.map((field) => field.name)));
  return unknown.size > 0 ? { reason: "unknown_field", detail: [...unknown].join(", ") } : undefined;
}

function missingFault(all: { subject: string; text: string }[], values: MergeValues): Fault | undefined {
  const templates = all.flatMap(({ subject, text }) => [subject, text]);
  const missing = new Set(templates.flatMap((template) => mergeTemplate(template, values).missing));
  return missing.size > 0 ? { reason: "missing_field", detail: [...missing].join(", ") } : undefined;
}

function mergeValues(person: Candidate, { senderName, signature }: Letter): MergeValues {
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
  };
}
