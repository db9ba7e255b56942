import { spawn, spawnSync } from "node:child_process";
import { newDataDir, startEssaim } from "../e2e/essaim.ts";
import { median } from "./measure.ts";

/** From nothing (initdb, migrations) to the first page, and again on the same data, beside the start of bare Node. */
export async function coldStart(): Promise<{ first: number; again: number; node: number }> {
  const first: number[] = [];
  const again: number[] = [];
  const node: number[] = [];
  for (let round = 0; round < 3; round++) {
    const dataDir = newDataDir();
    first.push(await firstPage(dataDir));
    again.push(await firstPage(dataDir));
    spawnSync("rm", ["-rf", dataDir]);
    const start = performance.now();
    await new Promise((resolve) => spawn("node", ["-e", "0"]).once("exit", resolve));
    node.push(performance.now() - start);
  }
  return { first: median(first), again: median(again), node: median(node) };
}

async function firstPage(dataDir: string): Promise<number> {
  const start = performance.now();
  const essaim = await startEssaim({ WORKER: "off" }, dataDir);
  await (await fetch(`${essaim.baseUrl}/demarrage`)).text();
  const elapsed = performance.now() - start;
  await essaim.stop();
  return elapsed;
}
