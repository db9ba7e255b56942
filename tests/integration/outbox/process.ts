import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "vitest";
import { appSecret, baseUrl, databaseUrl } from "#app/runtime.server.ts";

export type WorkerProcess = { name: string; child: ChildProcess; kill: () => Promise<void> };
let started = 0;

/** Starts workers in processes of their own, killed after each test. Call at the top of a file. */
export function useProcesses(): (entry?: string, env?: Record<string, string>) => WorkerProcess {
  const processes: ChildProcess[] = [];
  afterEach(() => {
    for (const child of processes.splice(0)) child.kill("SIGKILL");
  });
  return (entry = "worker-process.ts", env = {}) => {
    const name = `worker${++started}.test`;
    const child = spawn(process.execPath, [`tests/integration/outbox/${entry}`], {
      env: {
        ...{ ...process.env, DATABASE: databaseUrl(), SECRET: appSecret(), BASE_URL: baseUrl() },
        // Thirty processes load the same modules.
        ...{ NODE_COMPILE_CACHE: join(tmpdir(), "essaim-test-cache"), CLIENT: name, ...env },
      },
      stdio: ["ignore", "ignore", "inherit"],
    });
    processes.push(child);
    const kill = async () => {
      const gone = once(child, "exit");
      child.kill("SIGKILL");
      await gone;
    };
    return { name, child, kill };
  };
}
