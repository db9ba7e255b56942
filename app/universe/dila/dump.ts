import { isUtf8 } from "node:buffer";
import { createGunzip } from "node:zlib";
import { pipeline, Readable } from "node:stream";
import { JSONParser } from "@streamparser/json";
import { AppError } from "#app/errors.ts";
import { formatNumber, plural } from "#app/ui/format.ts";

const MB = 1_000_000;
/** What is received, and what it may become once decompressed: the directory weighs some 300 MB. */
export const DUMP_MAX = 600 * MB;
const INFLATED_MAX = 3_000 * MB;
/** No record comes near; a file that never ends one would fill the memory. */
const RECORD_MAX = 5 * MB;

type Bytes = AsyncIterable<Uint8Array>;

/**
 * The records of a dump, compressed or not, as they come: nothing is kept of those already given.
 * @throws {AppError} invalid, with a sentence that says what the file is; too_large
 */
export async function* readDump(bytes: Bytes): AsyncGenerator<unknown> {
  const { head, whole } = await peek(bounded(bytes, DUMP_MAX));
  if (head.length === 0) throw refused("Ce fichier est vide. Téléchargez-le à nouveau.");
  if (head[0] === 0x50 && head[1] === 0x4b)
    throw refused("Ce fichier est une archive .zip. Ouvrez-la, et déposez le .json qu’elle contient.");
  if (head[0] === 0x1f && head[1] === 0x8b) yield* readJson(inflate(whole));
  else yield* readJson(whole);
}

async function* readJson(bytes: Bytes): AsyncGenerator<unknown> {
  const { head, whole } = await peek(bytes);
  refuseForeign(head);
  const parser = new JSONParser({ paths: ["$.*"], keepStack: false });
  const given: unknown[] = [];
  let count = 0;
  let since = 0;
  parser.onValue = ({ value }) => {
    given.push(value);
    count++;
    since = 0;
  };
  try {
    for await (const chunk of withoutBom(whole)) {
      since += chunk.length;
      parser.write(chunk);
      yield* given.splice(0);
      if (since > RECORD_MAX) throw refused(`La fiche qui suit la ${formatNumber(count)}e est démesurée.`);
    }
    if (!parser.isEnded) parser.end();
    if (count === 0) throw refused("Ce fichier ne contient aucune fiche.");
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw broken(error, count);
  }
}

/** A page of a site under maintenance, another encoding, an object: said before anything is parsed. */
function refuseForeign(head: Uint8Array): void {
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff))
    throw refused(ENCODING);
  const text = new TextDecoder()
    .decode(head)
    .replace(/^\uFEFF/, "")
    .trimStart();
  if (text.startsWith("<"))
    throw refused(
      "Ce fichier est une page web, pas l’annuaire : le site était peut-être en maintenance. Téléchargez-le à nouveau plus tard.",
    );
  if (text.startsWith("{"))
    throw refused(
      "Ce fichier n’est pas la liste attendue : il commence par un objet. Téléchargez l’export complet, au format JSON.",
    );
  if (text && !text.startsWith("["))
    throw refused("Ce fichier n’est pas du JSON. Téléchargez l’export complet, au format JSON.");
}

function broken(error: unknown, count: number): unknown {
  const read = `après ${plural(count, "fiche")}`;
  const { code, name, message } = error as { code?: string; name: string; message: string };
  if (code?.startsWith("Z_"))
    return refused(`Cette archive .gz est abîmée ou incomplète (${read}). Téléchargez-la à nouveau.`);
  // What the source itself says (a connection that is cut) is not about the file.
  if (
    !/^Token(?:izer|Parser)Error$/.test(name) &&
    !/^(?:Unexpected|Parser ended|Tokenizer ended)/.test(message)
  )
    return error;
  if (/ended in/i.test(message))
    return refused(
      `Ce fichier s’arrête au milieu (${read}) : le téléchargement a été coupé. Recommencez-le.`,
    );
  return refused(`Ce fichier n’est pas du JSON lisible (${read}). Téléchargez-le à nouveau.`);
}

/** Its first bytes, and all of it. */
async function peek(bytes: Bytes): Promise<{ head: Uint8Array; whole: Bytes }> {
  const iterator = bytes[Symbol.asyncIterator]();
  let head: Uint8Array = new Uint8Array();
  let ended = false;
  while (head.length < 64 && !ended) {
    const { value, done } = await next(iterator);
    ended = done === true;
    if (value) head = Buffer.concat([head, value]);
  }
  async function* whole() {
    yield head;
    yield* { [Symbol.asyncIterator]: () => iterator };
  }
  return { head, whole: whole() };
}

async function next(iterator: AsyncIterator<Uint8Array>) {
  try {
    return await iterator.next();
  } catch (error) {
    throw error instanceof AppError ? error : broken(error, 0);
  }
}

/** Each chunk cut where a character ends; a byte that no character has is another encoding. */
async function* withoutBom(bytes: Bytes): Bytes {
  let rest: Uint8Array = new Uint8Array();
  let first = true;
  for await (const chunk of bytes) {
    let whole = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    if (first && whole[0] === 0xef && whole[1] === 0xbb && whole[2] === 0xbf) whole = whole.subarray(3);
    first = false;
    const end = lastCharacter(whole);
    rest = whole.subarray(end);
    if (!isUtf8(whole.subarray(0, end))) throw refused(ENCODING);
    yield whole.subarray(0, end);
  }
  if (rest.length > 0) throw refused(ENCODING);
}

/** Where the last whole character of a chunk ends. */
function lastCharacter(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) break;
    if (byte < 0xc0) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return length > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

const ENCODING =
  "Ce fichier n’est pas en UTF-8 : il a été ouvert et enregistré par un autre logiciel. Déposez-le tel que téléchargé.";

async function* inflate(bytes: Bytes): Bytes {
  // Whatever stops the one stops the other; the error comes out of the reading.
  const inflated = pipeline(Readable.from(bytes, { objectMode: false }), createGunzip(), () => {});
  yield* bounded(inflated as Bytes, INFLATED_MAX);
}

async function* bounded(bytes: Bytes, max: number): Bytes {
  let read = 0;
  for await (const chunk of bytes) {
    read += chunk.length;
    if (read > max) throw new AppError("too_large", `Ce fichier dépasse ${formatNumber(max / MB)} Mo.`);
    yield chunk;
  }
}

function refused(message: string): AppError {
  return new AppError("invalid", message, { fields: { form: message } });
}
