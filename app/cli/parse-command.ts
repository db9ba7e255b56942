import { parseArgs } from "node:util";
import type { Command, Values } from "./command.ts";

/** A command line that means nothing: exit code 2. */
export class UsageError extends Error {
  override name = "UsageError";
  readonly command: Command | undefined;

  constructor(message: string, command?: Command) {
    super(message);
    this.command = command;
  }
}

export type Parsed =
  | { kind: "help"; command: Command | undefined }
  | { kind: "version" }
  | { kind: "run"; command: Command; values: Values };

/**
 * Which command, with which options. `--json` may stand anywhere, and is taken out beforehand.
 * @throws {UsageError}
 */
export function parseCommand(args: string[], commands: Command[]): Parsed {
  const [first] = args;
  if (first === "--version") return { kind: "version" };
  if (first === undefined || first === "help" || first === "--help")
    return { kind: "help", command: findCommand(args.slice(1), commands) };
  const command = findCommand(args, commands);
  if (!command) throw new UsageError(`There is no command “${wordsOf(args).join(" ") || first}”.`);
  const rest = args.slice(command.name.split(" ").length);
  if (rest.includes("--help")) return { kind: "help", command };
  return { kind: "run", command, values: readOptions(command, rest) };
}

function findCommand(args: string[], commands: Command[]): Command | undefined {
  const words = `${wordsOf(args).join(" ")} `;
  return commands.find(({ name }) => words.startsWith(`${name} `));
}

function wordsOf(args: string[]): string[] {
  const options = args.findIndex((arg) => arg.startsWith("-"));
  return options < 0 ? args : args.slice(0, options);
}

function readOptions(command: Command, args: string[]): Values {
  const options = Object.fromEntries(
    Object.entries(command.options).map(([name, { value }]) => [
      name,
      { type: value === undefined ? "boolean" : "string" } as const,
    ]),
  );
  const values = parse(command, args, options);
  const { argument } = command;
  if (argument && values[argument.name] === undefined)
    throw new UsageError(`Missing: ${argument.value}.`, command);
  const missing = Object.keys(command.options).filter(
    (name) => command.options[name]!.required && values[name] === undefined,
  );
  if (missing.length === 0) return values;
  throw new UsageError(`Missing: ${missing.map((name) => `--${name}`).join(", ")}.`, command);
}

function parse(
  command: Command,
  args: string[],
  options: Record<string, { type: "string" | "boolean" }>,
): Values {
  try {
    const { argument } = command;
    const { values, positionals } = parseArgs({
      ...{ args, options, strict: true, allowPositionals: argument !== undefined },
    });
    const [typed, ...others] = positionals;
    if (others.length > 0)
      throw new Error(`One ${argument!.value} only: “${others.join(" ")}” is one too many.`);
    return { ...values, ...(typed !== undefined && { [argument!.name]: typed }) } as Values;
  } catch (error) {
    throw new UsageError((error as Error).message, command);
  }
}
