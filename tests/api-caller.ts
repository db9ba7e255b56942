import { handleApi } from "#app/api/handle-api.server.ts";
import { createToken } from "#app/api/tokens.server.ts";
import type { Actor } from "#app/auth/actor.ts";
import { refuseTooLarge } from "#app/request-limits.server.ts";

// What an answer holds is what each test says it does.
// oxlint-disable-next-line typescript/no-explicit-any
type Answer = { status: number; headers: Headers; body: any };

/** Calls the API as a program would, with a token of its own for each actor. */
export async function apiOf(actor: Actor) {
  const { token } = await createToken(actor, "essai");
  return (method: string, path: string, body?: unknown) =>
    callApi(method, path, {
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
}

export async function callApi(method: string, path: string, init: RequestInit = {}): Promise<Answer> {
  const request = new Request(`http://essaim.example/api/v1${path}`, { method, ...init });
  const bounded = refuseTooLarge(request);
  const response = bounded instanceof Response ? bounded : await handleApi(bounded, "192.0.2.1");
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: JSON.parse(text) };
}
