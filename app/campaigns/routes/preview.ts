import { memberContext } from "#app/auth/context.ts";
import { previewMessage } from "#app/campaigns/preview.server.ts";
import type { Route } from "./+types/preview";

/**
 * A mail body is somebody's words: it loads nothing but what it holds, runs nothing, and shows only inside our pages.
 * Its inline styles are those mail clients ask for.
 */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; sandbox; frame-ancestors 'self'";

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { text, html } = await previewMessage(
    context.get(memberContext),
    params.id,
    params.contactId,
    url.searchParams.get("variante"),
  );
  const plain = url.searchParams.get("format") === "texte";
  const headers = {
    "Content-Type": plain ? "text/plain; charset=utf-8" : "text/html; charset=utf-8",
    "Content-Security-Policy": POLICY,
    "X-Frame-Options": "SAMEORIGIN",
  };
  return new Response(plain ? text : html, { headers });
}
