import { createHash } from "node:crypto";
import { remember } from "#app/remember.ts";
import { FOOTER_LINE, PARAGRAPH } from "./letter.ts";

/**
 * The layout of a letter, with marks where a recipient's words go. react-email takes 2 ms a render and half a second
 * to load, so it runs once a process; `composeLetter` fills it in for each recipient.
 */
export function renderShell(): Promise<string> {
  return remember("letter-shell", async () => {
    const [{ render }, { createElement }, { Letter }] = await Promise.all([
      ...([import("react-email"), import("react"), import("#emails/letter.tsx")] as const),
    ]);
    const html = await render(createElement(Letter, { paragraphs: [PARAGRAPH], footer: [FOOTER_LINE] }));
    // React's own marks: nothing reads them in a mail.
    return html.replace(/<!--.*?-->/gs, "");
  });
}

/** SHA-256 of what was frozen at launch: what the recipient gets is what was shown. */
export function contentHash({
  subject,
  text,
  html,
}: {
  subject: string;
  text: string;
  html: string;
}): string {
  return createHash("sha256")
    .update(JSON.stringify([subject, text, html]))
    .digest("hex");
}
