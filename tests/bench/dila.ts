import { spawn } from "node:child_process";
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dumpRecord } from "../dila/records.ts";
import type { BenchRow } from "./universe.ts";
import { median } from "./measure.ts";

const SMALL = 10_000;
const LARGE = 100_000;
// A peak is not a duration: another program at work does not move it.
const ROUNDS = 1;

/**
 * How much more memory a directory ten times as long holds while it is read, matched and reported: the most that
 * collections leave in a process of its own, over the institutions already loaded. Megabytes.
 */
export async function benchDila(url: string): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), "essaim-dila-"));
  try {
    const files = await Promise.all([SMALL, LARGE].map((size) => write(join(folder, `${size}.json`), size)));
    const peaks: number[][] = [[], []];
    for (let round = 0; round < ROUNDS; round++)
      for (const [index, file] of files.entries()) peaks[index]!.push(await peakOf(url, file));
    const [limit, ours] = [median(peaks[0]!), median(peaks[1]!)];
    return [
      {
        name: "directory of 100 000 records, memory vs 10 000",
        ours,
        limit,
        unit: "MB",
        ratio: ours / limit,
        target: 1.2,
      },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Town halls of invented communes, each with what a real record weighs: some three kilobytes. */
async function write(path: string, size: number): Promise<string> {
  const file = await open(path, "w");
  const mission = "Ce que fait l’organisme, en quelques phrases. ".repeat(30);
  for (let at = 0; at < size; at += 1000) {
    const lot = Array.from({ length: Math.min(1000, size - at) }, (_, index) => {
      const n = at + index;
      const insee = String(1000 + (n % 95_000)).padStart(5, "0");
      return JSON.stringify(
        dumpRecord({
          n,
          name: `Mairie - Commune ${n}`,
          pivot: n % 3 ? "mairie" : "ccas",
          insee,
          more: { mission },
        }),
      );
    });
    await file.write(`${at === 0 ? "[" : ","}${lot.join(",")}`);
  }
  await file.write("]");
  await file.close();
  return path;
}

/** Megabytes that are held at the most, in a process that only reads the directory. */
function peakOf(url: string, file: string): Promise<number> {
  const child = spawn(process.execPath, ["--expose-gc", "--input-type=module", "--eval", CHILD, url, file], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", () =>
      said ? resolve(Number(said) / 1e6) : reject(new Error(`nothing was read of ${file}`)),
    );
  });
}

const CHILD = `
  const { setRuntime } = await import("#app/runtime.server.ts");
  setRuntime({ databaseUrl: process.argv[1], secret: "a secret of the bench, long enough for anyone", baseUrl: "http://localhost" });
  const { createReadStream } = await import("node:fs");
  const { readDila } = await import("#app/universe/dila/read.server.ts");
  let most = 0;
  const weigh = () => {
    gc();
    const { heapUsed, external } = process.memoryUsage();
    most = Math.max(most, heapUsed + external);
  };
  await readDila(createReadStream(process.argv[2]), {
    fileName: "bench.json",
    onProgress: (read) => read % 5000 === 0 && weigh(),
  });
  weigh();
  process.stdout.write(String(most));
  process.exit(0);
`;
