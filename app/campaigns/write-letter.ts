import { type FooterFacts, legalFooter } from "#app/outbox/footer.ts";
import { composeLetter } from "#app/outbox/letter.ts";
import { mergeTemplate, type MergeValues } from "#app/outbox/merge.ts";
import type { Letter, Recipient } from "./recipients.ts";

/** What is the same for every recipient of a campaign. */
export type Stationery = {
  /** The layout, rendered once (`renderShell`). */
  shell: string;
  product: FooterFacts["product"];
  fromAddress: string;
};

export type Written = { subject: string; text: string; html: string };
export type Addressee = Pick<Recipient, "email" | "source" | "collectedAt" | "values">;

/** One recipient's message in both forms, its fields merged, above the footer the law asks for. */
export function writeLetter(
  stationery: Stationery,
  { subject, text }: Pick<Letter, "subject" | "text">,
  addressee: Addressee,
  unsubscribeUrl: string,
): Written {
  const merged = (template: string) => mergeTidily(template, addressee.values).text;
  return layOut(stationery, { subject: merged(subject), text: merged(text) }, addressee, unsubscribeUrl);
}

/** A field that comes out empty leaves no space before what follows: « Bonjour, » rather than « Bonjour , ». */
export function mergeTidily(template: string, values: MergeValues): ReturnType<typeof mergeTemplate> {
  const { text, missing } = mergeTemplate(template, values);
  return { text: text.replace(/[ \u00A0]+(?=[,.])/g, ""), missing };
}

/** A text already merged, in the layout. */
export function layOut(
  { shell, product, fromAddress }: Stationery,
  merged: { subject: string; text: string },
  { email, source, collectedAt }: Addressee,
  unsubscribeUrl: string,
): Written {
  // An address with neither is one the contacts module never writes; the day it was met is then today's.
  const recipient = { email, source: source ?? "saisie", collectedAt: collectedAt ?? new Date() };
  const footer = legalFooter({ product, fromAddress, recipient, unsubscribeUrl });
  return composeLetter(shell, { ...merged, footer });
}
