import type { z } from "zod";
import { type Actor, requireRole } from "#app/auth/actor.ts";
import { AppError } from "#app/errors.ts";
import { parseOrThrow } from "#app/form.ts";
import { type Part, readParts } from "#app/multipart.ts";
import { forgetUpload, keepUpload, tooLarge } from "./uploads.server.ts";

const FIELDS_MAX = 10;
const FIELD_MAX = 10_000;

/**
 * Receives the one file of a form as it comes, and keeps it; of a form that is refused, nothing is kept.
 * @throws {AppError} too_large, as soon as it is over UPLOAD_MAX; invalid, without a file, or with a field that is wrong
 */
export async function receiveFile<T extends object>(
  actor: Actor,
  request: Request,
  schema: z.ZodType<T>,
): Promise<T & { uploadId: string }> {
  requireRole(actor, "deployer");
  let uploadId: string | undefined;
  const fields = new Map<string, string>();
  try {
    for await (const part of readParts(request)) {
      if (fields.size > FIELDS_MAX) throw new AppError("invalid", "Ce formulaire a trop de champs.");
      if (part.fileName === null) fields.set(part.name, await textOf(part));
      else if (uploadId) throw new AppError("invalid", "Un fichier à la fois.");
      else if (part.fileName !== "") uploadId = await keepUpload(actor, part.fileName, part.bytes);
    }
    if (!uploadId) throw missing();
    return { ...parseOrThrow(schema, Object.fromEntries(fields)), uploadId };
  } catch (error) {
    if (uploadId) await forgetUpload(uploadId);
    // The form as a whole may be over the limit before its file is.
    throw error instanceof AppError && error.code === "too_large" ? tooLarge() : error;
  }
}

async function textOf({ bytes }: Part): Promise<string> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of bytes) {
    pieces.push(piece);
    size += piece.byteLength;
    if (size > FIELD_MAX) throw new AppError("invalid", "Un champ de ce formulaire est trop long.");
  }
  return Buffer.concat(pieces).toString("utf8");
}

function missing(): AppError {
  const message = "Choisissez un fichier CSV ou XLSX.";
  return new AppError("invalid", message, { fields: { file: message } });
}
