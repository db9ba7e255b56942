import { createHash } from "node:crypto";
import { remember } from "#app/remember.ts";
import { FOOTER_LINE, PARAGRAPH } from "./letter.ts";

/** How a letter is dressed: plain, or under the header of the public service, which then says who it is. */
export type Dress =
  | { layout: "letter" }
  | { layout: "service"; service: string; tagline: string | null; sender: string | null };

/** So many headers are kept rendered; the products of an instance are fewer. */
const KEPT = 50;

/**
 * The layout of a letter, with marks where a recipient's words go. react-email takes 2 ms a render and half a second
 * to load, so it runs once a layout and process; `composeLetter` fills it in for each recipient.
 */
export function renderShell(dress: Dress = { layout: "letter" }): Promise<string> {
  const shells = remember("letter-shells", () => new Map<string, Promise<string>>());
  const key = JSON.stringify(dress);
  const known = shells.get(key);
  if (known) return known;
  if (shells.size >= KEPT) shells.delete(shells.keys().next().value!);
  const shell = render(dress);
  shells.set(key, shell);
  return shell;
}

async function render({ layout, ...header }: Dress): Promise<string> {
  const [email, { createElement }, { Letter }, { Service }] = await Promise.all([
    ...([import("react-email"), import("react")] as const),
    ...([import("#emails/letter.tsx"), import("#emails/service.tsx")] as const),
  ]);
  const marks = { paragraphs: [PARAGRAPH], footer: [FOOTER_LINE] };
  const element =
    layout === "service" ? createElement(Service, { ...header, ...marks }) : createElement(Letter, marks);
  const html = await email.render(element);
  // React's own marks: nothing reads them in a mail.
  return html.replace(/<!--.*?-->/gs, "");
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
