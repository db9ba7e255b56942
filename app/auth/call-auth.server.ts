import { AppError } from "#app/errors.ts";
import { baseUrl } from "#app/runtime.server.ts";
import { auth } from "./auth.server.ts";

/** better-auth's codes, as the reader of a French form meets them. */
const SENTENCES: Record<string, string> = {
  INVALID_EMAIL_OR_PASSWORD:
    "Adresse ou mot de passe inconnus. Vérifiez-les, ou demandez un nouveau mot de passe.",
  INVALID_PASSWORD: "Le mot de passe actuel n’est pas le bon.",
  INVALID_TOKEN: "Ce lien a expiré ou a déjà servi. Demandez-en un autre.",
  PASSWORD_TOO_SHORT: "Le mot de passe doit avoir au moins 12 caractères.",
  PASSWORD_TOO_LONG: "Le mot de passe dépasse 128 caractères.",
};

/**
 * Calls better-auth as its own handler would be called, since only the handler counts attempts.
 * @param address the client's, for the rate limit
 * @returns the cookies to set
 * @throws {AppError} with a French sentence: invalid (400) or too_many_requests (429)
 */
export async function callAuth(
  path: string,
  body: Record<string, unknown>,
  { request, address }: { request: Request; address: string },
): Promise<Headers> {
  const headers = new Headers({
    "content-type": "application/json",
    origin: baseUrl(),
    "x-essaim-client": address,
  });
  for (const name of ["cookie", "user-agent"]) {
    const value = request.headers.get(name);
    if (value) headers.set(name, value);
  }
  const url = new URL(`/api/auth${path}`, baseUrl());
  const answer = await auth.handler(
    new Request(url, { method: "POST", headers, body: JSON.stringify(body) }),
  );
  if (answer.status === 429)
    throw new AppError("too_many_requests", "Trop d’essais. Patientez une minute avant de recommencer.");
  if (!answer.ok) {
    const { code } = (await answer.json().catch(() => ({}))) as { code?: string };
    throw new AppError("invalid", SENTENCES[code ?? ""] ?? "La demande a été refusée. Recommencez.");
  }
  const cookies = new Headers();
  for (const cookie of answer.headers.getSetCookie()) cookies.append("Set-Cookie", cookie);
  return cookies;
}
