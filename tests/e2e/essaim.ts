import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync } from "node:fs";
import { createServer } from "node:net";

export type Essaim = {
  baseUrl: string;
  dataDir: string;
  process: ChildProcess;
  /** What it has printed so far, both outputs. */
  output: () => string;
  stop: () => Promise<void>;
};

/** Data under the system's temporary folder, opened so that PostgreSQL's own account may enter. */
export function newDataDir(): string {
  const folder = mkdtempSync("/tmp/essaim-e2e-");
  chmodSync(folder, 0o755);
  return folder;
}

/** The built product, as `npm start` runs it, on a free port. Answers once /healthz does. */
export async function startEssaim(
  env: Record<string, string> = {},
  dataDir = newDataDir(),
  options: { detached?: boolean } = {},
): Promise<Essaim> {
  const port = await freePort();
  let output = "";
  const child = spawn("node", ["server.ts"], {
    env: {
      ...process.env,
      NODE_ENV: "production",
      PORT: String(port),
      DATA_DIR: dataDir,
      LOG_LEVEL: "warn",
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
    detached: options.detached ?? false,
  });
  child.stdout?.on("data", (chunk) => (output += String(chunk)));
  child.stderr?.on("data", (chunk) => (output += String(chunk)));
  const baseUrl = `http://localhost:${port}`;
  await waitFor(async () => {
    if (child.exitCode !== null) throw new Error(`Essaim stopped with ${child.exitCode}:\n${output}`);
    return (await fetch(`${baseUrl}/healthz`).catch(() => undefined))?.ok;
  }, 60_000);
  return { baseUrl, dataDir, process: child, output: () => output, stop: () => stop(child) };
}

/** One command of the command line, with --json: its exit code and its document. */
export function runCli(args: string[], dataDir: string, env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync("node", ["cli.ts", ...args, "--json"], {
    env: { ...process.env, NODE_ENV: "production", DATA_DIR: dataDir, ...env },
    encoding: "utf8",
  });
  return { status, stderr, json: stdout.trim() ? JSON.parse(stdout) : undefined };
}

export async function waitFor(condition: () => Promise<unknown>, patienceMs = 30_000): Promise<void> {
  for (const deadline = Date.now() + patienceMs; Date.now() < deadline;) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Still waiting after ${patienceMs} ms`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await ended;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
