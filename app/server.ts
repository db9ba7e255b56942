/**
 * What the three programs (server, worker, command line) load: one build. Everything that touches the database is
 * imported after the boot, which alone knows where the database is.
 */
export { boot, ready } from "./boot.server.ts";

/** Answers one HTTP request. */
export async function handle(request: Request, socketAddress: string): Promise<Response> {
  const { handleRequest } = await import("./handler.server.ts");
  return handleRequest(request, socketAddress);
}

export async function startWorker(): Promise<void> {
  const { startWorker: start } = await import("./worker/worker.server.ts");
  const { jobs } = await import("./worker/jobs.ts");
  const { stop } = await start(jobs);
  (await import("./boot.server.ts")).onShutdown(stop);
}

/** @returns the exit code */
export async function runCommand(args: string[]): Promise<number> {
  const { runCommand: run } = await import("./cli/cli.server.ts");
  return run(args);
}

export async function shutdown(): Promise<void> {
  await (await import("./boot.server.ts")).shutdown();
}
