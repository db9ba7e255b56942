/** Builds if the build is absent or stale. Several processes may ask at once: one builds, the others wait. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { sourceDigest, STAMP } from "./build-stamp.ts";

const LOCK = "node_modules/.cache/essaim-build.lock";
const PATIENCE_MS = 300_000;

if (!isFresh()) await build();

function isFresh(): boolean {
  return existsSync(STAMP) && readFileSync(STAMP, "utf8") === sourceDigest();
}

async function build(): Promise<void> {
  for (const deadline = Date.now() + PATIENCE_MS; !takeLock();) {
    if (Date.now() > deadline) throw new Error(`Another build seems stuck: remove ${LOCK}.`);
    await new Promise((resolve) => setTimeout(resolve, 300));
    if (isFresh()) return;
  }
  try {
    if (isFresh()) return;
    console.error("Essaim is being built, about fifteen seconds…");
    const { status } = spawnSync("npm", ["run", "--silent", "build"], { stdio: ["ignore", 2, 2] });
    if (status !== 0) process.exit(status ?? 1);
  } finally {
    rmSync(LOCK, { force: true });
  }
}

/** A lock whose process is dead is nobody's. */
function takeLock(): boolean {
  mkdirSync("node_modules/.cache", { recursive: true });
  try {
    writeFileSync(LOCK, String(process.pid), { flag: "wx" });
    return true;
  } catch {
    const pid = Number(existsSync(LOCK) && readFileSync(LOCK, "utf8"));
    if (!pid || !isAlive(pid)) rmSync(LOCK, { force: true });
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === "EPERM";
  }
}
