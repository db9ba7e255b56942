import { createHash } from "node:crypto";
import type { Actor } from "#app/auth/actor.ts";
import { pool } from "#app/db/db.server.ts";
import { env } from "#app/env.server.ts";
import { AppError } from "#app/errors.ts";
import { formatNumber } from "#app/ui/format.ts";
import type { Source } from "./table.server.ts";

/** Bytes of a piece: what is held in memory at once. */
const PIECE = 262_144;

/**
 * Keeps a file as it comes, in pieces, so that any process can read it again.
 * @throws {AppError} too_large, as soon as it is over UPLOAD_MAX; what was kept of it is removed
 */
export async function keepUpload(
  actor: Actor,
  fileName: string,
  content: AsyncIterable<Uint8Array>,
): Promise<string> {
  const id = crypto.randomUUID();
  const hash = createHash("sha256");
  const name = fileName.replace(/\p{C}/gu, "").slice(-200) || "fichier";
  let size = 0;
  let position = 0;
  await pool.query(
    `INSERT INTO "Upload" ("id", "productId", "fileName", "size", "sha256", "createdById") VALUES ($1, $2, $3, 0, '', $4)`,
    [id, actor.productId, name, actor.userId],
  );
  const keep = (piece: Uint8Array) =>
    pool.query(`INSERT INTO "UploadChunk" ("uploadId", "position", "content") VALUES ($1, $2, $3)`, [
      id,
      position++,
      Buffer.from(piece),
    ]);
  try {
    for await (const piece of inPieces(content)) {
      size += piece.byteLength;
      if (size > env.UPLOAD_MAX) throw tooLarge();
      hash.update(piece);
      await keep(piece);
    }
  } catch (error) {
    await forgetUpload(id);
    throw error;
  }
  await pool.query(`UPDATE "Upload" SET "size" = $2, "sha256" = $3 WHERE "id" = $1`, [
    id,
    size,
    hash.digest("hex"),
  ]);
  return id;
}

export async function forgetUpload(id: string): Promise<void> {
  await pool.query(`DELETE FROM "Upload" WHERE "id" = $1`, [id]);
}

export function tooLarge(): AppError {
  const max = formatNumber(Math.round(env.UPLOAD_MAX / 100_000) / 10);
  return new AppError(
    "too_large",
    `Ce fichier dépasse ${max} Mo. Partagez-le en plusieurs, ou retirez les colonnes inutiles, puis reprenez.`,
  );
}

async function* inPieces(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let held: Uint8Array[] = [];
  let size = 0;
  for await (const bytes of content) {
    held.push(bytes);
    size += bytes.byteLength;
    if (size < PIECE) continue;
    yield Buffer.concat(held);
    [held, size] = [[], 0];
  }
  if (size > 0) yield Buffer.concat(held);
}

/** A kept file, read piece by piece. */
export function uploadSource(uploadId: string): Source {
  return {
    async *read() {
      for (let position = 0; ; position++) {
        const { rows } = await pool.query<{ content: Buffer }>(
          `SELECT "content" FROM "UploadChunk" WHERE "uploadId" = $1 AND "position" = $2`,
          [uploadId, position],
        );
        if (!rows[0]) return;
        yield rows[0].content;
      }
    },
  };
}
