import { createHmac, timingSafeEqual } from "node:crypto";
import { db } from "#app/db/db.server.ts";
import { env } from "#app/env.server.ts";
import { AppError } from "#app/errors.ts";
import { log } from "#app/log.server.ts";
import { appSecret } from "#app/runtime.server.ts";

const LOOPBACK = ["127.0.0.1", "localhost", "::1"];

/** True until the first account exists. */
export async function isFirstRun(): Promise<boolean> {
  return (await db.user.findFirst({ select: { id: true } })) === null;
}

/** On a machine others can reach, whoever comes first must also be able to read the log. */
export function firstRunNeedsCode(): boolean {
  return !LOOPBACK.includes(env.HOST);
}

/** @throws {AppError} invalid, when a code is needed and `code` is not it */
export function checkFirstRunCode(code: string | undefined): void {
  if (!firstRunNeedsCode()) return;
  const given = Buffer.from((code ?? "").trim().toUpperCase().padEnd(8).slice(0, 8));
  if (timingSafeEqual(given, Buffer.from(firstRunCode()))) return;
  throw new AppError("invalid", "Le code est à corriger.", {
    fields: {
      code: "Ce code n’est pas celui du journal du serveur. Cherchez « First-run code » dans ses lignes.",
    },
  });
}

/** Printed at boot while there is no account; worthless afterwards. */
export async function announceFirstRun(): Promise<void> {
  if (!firstRunNeedsCode() || !(await isFirstRun())) return;
  log.warn(`First-run code: ${firstRunCode()}`);
}

/** Eight characters without look-alikes, the same for every process of the instance. */
function firstRunCode(): string {
  const letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  const bytes = createHmac("sha256", appSecret()).update("first run").digest().subarray(0, 8);
  return [...bytes].map((byte) => letters[byte % letters.length]).join("");
}
