import {
  FormDataParseError,
  MaxFilesExceededError,
  MaxFileSizeExceededError,
  MaxTotalSizeExceededError,
  parseFormData,
} from "@remix-run/form-data-parser";
import type { Actor } from "#app/auth/actor.ts";
import { requireRole } from "#app/auth/actor.ts";
import { env } from "#app/env.server.ts";
import { AppError } from "#app/errors.ts";
import { keepUpload, tooLarge } from "./uploads.server.ts";

/**
 * Receives the one file of a form as it comes, and keeps it.
 * @throws {AppError} too_large, as soon as it is over UPLOAD_MAX; invalid, without a file
 */
export async function receiveFile(
  actor: Actor,
  request: Request,
): Promise<{ uploadId: string; form: FormData }> {
  requireRole(actor, "deployer");
  let uploadId: string | undefined;
  try {
    const form = await parseFormData(
      request,
      { maxFiles: 1, maxParts: 10, maxFileSize: env.UPLOAD_MAX, maxTotalSize: env.UPLOAD_MAX + 100_000 },
      async (file) => {
        if (file.size === 0 && file.name === "") return null;
        uploadId = await keepUpload(actor, file.name, file.stream() as AsyncIterable<Uint8Array>);
        return null;
      },
    );
    if (!uploadId) throw missing();
    return { uploadId, form };
  } catch (error) {
    if (error instanceof MaxFileSizeExceededError || error instanceof MaxTotalSizeExceededError)
      throw tooLarge();
    if (error instanceof MaxFilesExceededError) throw new AppError("invalid", "Un fichier à la fois.");
    if (error instanceof FormDataParseError) throw error.cause instanceof AppError ? error.cause : missing();
    throw error;
  }
}

function missing(): AppError {
  const message = "Choisissez un fichier CSV ou XLSX.";
  return new AppError("invalid", message, { fields: { file: message } });
}
