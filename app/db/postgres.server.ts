import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import pg from "pg";
import { findPlace, type Place } from "./postgres-place.server.ts";

/** Names the socket file only: nothing listens on TCP. */
const PORT = 5432;
/** Held shared by each process that uses the server; whoever gets it alone may stop it. */
const PRESENCE_LOCK = 7_262_838;
const PATIENCE_MS = 30_000;

export type Embedded = {
  /** Of the database « essaim »; `postgres` is beside it on the same server. */
  url: string;
  /** Leaves; stops the server if no other process uses it. */
  release: () => Promise<void>;
};

/**
 * Starts, or joins, the PostgreSQL that lives in `dataDir`. Several processes may call it at once, and any of them
 * be killed at any moment: the server outlives them, and the next call joins or repairs it. A server that dies while
 * this process lives is started again.
 */
export async function startEmbeddedPostgres(dataDir: string): Promise<Embedded> {
  const place = await findPlace(dataDir);
  if (Buffer.byteLength(join(place.dir, `.s.PGSQL.${PORT}`)) > 103)
    throw new Error(`DATA_DIR is too long for a Unix socket (103 bytes): ${place.dir}`);
  removeDrafts(place.dir);
  if (!existsSync(join(place.dir, "PG_VERSION"))) initialise(place);
  const admin = `postgresql://essaim@localhost/postgres?host=${encodeURIComponent(place.dir)}&port=${PORT}`;
  let leaving = false;
  let presence = watched(await startOrJoin(admin, place));
  function watched(client: pg.Client): pg.Client {
    client.once("end", async () => {
      if (!leaving) presence = watched(await startOrJoin(admin, place));
    });
    return client;
  }
  return {
    url: admin.replace("/postgres?", "/essaim?"),
    release: async () => {
      leaving = true;
      await release(presence, admin, place);
    },
  };
}

async function startOrJoin(admin: string, place: Place): Promise<pg.Client> {
  let complaint = "";
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline;) {
    const presence = await attach(admin, place.dir);
    if (presence) return presence;
    removeStalePid(place.dir);
    complaint = start(place);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`PostgreSQL did not start in ${place.dir}: ${complaint}`);
}

/** A connection that marks this process as present; undefined when the server does not answer. */
async function attach(url: string, dir: string): Promise<pg.Client | undefined> {
  if (!existsSync(join(dir, "postmaster.pid"))) return undefined;
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on("error", () => {});
  try {
    await client.connect();
    await client.query("SELECT pg_advisory_lock_shared($1)", [PRESENCE_LOCK]);
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = 'essaim'");
    if (!rowCount) await client.query("CREATE DATABASE essaim").catch(ignoreDuplicate);
    return client;
  } catch {
    await client.end().catch(() => {});
    return undefined;
  }
}

function ignoreDuplicate(error: { code?: string }): void {
  if (error.code !== "42P04" && error.code !== "23505") throw error;
}

async function release(presence: pg.Client, url: string, place: Place): Promise<void> {
  await presence.end().catch(() => {});
  const last = new pg.Client({ connectionString: url });
  last.on("error", () => {});
  try {
    await last.connect();
    const { rows } = await last.query("SELECT pg_try_advisory_lock($1) AS alone", [PRESENCE_LOCK]);
    if (rows[0].alone) run(place, place.bin.pg_ctl, ["stop", "-D", place.dir, "-m", "fast", "-w"]);
  } catch {
    // Already stopped by another process, or killed: there is nothing left to stop.
  } finally {
    await last.end().catch(() => {});
  }
}

/** @returns what pg_ctl complained of, or an empty string */
function start(place: Place): string {
  const options = `-c listen_addresses='' -c unix_socket_directories='${place.dir}' -c unix_socket_permissions=0700 -c port=${PORT}`;
  const log = join(place.dir, "server.log");
  const { status, stdout, stderr } = run(place, place.bin.pg_ctl, [
    ...["start", "-D", place.dir, "-w", "-l", log, "-o", options],
  ]);
  if (status === 0) return "";
  return stdout + stderr + (existsSync(log) ? readFileSync(log, "utf8").slice(-1500) : "");
}

/** A killed machine leaves a pid that is a zombie, or by now another program: PostgreSQL would refuse to start. */
function removeStalePid(dir: string): void {
  const file = join(dir, "postmaster.pid");
  if (process.platform !== "linux" || !existsSync(file)) return;
  const pid = readFileSync(file, "utf8").split("\n")[0];
  let stat = "";
  try {
    stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    // No such process.
  }
  if (!/^\d+ \(postgres\) [^Z]/.test(stat)) rmSync(file, { force: true });
}

/** initdb beside, then rename: of two first starts, one wins and the other finds the folder filled. */
function initialise(place: Place): void {
  const draft = `${place.dir}.init-${process.pid}`;
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  place.own(draft);
  try {
    const { status, stdout, stderr, error } = run(place, place.bin.initdb, [
      ...[`--pgdata=${draft}`, "--username=essaim", "--auth=trust", "--encoding=UTF8"],
      ...["--locale-provider=icu", "--icu-locale=fr-FR", "--locale=C"],
    ]);
    if (status !== 0) throw new Error(`initdb failed: ${error ?? ""}${stdout}${stderr}`);
    try {
      renameSync(draft, place.dir);
    } catch (failure) {
      if (!existsSync(join(place.dir, "PG_VERSION"))) throw failure;
    }
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Drafts of processes killed in the middle of initdb. */
function removeDrafts(dir: string): void {
  const prefix = `${basename(dir)}.init-`;
  for (const name of existsSync(dirname(dir)) ? readdirSync(dirname(dir)) : []) {
    if (!name.startsWith(prefix) || existsSync(`/proc/${name.slice(prefix.length)}`)) continue;
    rmSync(join(dirname(dir), name), { recursive: true, force: true });
  }
}

function run({ uid, gid }: Place, file: string, args: string[]) {
  return spawnSync(file, args, { uid, gid, cwd: "/", encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}
