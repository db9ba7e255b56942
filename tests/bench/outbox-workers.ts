import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

type Said = { took: number; held: number; alive: number };

/** Workers in processes of their own, ready to go: what loading their modules takes is not counted. */
export async function startWorkers(
  database: string,
  count: number,
  env: Record<string, string> = {},
): Promise<(() => Promise<Said>)[]> {
  const workers = Array.from({ length: count }, () => {
    const child = spawn(
      process.execPath,
      [...process.execArgv, "--expose-gc", "tests/bench/outbox-worker.ts"],
      {
        stdio: ["pipe", "pipe", "inherit"],
        env: { ...process.env, BENCH_DATABASE: database, ...env },
      },
    );
    return { child, lines: createInterface(child.stdout)[Symbol.asyncIterator]() };
  });
  for (const { lines } of workers) await lines.next();
  return workers.map(({ child, lines }) => async () => {
    const gone = once(child, "exit");
    child.stdin.write("go\n");
    const { value } = await lines.next();
    await gone;
    if (value === undefined) throw new Error("A worker of the bench has failed");
    return JSON.parse(value);
  });
}
