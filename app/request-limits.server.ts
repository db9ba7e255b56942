import { env } from "./env.server.ts";
import { AppError } from "./errors.ts";
import { DUMP_MAX } from "./universe/dila/dump.ts";

const MB = 1_000_000;
/** The largest JSON a campaign of 100 000 contacts needs; forms are far smaller. */
const API_MAX = 5 * MB;
const FORM_MAX = 2 * MB;
/** Pages that receive a file, and how large: each reads it as it arrives, and says itself that it is too large. */
const FILES = new Map([
  ["/reglages/annuaire/dila", () => DUMP_MAX],
  // What surrounds the file in its form is little.
  ["/imports/nouveau", () => env.UPLOAD_MAX + MB / 20],
]);

/**
 * The request with its body bounded, or the 413 that refuses it at once when it announces too much.
 * A body that lies about its length fails on reading, with an AppError `too_large`.
 */
export function refuseTooLarge(request: Request): Request | Response {
  if (request.body === null) return request;
  const { pathname } = new URL(request.url);
  const api = pathname.startsWith("/api/");
  const file = FILES.get(pathname.replace(/\.data$/, ""))?.();
  const max = file ?? (api ? API_MAX : FORM_MAX);
  const announced = request.headers.get("content-length");
  const over = announced !== null && Number(announced) > max;
  if (over && file === undefined) return tooLarge(max, api);
  if (announced !== null && !over) return request;
  const body = over ? refusing(max) : request.body.pipeThrough(counter(max));
  const init = { method: request.method, headers: request.headers, signal: request.signal, duplex: "half" };
  return new Request(request.url, { ...init, body } as RequestInit);
}

/** What announces too much is not read at all. */
function refusing(max: number): ReadableStream<Uint8Array> {
  return new ReadableStream({
    pull(controller) {
      controller.error(new AppError("too_large", sentence(max)));
    },
  });
}

function counter(max: number): TransformStream<Uint8Array, Uint8Array> {
  let read = 0;
  return new TransformStream({
    transform(chunk, controller) {
      read += chunk.byteLength;
      if (read > max) throw new AppError("too_large", sentence(max));
      controller.enqueue(chunk);
    },
  });
}

function tooLarge(max: number, api: boolean): Response {
  const headers = { Connection: "close" };
  const plain = { ...headers, "Content-Type": "text/plain; charset=utf-8" };
  if (!api) return new Response(sentence(max), { status: 413, headers: plain });
  return Response.json({ error: { code: "too_large", message: sentence(max) } }, { status: 413, headers });
}

function sentence(max: number): string {
  return `Cet envoi dépasse ${Math.floor((10 * max) / MB) / 10} Mo. Envoyez-en moins à la fois.`;
}
