import { plural } from "#app/ui/format.ts";
import type { CheckLine } from "./pre-launch.ts";

/** What the check looks at besides who is written to and who is not. Absent: not looked at. */
export type LetterFacts = {
  postalAddress?: string | null;
  /** Whose address says neither where it comes from nor when. */
  withoutSource?: string[];
  /** Whether the public page is open, when a message gives its address. */
  volunteers?: { open: boolean } | null;
  /** Who has no value for a field that does without one. */
  fallbacks?: { field: string; contactIds: string[] }[];
  /** The host mail is handed to, and how many of those written to have never written themselves. */
  relay?: string | null;
  cold?: number;
};

/** What to know of the letter, its sender and its addresses. None of it forbids the launch. */
export function letterLines(facts: LetterFacts): CheckLine[] {
  return [
    ...postalLines(facts),
    ...sourceLines(facts),
    ...volunteerLines(facts),
    ...fallbackLines(facts),
    ...relayLines(facts),
  ];
}

function volunteerLines({ volunteers }: LetterFacts): CheckLine[] {
  if (!volunteers || volunteers.open) return [];
  const message =
    "Un message donne l’adresse de la page « Je suis volontaire », qui est fermée : personne ne pourra s’y inscrire.";
  return [{ code: "volunteers_closed", message }];
}

function postalLines({ postalAddress }: LetterFacts): CheckLine[] {
  if (postalAddress === undefined || postalAddress?.trim()) return [];
  return [{ code: "no_postal_address", message: "Le pied de page ne donne pas d’adresse postale." }];
}

/** Article 14 of the RGPD asks for the source in the first message: the footer then says « saisie ». */
function sourceLines({ withoutSource: contactIds = [] }: LetterFacts): CheckLine[] {
  if (contactIds.length === 0) return [];
  const people = plural(contactIds.length, "personne");
  const message = `${people} sans source ni date de collecte de l’adresse : le pied de page ne pourra pas dire d’où elle vient.`;
  return [{ code: "no_source", message, contactIds }];
}

function fallbackLines({ fallbacks = [] }: LetterFacts): CheckLine[] {
  return fallbacks.map(({ field, contactIds }) => ({
    code: `fallback ${field}`,
    message: `${plural(contactIds.length, "personne")} sans valeur pour {{ ${field} }} : le repli du message sera utilisé.`,
    contactIds,
  }));
}

/** Their terms forbid mail that was not asked for, and the beta.gouv handbook wants a domain of its own for it. */
const MARKETING =
  /(?:^|\.)(?:brevo\.com|sendinblue\.com|mailjet\.com|mailchimp\.com|mandrillapp\.com|sendgrid\.net)$/i;

function relayLines({ relay, cold = 0 }: LetterFacts): CheckLine[] {
  if (!relay || !MARKETING.test(relay) || cold === 0) return [];
  const people = plural(cold, "personne");
  const message = `${relay} interdit d’écrire à qui ne l’a pas demandé, et ${people} ${cold > 1 ? "ne vous ont" : "ne vous a"} jamais écrit : votre compte peut y être fermé. Passez par le serveur de votre organisme.`;
  return [{ code: "marketing_relay", message }];
}
