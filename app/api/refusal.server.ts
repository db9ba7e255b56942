import { AppError } from "#app/errors.ts";
import { log } from "#app/log.server.ts";

/** An error as a caller reads it: `{ error: { code, message, fields?, …details } }`. What is not expected is a 500. */
export function refusal(error: unknown): Response {
  if (!(error instanceof AppError)) {
    log.error({ err: error }, "api");
    const message = "L’appel a échoué de notre côté. Recommencez ; le journal du serveur en dit plus.";
    return Response.json({ error: { code: "internal", message } }, { status: 500 });
  }
  const { code, message, fields, details, status } = error;
  const body = { error: { code, message, ...(fields && { fields }), ...details } };
  return Response.json(body, { status, headers: headersOf(error) });
}

function headersOf({ code, details }: AppError): Record<string, string> {
  if (code === "unauthenticated") return { "WWW-Authenticate": 'Bearer realm="essaim"' };
  if (code === "method_not_allowed") return { Allow: (details!.allow as string[]).join(", ") };
  if (code === "too_many_requests") return { "Retry-After": String(details!.retryAfter) };
  return {};
}
