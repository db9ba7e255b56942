import { spawnSync } from "node:child_process";

/** The end-to-end tests drive the built product: built once, before them. */
export function setup(): void {
  const { status } = spawnSync("node", ["scripts/ensure-build.ts"], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (status !== 0) throw new Error("The build failed.");
}
