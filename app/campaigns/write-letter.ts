import { type FooterFacts, legalFooter } from "#app/outbox/footer.ts";
import { composeLetter } from "#app/outbox/letter.ts";
import { linksOf, tagLinks, type LinkTags } from "#app/outbox/links.ts";
import { mergeTemplate, type MergeValues } from "#app/outbox/merge.ts";
import type { Letter, Recipient } from "./recipients.ts";

/** What is the same for every recipient of a campaign. */
export type Stationery = {
  /** The layout, rendered once (`renderShell`). */
  shell: string;
  product: FooterFacts["product"];
  fromAddress: string;
  /** `mtm_campaign` of the links; null or absent: they are left as they are written. */
  linkTag?: string | null;
};

/** What is written. `content`: which step and variant it is, as its links say it (`contentTag`). */
export type Draft = Pick<Letter, "subject" | "text"> & { content?: string };

export type Written = { subject: string; text: string; html: string };
export type Addressee = Pick<Recipient, "email" | "source" | "collectedAt" | "values">;

/** One recipient's message in both forms, its fields merged, above the footer the law asks for. */
export function writeLetter(
  stationery: Stationery,
  draft: Draft,
  addressee: Addressee,
  unsubscribeUrl: string,
): Written {
  const { text, values, links } = withTags(stationery, draft, addressee.values);
  const merged = (template: string) => mergeTidily(template, values).text;
  const whole = { subject: merged(draft.subject), text: merged(text), links };
  return layOut(stationery, whole, addressee, unsubscribeUrl);
}

/**
 * The text, the signature and the public page's address with their links tagged, before anything of the recipient is merged: the links are the
 * same for all, and `links` are the only ones.
 */
export function withTags(
  { linkTag }: Pick<Stationery, "linkTag">,
  { text, content }: Pick<Draft, "text" | "content">,
  values: MergeValues,
): { text: string; values: MergeValues; links: ReadonlySet<string> } {
  const tags = linkTag ? { campaign: linkTag, content } : null;
  const body = tagOnce(text, tags);
  const shared = SHARED.flatMap((field) =>
    values[field] ? [{ field, ...tagOnce(values[field], tags) }] : [],
  );
  const links = shared.flatMap((one) => [...one.links]);
  return {
    text: body.text,
    values: { ...values, ...Object.fromEntries(shared.map((one) => [one.field, one.text])) },
    links: links.length > 0 ? new Set([...body.links, ...links]) : body.links,
  };
}

/** What is everyone's, and may hold links. */
const SHARED = ["expediteur.signature", "lien_volontaire"] as const;

type Tagged = { text: string; links: ReadonlySet<string> };
/** One template is written to thousands: its links are looked for once. */
const tagged = new Map<string, Tagged>();
const KEPT = 20;

function tagOnce(text: string, tags: LinkTags | null): Tagged {
  const key = JSON.stringify([tags?.campaign, tags?.content, text]);
  const known = tagged.get(key);
  if (known) return known;
  const result = tagLinks(text, tags);
  if (tagged.size >= KEPT) tagged.delete(tagged.keys().next().value!);
  tagged.set(key, { text: result, links: new Set(linksOf(result)) });
  return tagged.get(key)!;
}

/** A field that comes out empty leaves no space before what follows: « Bonjour, » rather than « Bonjour , ». */
export function mergeTidily(template: string, values: MergeValues): ReturnType<typeof mergeTemplate> {
  const { text, missing } = mergeTemplate(template, values);
  return { text: text.replace(/[ \u00A0]+(?=[,.])/g, ""), missing };
}

/** A text already merged, in the layout. */
export function layOut(
  { shell, product, fromAddress }: Stationery,
  merged: { subject: string; text: string; links?: ReadonlySet<string> },
  { email, source, collectedAt }: Addressee,
  unsubscribeUrl: string,
): Written {
  // An address with neither is one the contacts module never writes; the day it was met is then today's.
  const recipient = { email, source: source ?? "saisie", collectedAt: collectedAt ?? new Date() };
  const footer = legalFooter({ product, fromAddress, recipient, unsubscribeUrl });
  return composeLetter(shell, { ...merged, footer });
}
