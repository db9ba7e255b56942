import { createHmac, randomBytes } from "node:crypto";
import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { migrate } from "./db/migrate.server.ts";
import { startEmbeddedPostgres } from "./db/postgres.server.ts";
import { env } from "./env.server.ts";
import { log } from "./log.server.ts";
import { remember } from "./remember.ts";
import { databaseUrl, setRuntime } from "./runtime.server.ts";

/** A reason not to start that the deployer can mend; shown without a stack. */
export class BootError extends Error {
  override name = "BootError";
}

const atShutdown = remember<(() => Promise<unknown>)[]>("at-shutdown", () => []);

/** Registers what is to be closed; last registered, first closed. */
export function onShutdown(close: () => Promise<unknown>): void {
  atShutdown.unshift(close);
}

/** Finds or starts the database, brings its schema up to date, checks the secret. Nothing is served before. */
export function boot(): Promise<{ port: number; host: string; inlineWorker: boolean }> {
  return remember("boot", async () => {
    const embedded = env.DATABASE_URL === undefined;
    if (embedded) requireWritable(env.DATA_DIR);
    const server = embedded ? await startEmbeddedPostgres(env.DATA_DIR) : undefined;
    if (server) onShutdown(server.release);
    setRuntime({
      databaseUrl: env.DATABASE_URL ?? server!.url,
      secret: env.APP_SECRET ?? keptSecret(join(env.DATA_DIR, "app-secret")),
      baseUrl: (env.BASE_URL ?? `http://localhost:${env.PORT}`).replace(/\/+$/, ""),
    });
    const applied = await migrate(databaseUrl());
    if (applied.length > 0) log.info({ applied }, "migrated");
    await checkSecret();
    return { port: env.PORT, host: env.HOST, inlineWorker: env.WORKER === "inline" };
  });
}

/** Says where to go, once the port listens. */
export async function ready(port: number): Promise<void> {
  if (env.BASE_URL === undefined) setRuntime({ baseUrl: `http://localhost:${port}` });
  const { announceFirstRun } = await import("./settings/first-run.server.ts");
  log.info({ host: env.HOST, port, ms: Math.round(performance.now()) }, "listening");
  console.log(`Essaim is ready: ${env.BASE_URL ?? `http://localhost:${port}`}`);
  await announceFirstRun();
}

/** Drains the worker, closes the pool, leaves PostgreSQL. */
export async function shutdown(): Promise<void> {
  for (const close of atShutdown.splice(0))
    await close().catch((error) => log.error({ err: error }, "shutdown"));
}

function requireWritable(folder: string): void {
  try {
    makeFolder(resolve(folder));
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    const { code } = error as { code?: string };
    throw new BootError(
      `DATA_DIR cannot be written (${code}): ${resolve(folder)}. Choose another folder with DATA_DIR=…, or your own server with DATABASE_URL=postgresql://…`,
    );
  }
}

/** Node's own recursive way never ends under /proc, where what exists says that it does not. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    if ((error as { code?: string }).code !== "EEXIST") throw error;
  }
}

/** Made once beside the embedded database, readable by the owner alone. */
function keptSecret(file: string): string {
  if (!existsSync(file)) {
    try {
      writeFileSync(file, randomBytes(32).toString("base64url"), { mode: 0o600, flag: "wx" });
    } catch (error) {
      if ((error as { code?: string }).code !== "EEXIST") throw error;
    }
  }
  return readFileSync(file, "utf8").trim();
}

/** With another secret, tokens, oppositions and mailbox passwords would silently stop being understood. */
async function checkSecret(): Promise<void> {
  const { db, pool } = await import("./db/db.server.ts");
  const { appSecret } = await import("./runtime.server.ts");
  onShutdown(async () => {
    await db.$disconnect();
    await pool.end().catch(() => {});
  });
  const fingerprint = createHmac("sha256", appSecret())
    .update("essaim fingerprint")
    .digest("hex")
    .slice(0, 32);
  await db.$executeRaw`INSERT INTO "Setting" ("key", "value", "updatedAt")
    VALUES ('secret-fingerprint', to_jsonb(${fingerprint}::text), now()) ON CONFLICT DO NOTHING`;
  const kept = await db.setting.findUniqueOrThrow({ where: { key: "secret-fingerprint" } });
  if (kept.value === fingerprint) return;
  throw new BootError(
    "APP_SECRET is not the one this database was made with: oppositions, tokens and mailbox passwords depend on it. Give the former secret back.",
  );
}
