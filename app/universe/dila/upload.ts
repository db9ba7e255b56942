import { AppError } from "#app/errors.ts";
import { readParts } from "#app/multipart.ts";

type Upload = { fileName: string; bytes: AsyncIterable<Uint8Array> };

/**
 * The file of a form of one file, as it arrives: nothing is kept of it, whatever its size.
 * @throws {AppError} invalid, when the form holds no file
 */
export async function readUpload(request: Request): Promise<Upload> {
  const parts = readParts(request);
  for (let part = await parts.next(); !part.done; part = await parts.next())
    if (part.value.fileName) return { fileName: part.value.fileName, bytes: part.value.bytes };
  const message = "Choisissez le fichier à déposer.";
  throw new AppError("invalid", message, { fields: { form: message } });
}
