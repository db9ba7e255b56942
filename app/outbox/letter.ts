import { type FooterLine, footerText } from "./footer.ts";
import { linksOf, untagged } from "./links.ts";

/** What stands in the layout for a paragraph of the letter, and for a line of the footer. */
export const PARAGRAPH = "ESSAIM-PARAGRAPH";
export const FOOTER_LINE = "ESSAIM-FOOTER-LINE";

export type Letter = {
  subject: string;
  text: string;
  footer: FooterLine[];
  /** The links of the letter, the same for all: an address that a recipient's value holds is no link. All, if absent. */
  links?: ReadonlySet<string> | undefined;
};

/**
 * One recipient's mail, in both forms. `shell` is the layout rendered once a campaign (`renderShell`); what is put
 * in it is escaped here, so that a value holding HTML shows as it was typed.
 */
export function composeLetter(shell: string, { subject, text, footer, links }: Letter) {
  const letter = text.replace(/\r\n?/g, "\n").trim();
  const paragraphs = letter.split(/\n{2,}/).map((paragraph) => paragraphHtml(paragraph, links));
  return {
    subject: subject.replace(/\s+/g, " ").trim(),
    text: `${letter}\n\n-- \n${footerText(footer)}\n`,
    // The footer first: a paragraph may say anything, the mark included.
    html: repeat(repeat(shell, FOOTER_LINE, footer.map(lineHtml)), PARAGRAPH, paragraphs),
  };
}

/** A letter from one person to another: its words, and nothing around them. */
export function composeBare({ subject, text }: Pick<Letter, "subject" | "text">) {
  const letter = text.replace(/\r\n?/g, "\n").trim();
  const paragraphs = letter
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${paragraphHtml(paragraph, undefined)}</p>`);
  return {
    subject: subject.replace(/\s+/g, " ").trim(),
    text: `${letter}\n`,
    html: `<!doctype html><html lang="fr"><body>${paragraphs.join("")}</body></html>`,
  };
}

/** Repeats the element that holds `mark` once for each content. */
function repeat(shell: string, mark: string, contents: string[]): string {
  const element = new RegExp(`<p[^>]*>${mark}</p>`);
  if (!element.test(shell)) throw new Error(`The layout has no <p>${mark}</p>`);
  return shell.replace(element, (p) => contents.map((content) => p.replace(mark, () => content)).join(""));
}

function paragraphHtml(paragraph: string, links: Letter["links"]): string {
  return linkify(paragraph, links).replaceAll("\n", "<br/>");
}

/** An address typed in the text becomes a link, shown without its tags. */
function linkify(text: string, links: Letter["links"]): string {
  let html = "";
  let at = 0;
  for (const link of linksOf(text)) {
    const start = text.indexOf(link, at);
    const whole = !links || links.has(link);
    html += escapeHtml(text.slice(at, start)) + (whole ? anchor(untagged(link), link) : escapeHtml(link));
    at = start + link.length;
  }
  return html + escapeHtml(text.slice(at));
}

function lineHtml(line: FooterLine): string {
  return line
    .map((part) => (typeof part === "string" ? escapeHtml(part) : anchor(part.text, part.href)))
    .join("");
}

function anchor(text: string, href: string): string {
  return `<a href="${escapeHtml(href)}" style="color:inherit;text-decoration:underline">${escapeHtml(text)}</a>`;
}

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}
