import { randomBytes } from "node:crypto";
import { db } from "#app/db/db.server.ts";
import { AppError } from "#app/errors.ts";
import { baseUrl } from "#app/runtime.server.ts";
import { auth } from "./auth.server.ts";

const HOUR_MS = 60 * 60 * 1000;

/**
 * The link that better-auth would have mailed, for an instance that sends no mail: once, within the hour.
 * @throws {AppError} not_found, when no account has this address
 */
export async function createPasswordLink(email: string): Promise<{ url: string; expiresAt: Date }> {
  const user = await db.user.findUnique({ where: { email }, select: { id: true } });
  if (!user) throw new AppError("not_found", `Aucun compte n’a l’adresse ${email}.`);
  const token = randomBytes(24).toString("base64url");
  const expiresAt = new Date(Date.now() + HOUR_MS);
  const { internalAdapter } = await auth.$context;
  await internalAdapter.createVerificationValue({
    ...{ identifier: `reset-password:${token}`, value: user.id, expiresAt },
  });
  return { url: `${baseUrl()}/mot-de-passe/${token}`, expiresAt };
}
