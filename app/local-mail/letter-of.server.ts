import PostalMime, { type Email } from "postal-mime";

/** What a mail shows: its text, and its HTML when it has one. What cannot be parsed is shown as it came. */
export async function letterOf(raw: Uint8Array): Promise<{ text: string; html: string | null }> {
  const mail = await PostalMime.parse(raw).catch((): Partial<Email> => ({}));
  const text = mail.text?.trim() ?? "";
  const html = mail.html?.trim() || null;
  return { html, text: text || (html ? "" : new TextDecoder().decode(raw)) };
}
