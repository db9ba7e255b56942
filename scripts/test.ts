/**
 * `npm test`: unit, integration and end-to-end. Where no Chromium is found, the browser tests are skipped and it is
 * said; under CI=true that is a failure, as is any other skip.
 */
import { spawnSync } from "node:child_process";
import { findChromium } from "../tests/e2e/chromium.ts";

const chromium = findChromium();
if (!chromium && process.env.CI === "true") {
  console.error("No Chromium was found, and CI must run the browser tests: install the package chromium.");
  process.exit(1);
}
if (!chromium)
  console.error(
    "No Chromium was found: the browser tests are skipped. Install it, or set CHROMIUM=/path/to/it.",
  );

const projects = ["unit", "integration", ...(chromium ? ["e2e"] : [])].flatMap((name) => ["--project", name]);
const report = process.env.ESSAIM_TEST_REPORT;
const reporters = report ? ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`] : [];
const args = ["run", ...projects, ...reporters, ...process.argv.slice(2)];
const { status } = spawnSync("vitest", args, { stdio: "inherit" });
process.exit(status ?? 1);
