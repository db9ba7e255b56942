import { memberContext } from "#app/auth/context.ts";
import { letterOf } from "#app/local-mail/letter-of.server.ts";
import { findLocalMail } from "#app/local-mail/local-mails.server.ts";
import type { Route } from "./+types/body";

/**
 * A mail body is somebody's words: it loads nothing but what it holds, runs nothing, and shows only inside our pages.
 * Its links open beside, as from a mail program.
 */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; sandbox allow-popups allow-popups-to-escape-sandbox; frame-ancestors 'self'";

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { raw } = await findLocalMail(context.get(memberContext), params.id);
  const { text, html } = await letterOf(raw);
  const plain = url.searchParams.get("format") === "texte" || html === null;
  const headers = {
    "Content-Type": plain ? "text/plain; charset=utf-8" : "text/html; charset=utf-8",
    "Content-Security-Policy": POLICY,
    "X-Frame-Options": "SAMEORIGIN",
  };
  return new Response(plain ? text : `<base target="_blank">${html}`, { headers });
}
