import { z } from "zod";
import { createToken } from "#app/api/tokens.server.ts";
import { emailSchema } from "#app/auth/users.server.ts";
import type { Run } from "#app/cli/command.ts";
import { findMembership } from "#app/cli/find-membership.server.ts";
import { parseOrThrow } from "#app/form.ts";

const schema = z.object({
  email: emailSchema,
  product: z.string().trim().optional(),
  label: z.string().trim().min(1).max(100).default("Ligne de commande"),
});

export const createApiToken: Run = async (values) => {
  const { label, ...asked } = parseOrThrow(schema, values);
  const member = await findMembership(asked);
  const { token } = await createToken(member, label);
  return {
    json: { token, productId: member.productId, product: member.product, email: member.email },
    lines: [token],
  };
};
