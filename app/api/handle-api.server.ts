import { requireRole } from "#app/auth/actor.ts";
import { AppError } from "#app/errors.ts";
import { parseOrThrow } from "#app/form.ts";
import { uuidOr404 } from "#app/ids.ts";
import { endpoints } from "./endpoints.server.ts";
import { findEndpoint } from "./find-endpoint.ts";
import type { Operation } from "./operation.ts";
import { countCall, countFailure } from "./rate-limits.server.ts";
import { readBody } from "./read-body.ts";
import { refusal } from "./refusal.server.ts";
import { requireToken } from "./tokens.server.ts";

/**
 * Answers any call under /api/v1: which operation, who calls, may they, what do they say, do it.
 * @param address the client's, for the limit on failed tokens
 */
export async function handleApi(request: Request, address: string): Promise<Response> {
  try {
    const url = new URL(request.url);
    const { operation, id } = findEndpoint(endpoints, request.method, url.pathname);
    const actor = await authorize(operation, request, address);
    const call = {
      actor,
      id: id === undefined ? "" : uuidOr404(id, "Cet objet"),
      query: operation.query && parseOrThrow(operation.query, Object.fromEntries(url.searchParams)),
      body: operation.body && parseOrThrow(operation.body, await readBody(request)),
    };
    // What the document does not tell is not answered.
    const answer = operation.answer.parse(await operation.run(call as never));
    return Response.json(answer, { status: request.method === "POST" ? 201 : 200 });
  } catch (error) {
    return refusal(error);
  }
}

async function authorize({ role }: Operation, request: Request, address: string) {
  if (role === null) return undefined;
  const actor = await requireToken(request).catch(async (error: unknown) => {
    if (error instanceof AppError) await countFailure(address);
    throw error;
  });
  await countCall(actor.tokenId);
  requireRole(actor, role);
  return actor;
}
