import pino from "pino";
import { env } from "./env.server.ts";

/** Logs are JSON lines on standard error: standard output belongs to the command line's answers. */
export const log = pino(
  {
    level: env.LOG_LEVEL,
    base: undefined,
    redact: ["*.password", "*.token", "*.secret", "*.smtpUrl", "*.imapUrl"],
  },
  pino.destination({ fd: 2, sync: true }),
);
