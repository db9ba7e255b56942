import { defineConfig } from "vitest/config";

// Long enough for a machine that has other work: a timeout is there to end what hangs, and measures nothing.
const PATIENT = {
  ...{ testTimeout: 600_000, hookTimeout: 600_000 },
  expect: { poll: { timeout: 120_000, interval: 100 } },
};
// A browser on a machine shared with others may lose a race once; what fails twice is at fault. Nothing else is retried.
const BROWSER = { ...PATIENT, retry: process.env.CI ? 1 : 0 };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["tests/unit/**/*.test.{ts,tsx}"],
          setupFiles: ["tests/clean-env.ts", "tests/properties.ts"],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: "integration",
          include: ["tests/integration/**/*.test.{ts,tsx}"],
          globalSetup: "tests/global-setup.ts",
          setupFiles: ["tests/clean-env.ts", "tests/properties.ts", "tests/worker-database.ts"],
          isolate: false,
          maxWorkers: 2,
          ...PATIENT,
        },
      },
      {
        test: {
          name: "e2e",
          include: ["tests/e2e/**/*.test.ts"],
          globalSetup: "tests/e2e/setup.ts",
          setupFiles: "tests/clean-env.ts",
          maxWorkers: 1,
          ...BROWSER,
        },
      },
    ],
  },
});
