import { AppError } from "#app/errors.ts";

type Upload = { fileName: string; bytes: AsyncIterable<Uint8Array> };

const HEADERS_MAX = 16_000;

/**
 * The file of a form of one file, as it arrives: nothing is kept of it, whatever its size.
 * @throws {AppError} invalid, when the form holds no file
 */
export async function readUpload(request: Request): Promise<Upload> {
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)/i.exec(
    request.headers.get("Content-Type") ?? "",
  )?.[1];
  if (!boundary || !request.body) throw noFile();
  const iterator = chunksOf(request.body);
  let head = Buffer.alloc(0);
  let end = -1;
  while (end < 0 && head.length < HEADERS_MAX) {
    const { value, done } = await iterator.next();
    if (done) break;
    head = Buffer.concat([head, value]);
    end = head.indexOf("\r\n\r\n");
  }
  const fileName = /filename="([^"]*)"/.exec(head.subarray(0, Math.max(end, 0)).toString("utf8"))?.[1];
  if (!fileName) throw noFile();
  return {
    fileName,
    bytes: untilBoundary(head.subarray(end + 4), iterator, Buffer.from(`\r\n--${boundary}`)),
  };
}

/** What comes before the boundary, holding back as many bytes as could be its beginning. */
async function* untilBoundary(
  first: Buffer,
  rest: AsyncIterator<Uint8Array>,
  boundary: Buffer,
): AsyncGenerator<Buffer> {
  let held = first;
  for (;;) {
    const at = held.indexOf(boundary);
    if (at >= 0) {
      yield held.subarray(0, at);
      return;
    }
    const safe = held.length - boundary.length;
    if (safe > 0) {
      yield held.subarray(0, safe);
      held = held.subarray(safe);
    }
    const { value, done } = await rest.next();
    // The form has no end: the browser went away in the middle.
    if (done) throw cut();
    held = Buffer.concat([held, value]);
  }
}

/** A connection that is cut is a file that did not arrive whole. */
async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, undefined> {
  const reader = body.getReader();
  for (;;) {
    const { value, done } = await reader.read().catch((error: unknown) => {
      throw error instanceof AppError ? error : cut();
    });
    if (done) return undefined;
    yield value;
  }
}

const cut = () =>
  refused("Le fichier n’est pas arrivé entier : la connexion a été coupée. Déposez-le à nouveau.");
const noFile = () => refused("Choisissez le fichier à déposer.");

function refused(message: string): AppError {
  return new AppError("invalid", message, { fields: { form: message } });
}
