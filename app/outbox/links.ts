import { z } from "zod";
import { slug } from "#app/words.ts";

/** An address typed in a text, without the punctuation that ends the sentence. */
const LINK = /https?:\/\/[^\s<>"«»\u00A0]*[^\s<>"«»\u00A0.,;:!?'’)\]]/g;
/** All that follows « https:// » up to a space: where a merge field would be part of the link. */
const RUN = /https?:\/\/[^\s<>"«»\u00A0]*/g;

/**
 * What a link says of where it was read: the campaign, and which message of it. Nothing of these says who read it:
 * neither holds anything of a person, and the same link goes to all.
 */
export type LinkTags = {
  campaign: string;
  /** The step and the variant: « etape-1-a ». */
  content?: string | undefined;
};

/** `mtm_campaign`, typed by a person: a word that says the campaign, and that could not be a name or an address. */
export const linkTag = z
  .string()
  .trim()
  .toLowerCase()
  .max(60, "60 caractères au plus.")
  .regex(
    /^[a-z0-9]+(?:-[a-z0-9]+)*$/,
    "Des lettres sans accent, des chiffres et des tirets : « ddtm-2026 ».",
  );

/** « Relance des DDT(M) littorales » → « relance-des-ddt-m-littorales »; null when nothing is left. */
export function tagFrom(name: string): string | null {
  return slug(name).slice(0, 60).replace(/-$/, "") || null;
}

/** Which message a link is in, as `mtm_content` says it. */
export function contentTag(position: number, label: string): string {
  return `etape-${position}-${label.toLowerCase().replace(/[^a-z0-9]/g, "")}`;
}

/** The links of a text, in order. */
export function linksOf(text: string): string[] {
  return text.match(LINK) ?? [];
}

/**
 * The links that a merge field would make each recipient's own: opening one would tell who did. Such a template is
 * refused, whatever the field (CNIL, recommendation 2026-042: not without a consent of its own).
 */
export function individualLinks(template: string): { index: number }[] {
  return [...template.matchAll(RUN)].filter(([run]) => run.includes("{{")).map(({ index }) => ({ index }));
}

/** The text, its links tagged. What the author has tagged already stays; what is not an address is left alone. */
export function tagLinks(text: string, tags: LinkTags | null): string {
  return tags ? text.replace(LINK, (link) => tagged(link, tags)) : text;
}

/** A link as one reads it: without the tags. */
export function untagged(link: string): string {
  const { base, query, hash } = cut(link);
  const kept = query.split("&").filter((part) => part && !part.startsWith("mtm_"));
  return join({ base, query: kept.join("&"), hash });
}

function tagged(link: string, { campaign, content }: LinkTags): string {
  if (link.includes("{") || !URL.canParse(link)) return link;
  const { base, query, hash } = cut(link);
  const known = new Set(query.split("&").map((part) => part.split("=")[0]));
  const wanted = { mtm_campaign: campaign, mtm_source: "essaim", mtm_medium: "email", mtm_content: content };
  const added = Object.entries(wanted)
    .filter(([name, value]) => value && !known.has(name))
    .map(([name, value]) => `${name}=${encodeURIComponent(value!)}`);
  return join({ base, query: [query, ...added].filter(Boolean).join("&"), hash });
}

type Parts = { base: string; query: string; hash: string };

/** By hand: `URL` would write again what the author has typed. */
function cut(link: string): Parts {
  const [, base = "", query = "", hash = ""] = /^([^?#]*)\??([^#]*)(#.*)?$/s.exec(link) ?? [];
  return { base, query, hash };
}

const join = ({ base, query, hash }: Parts): string => `${base}${query && `?${query}`}${hash}`;
