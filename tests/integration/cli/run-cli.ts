import { execFile } from "node:child_process";

/** The application's sources as bare Node reads them: the same as the build, without waiting for one. */
const PROGRAM = `const { runCommand } = await import("./app/server.ts");
process.exit(await runCommand(process.argv.slice(1)));`;

const SECRET = "a secret of the tests, long enough for anyone";

/** Runs a command in a process of its own, on the database of the tests unless `env` says otherwise. */
export function runCli(args: string[], env: Record<string, string> = {}) {
  const options = {
    env: {
      ...{ PATH: process.env.PATH, HOME: process.env.HOME, LOG_LEVEL: "info" },
      ...(env.DATA_DIR ? {} : { DATABASE_URL: process.env.ESSAIM_TEST_DATABASE, APP_SECRET: SECRET }),
      ...env,
    },
    timeout: 500_000,
  };
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    const node = ["--input-type=module", "-e", PROGRAM, "--", ...args];
    const child = execFile(process.execPath, node, options as object, (_, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}

/** The one JSON document of `--json`. */
export async function runJson(args: string[], env: Record<string, string> = {}) {
  const { code, stdout, stderr } = await runCli([...args, "--json"], env);
  return { code, stderr, answer: JSON.parse(stdout) };
}
