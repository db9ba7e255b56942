import type { Command, Option } from "./command.ts";

const RUN = "npm run --silent cli --";

/** What can be typed, as lines: every command, or one with its options. */
export function usage(commands: Command[], command?: Command): string[] {
  if (command) return usageOfOne(command);
  return [
    `Usage: ${RUN} COMMAND [OPTIONS] [--json]`,
    "",
    ...columns(commands.map(({ name, summary }) => [name, summary])),
    ...columns([
      ["help COMMAND", "The options of a command"],
      ["--version", "The version of Essaim"],
    ]),
    "",
    "With --json, standard output is one JSON document, refusals included; all else goes to standard error.",
    "Exit code: 0 done, 1 refused or failed, 2 not understood.",
  ];
}

function usageOfOne({ name, summary, argument, options }: Command): string[] {
  const written = Object.entries(options).map(([option, { value, required, help }]) => {
    const text = synopsis(option, { ...(value !== undefined && { value }), help });
    return [text, required ? help : `${help} (optional)`] as [string, string];
  });
  return [
    `Usage: ${RUN} ${[name, ...(argument ? [argument.value] : []), ...Object.entries(options).map(bracketed)].join(" ")}`,
    summary,
    "",
    ...columns([...(argument ? [[argument.value, argument.help] as [string, string]] : []), ...written]),
  ];
}

function bracketed([name, option]: [string, Option]): string {
  const text = synopsis(name, option);
  return option.required ? text : `[${text}]`;
}

function synopsis(name: string, { value }: Option): string {
  return value === undefined ? `--${name}` : `--${name} ${value}`;
}

function columns(rows: [string, string][]): string[] {
  return rows.map(([left, right]) => `  ${left.padEnd(18)}  ${right}`);
}
