import { type FooterLine, footerText } from "./footer.ts";

/** What stands in the layout for a paragraph of the letter, and for a line of the footer. */
export const PARAGRAPH = "ESSAIM-PARAGRAPH";
export const FOOTER_LINE = "ESSAIM-FOOTER-LINE";

export type Letter = { subject: string; text: string; footer: FooterLine[] };

/**
 * One recipient's mail, in both forms. `shell` is the layout rendered once a campaign (`renderShell`); what is put
 * in it is escaped here, so that a value holding HTML shows as it was typed.
 */
export function composeLetter(shell: string, { subject, text, footer }: Letter) {
  const letter = text.replace(/\r\n?/g, "\n").trim();
  const paragraphs = letter.split(/\n{2,}/).map(paragraphHtml);
  return {
    subject: subject.replace(/\s+/g, " ").trim(),
    text: `${letter}\n\n-- \n${footerText(footer)}\n`,
    // The footer first: a paragraph may say anything, the mark included.
    html: repeat(repeat(shell, FOOTER_LINE, footer.map(lineHtml)), PARAGRAPH, paragraphs),
  };
}

/** Repeats the element that holds `mark` once for each content. */
function repeat(shell: string, mark: string, contents: string[]): string {
  const element = new RegExp(`<p[^>]*>${mark}</p>`);
  if (!element.test(shell)) throw new Error(`The layout has no <p>${mark}</p>`);
  return shell.replace(element, (p) => contents.map((content) => p.replace(mark, () => content)).join(""));
}

function paragraphHtml(paragraph: string): string {
  return linkify(paragraph).replaceAll("\n", "<br/>");
}

/** An address typed in the text becomes a link, without the punctuation that ends the sentence. */
function linkify(text: string): string {
  const parts = text.split(/(https?:\/\/[^\s<>"«»\u00A0]*[^\s<>"«»\u00A0.,;:!?'’)\]])/);
  return parts.map((part, i) => (i % 2 ? anchor(part, part) : escapeHtml(part))).join("");
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
