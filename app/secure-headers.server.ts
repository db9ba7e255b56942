import { baseUrl } from "./runtime.server.ts";

/** For what is not a page: an answer that should never be rendered may load nothing. */
const NOTHING = "default-src 'none'; frame-ancestors 'none'";

/** Adds what every answer carries. A page or a mail preview has set its own policy already. */
export function secureHeaders(response: Response): Response {
  const { headers } = response;
  setIfAbsent(headers, "Content-Security-Policy", NOTHING);
  setIfAbsent(headers, "Cache-Control", "no-store");
  headers.set("X-Content-Type-Options", "nosniff");
  headers.set("Referrer-Policy", "same-origin");
  headers.set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()");
  headers.set("Cross-Origin-Opener-Policy", "same-origin");
  if (baseUrl().startsWith("https:")) headers.set("Strict-Transport-Security", "max-age=31536000");
  return response;
}

function setIfAbsent(headers: Headers, name: string, value: string): void {
  if (!headers.has(name)) headers.set(name, value);
}
