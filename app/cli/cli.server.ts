import packageJson from "../../package.json" with { type: "json" };
import { boot, shutdown } from "#app/boot.server.ts";
import type { Answer, Command, Values } from "./command.ts";
import { COMMANDS } from "./commands.ts";
import { explain } from "./explain.ts";
import { parseCommand, UsageError } from "./parse-command.ts";
import { usage } from "./usage.ts";

/**
 * The command line. Standard output is for the answer alone; progress, logs and complaints go to standard error.
 * @returns the exit code: 0 done, 1 refused or failed, 2 not understood
 */
export async function runCommand(args: string[]): Promise<number> {
  const json = args.includes("--json");
  try {
    print(await answer(args.filter((arg) => arg !== "--json")), json);
    return 0;
  } catch (error) {
    const { body, lines } = explain(error);
    for (const line of lines) tell(line);
    if (json) write(JSON.stringify(body));
    if (!(error instanceof UsageError)) return 1;
    for (const line of usage(COMMANDS, error.command)) tell(line);
    return 2;
  }
}

async function answer(args: string[]): Promise<Answer> {
  const parsed = parseCommand(args, COMMANDS);
  if (parsed.kind === "version")
    return { json: { version: packageJson.version }, lines: [packageJson.version] };
  if (parsed.kind === "run") return run(parsed.command, parsed.values);
  const lines = usage(COMMANDS, parsed.command);
  return { json: { usage: lines.join("\n") }, lines };
}

/** The database is joined, or started for the time of the command, whether a server is up or not. */
async function run(command: Command, values: Values): Promise<Answer> {
  try {
    await boot();
    const act = await command.load();
    return await act(values, tell);
  } finally {
    await shutdown();
  }
}

function print({ json, lines }: Answer, asJson: boolean): void {
  for (const line of asJson ? [JSON.stringify(json)] : lines) write(line);
}

const write = (line: string) => process.stdout.write(`${line}\n`);
const tell = (line: string) => process.stderr.write(`${line}\n`);
