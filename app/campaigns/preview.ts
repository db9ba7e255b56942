import { checkTemplate, type MergeField, type MergeValues } from "#app/outbox/merge.ts";
import {
  type Addressee,
  type Draft,
  layOut,
  mergeTidily,
  type Stationery,
  withTags,
  type Written,
} from "./write-letter.ts";

/**
 * What a recipient would receive. Unlike at launch nothing refuses: what is missing or unknown shows as a gap, in words
 * and in colour, and a faulty template shows as it was typed.
 */
export function previewLetter(
  stationery: Stationery,
  draft: Draft,
  addressee: Addressee,
  unsubscribeUrl: string,
): Written {
  const { text, values, links } = withTags(stationery, draft, addressee.values);
  const gapped = (template: string) => withGaps(template, values);
  const whole = { subject: gapped(draft.subject), text: gapped(text), links };
  const letter = layOut(stationery, whole, addressee, unsubscribeUrl);
  return {
    subject: letter.subject.replace(GAP, "[$1]"),
    text: letter.text.replace(GAP, "[$1]"),
    html: letter.html.replace(GAP, '<mark style="padding:0 4px;color:#b34000;background:#ffe9e6">$1</mark>'),
  };
}

/** Between private-use characters, which nobody types and which escaping leaves alone. */
const gap = (words: string) => `\uE000${words}\uE001`;
const GAP = /\uE000(.*?)\uE001/g;

function withGaps(template: string, values: MergeValues): string {
  const { errors, unknown } = checkTemplate(template);
  if (errors.length > 0) return template;
  const known = unknown.reduceRight((text, { index, name }) => {
    const end = text.indexOf("}}", index) + 2;
    return text.slice(0, index) + gap(`champ inconnu : ${name}`) + text.slice(end);
  }, template);
  const { text, missing } = mergeTidily(known, values);
  if (missing.length === 0) return text;
  const filled = Object.fromEntries(missing.map((field) => [field as MergeField, gap("champ incomplet")]));
  return mergeTidily(known, { ...values, ...filled }).text;
}
