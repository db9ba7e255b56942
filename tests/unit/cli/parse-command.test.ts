import { expect, test } from "vitest";
import { COMMANDS } from "#app/cli/commands.ts";
import { parseCommand } from "#app/cli/parse-command.ts";
import { usage } from "#app/cli/usage.ts";

const parse = (line: string) => parseCommand(line.split(" ").filter(Boolean), COMMANDS);

test("a command of two words is found, with its options", () => {
  expect(parse("token create --email camille@essaim.example --label=import")).toMatchObject({
    kind: "run",
    command: { name: "token create" },
    values: { email: "camille@essaim.example", label: "import" },
  });
});

test("help is for all, or for one command, whichever way it is asked", () => {
  for (const line of ["", "help", "--help"])
    expect(parse(line)).toEqual({ kind: "help", command: undefined });
  for (const line of ["help mailbox add", "mailbox add --help", "mailbox add --from a --help"])
    expect(parse(line)).toMatchObject({ kind: "help", command: { name: "mailbox add" } });
  expect(parse("--version")).toEqual({ kind: "version" });
});

test("what is unknown, missing or too much is a fault of usage, which names it", () => {
  const faults = {
    nothing: "nothing",
    token: "token",
    "--colour": "--colour",
    setup: "--product, --email, --password",
    "setup --product": "--product",
    "universe load --colour red": "--colour",
    "universe load twice": "twice",
    "password link --email": "--email",
  };
  for (const [line, named] of Object.entries(faults)) {
    expect(() => parse(line)).toThrow(expect.objectContaining({ name: "UsageError" }));
    expect(() => parse(line)).toThrow(named);
  }
});

test("the usage tells every command, and every option of one", () => {
  const all = usage(COMMANDS).join("\n");
  for (const command of COMMANDS) {
    expect(all).toContain(command.name);
    const one = usage(COMMANDS, command).join("\n");
    for (const option of Object.keys(command.options)) expect(one).toContain(`--${option}`);
  }
});
