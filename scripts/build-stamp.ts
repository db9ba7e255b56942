import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";

export const STAMP = "build/stamp";

/** What the build is made from: of these, any change makes it stale. */
const SOURCES = [
  ...["app/**/*.{ts,tsx,css,json}", "emails/**/*", "prisma/schema/*", "prisma/universe/*", "public/**/*"],
  ...["package-lock.json", "vite.config.ts", "react-router.config.ts", "tsconfig.json"],
];

/** A digest of every source's path and content (about 30 ms). */
export function sourceDigest(): string {
  const hash = createHash("sha256");
  const files = SOURCES.flatMap((pattern) => globSync(pattern, { withFileTypes: true }))
    .filter((entry) => entry.isFile() && !entry.parentPath.includes("generated"))
    .map((entry) => `${entry.parentPath}/${entry.name}`);
  for (const file of files.sort()) hash.update(file).update("\0").update(readFileSync(file)).update("\0");
  return hash.digest("hex");
}
