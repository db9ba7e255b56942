/** `value` names what is expected after the option; without it, the option is a switch. */
export type Option = { value?: string; required?: boolean; help: string };

export type Values = Record<string, string | boolean | undefined>;

/** What a command answers: `json` is for programs, `lines` say the same to a person. */
export type Answer = { json: Record<string, unknown>; lines: string[] };

/**
 * @param values checked against the command's options only: what they hold is for the command to parse
 * @param tell for progress; never on standard output
 */
export type Run = (values: Values, tell: (line: string) => void) => Promise<Answer>;

export type Command = {
  name: string;
  summary: string;
  /** What is typed without a name, right after the command: « FILE ». */
  argument?: { name: string; value: string; help: string };
  options: Record<string, Option>;
  /** Loaded after the boot, which alone knows where the database is. */
  load: () => Promise<Run>;
};
