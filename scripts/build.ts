/** Builds, then stamps the build with what it was made from; the stamp comes last, so a killed build is not one. */
import { spawnSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { sourceDigest, STAMP } from "./build-stamp.ts";

rmSync(STAMP, { force: true });
const digest = sourceDigest();
const { status } = spawnSync("react-router", ["build", "--logLevel", "warn"], {
  env: { ...process.env, NODE_ENV: "production" },
  // Standard output belongs to the command that asked for the build.
  stdio: ["ignore", 2, 2],
});
if (status !== 0) process.exit(status ?? 1);
writeFileSync(STAMP, digest);
