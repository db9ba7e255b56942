import { z } from "zod";
import { createPasswordLink } from "#app/auth/create-password-link.server.ts";
import { emailSchema } from "#app/auth/users.server.ts";
import type { Run } from "#app/cli/command.ts";
import { parseOrThrow } from "#app/form.ts";

const schema = z.object({ email: emailSchema });

export const makePasswordLink: Run = async (values) => {
  const { url, expiresAt } = await createPasswordLink(parseOrThrow(schema, values).email);
  return { json: { url, expiresAt: expiresAt.toISOString() }, lines: [url] };
};
