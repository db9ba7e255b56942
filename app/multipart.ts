import { AppError } from "./errors.ts";

/** One field of a form: its bytes are to be read before the next one is asked for. */
export type Part = { name: string; fileName: string | null; bytes: AsyncIterable<Uint8Array> };

const HEADERS_MAX = 16_000;
const END_OF_HEADERS = Buffer.from("\r\n\r\n");

/**
 * The fields of a form with files, as they arrive: nothing is kept of them, whatever their size.
 * @throws {AppError} invalid, when the form is none, or breaks off
 */
export async function* readParts(request: Request): AsyncGenerator<Part, undefined> {
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)/i.exec(
    request.headers.get("Content-Type") ?? "",
  )?.[1];
  if (!boundary || !request.body) return;
  const mark = Buffer.from(`\r\n--${boundary}`);
  const body = bodyOf(request.body);
  for await (const _preamble of body.until(mark));
  while ((await body.take(2)) !== "--") {
    const headers: Uint8Array[] = [];
    let size = 0;
    for await (const piece of body.until(END_OF_HEADERS)) {
      headers.push(piece);
      size += piece.byteLength;
      if (size > HEADERS_MAX) throw cut();
    }
    const said = Buffer.concat(headers).toString("utf8");
    const bytes = body.until(mark);
    const fileName = /;\s*filename="([^"]*)"/i.exec(said)?.[1] ?? null;
    yield { name: /;\s*name="([^"]*)"/i.exec(said)?.[1] ?? "", fileName, bytes };
    // What was not read of it is between us and the next one.
    for await (const _rest of bytes);
  }
}

function bodyOf(stream: ReadableStream<Uint8Array>) {
  const chunks = chunksOf(stream);
  // The first mark has no line before it.
  let held: Buffer = Buffer.from("\r\n");
  async function more(): Promise<void> {
    const { value, done } = await chunks.next();
    // The form has no end: the browser went away in the middle.
    if (done) throw cut();
    held = Buffer.concat([held, value]);
  }
  return {
    async take(length: number): Promise<string> {
      while (held.length < length) await more();
      const taken = held.toString("latin1", 0, length);
      held = held.subarray(length);
      return taken;
    },
    /** What comes before the mark, holding back as many bytes as could be its beginning. */
    async *until(mark: Buffer): AsyncGenerator<Buffer> {
      for (let at = -1; at < 0;) {
        at = held.indexOf(mark);
        const safe = at < 0 ? held.length - mark.length + 1 : at;
        const piece = held.subarray(0, Math.max(0, safe));
        held = held.subarray(at < 0 ? piece.length : at + mark.length);
        if (piece.length > 0) yield piece;
        if (at < 0) await more();
      }
    },
  };
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

function cut(): AppError {
  const message = "Le fichier n’est pas arrivé entier : la connexion a été coupée. Déposez-le à nouveau.";
  return new AppError("invalid", message, { fields: { form: message } });
}
