import { AppError } from "#app/errors.ts";

/** A failure as the command line tells it: to a program (`body`), and to a person. */
export function explain(error: unknown): { body: { error: Record<string, unknown> }; lines: string[] } {
  if (error instanceof AppError) {
    const { code, message, fields, details } = error;
    return {
      body: { error: { code, message, ...(fields && { fields }), ...details } },
      lines: [message, ...Object.entries(fields ?? {}).map(([name, why]) => `  ${name}: ${why}`)],
    };
  }
  const { name, message, stack } = error as Error;
  const code = CODES[name];
  if (code) return { body: { error: { code, message } }, lines: [message] };
  return { body: { error: { code: "internal", message } }, lines: [stack ?? message] };
}

/** Failures that the deployer can mend; any other is a bug, and told with its stack. */
const CODES: Record<string, string> = { UsageError: "usage", BootError: "boot" };
