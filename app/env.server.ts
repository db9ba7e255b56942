import { z } from "zod";

const port = z.coerce
  .number("must be a port, from 0 to 65535")
  .int("must be a whole number")
  .min(0, "must be a port, from 0 to 65535")
  .max(65535, "must be a port, from 0 to 65535");
const postgresUrl = z.string().regex(/^postgres(ql)?:\/\//, "must start with postgresql://");
const smtpUrl = z.string().regex(/^smtps?:\/\//, "must start with smtp:// or smtps://");
const imapUrl = z.string().regex(/^imaps?:\/\//, "must start with imap:// or imaps://");

const schema = z
  .object({
    NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
    PORT: port.default(3000),
    HOST: z.string().min(1).default("127.0.0.1"),
    BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
    DATA_DIR: z.string().min(1).default(".data"),
    DATABASE_URL: postgresUrl.optional(),
    APP_SECRET: z.string().min(32, "must be at least 32 characters").optional(),
    SMTP_URL: smtpUrl.optional(),
    IMAP_URL: imapUrl.optional(),
    WORKER: z.enum(["inline", "off"]).default("inline"),
    BRAND: z.enum(["neutre", "etat"]).default("neutre"),
    CHECK_LINKS: z.enum(["on", "off"]).default("off"),
    UPLOAD_MAX: z
      .string()
      .regex(/^\d+ ?(kB|MB)?$/, "must be a number of bytes, kB or MB, such as 50MB")
      .default("50MB")
      .transform(bytes),
    LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  })
  .refine((value) => !value.DATABASE_URL || value.APP_SECRET, {
    path: ["APP_SECRET"],
    message: "is required with DATABASE_URL (openssl rand -base64 32)",
  });

export type Env = z.output<typeof schema>;

export class EnvError extends Error {
  constructor(faults: string[]) {
    super(`The environment is wrong; see .env.example.\n${faults.map((fault) => `  ${fault}`).join("\n")}`);
    this.name = "EnvError";
  }
}

/** The environment, checked once; a wrong value stops the process with every fault named. */
export const env: Env = parseEnv(process.env);

/** @throws {EnvError} naming each variable that is wrong. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  // An empty variable, as a form or a compose file leaves it, is an absent one.
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  throw new EnvError(result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`));
}

function bytes(text: string): number {
  const unit = text.endsWith("MB") ? 1_000_000 : text.endsWith("kB") ? 1_000 : 1;
  return Number.parseInt(text, 10) * unit;
}
