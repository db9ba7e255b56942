import { z } from "zod";
import { listTokens } from "#app/api/tokens.server.ts";
import type { Run } from "#app/cli/command.ts";
import { findMembership } from "#app/cli/find-membership.server.ts";
import { parseOrThrow } from "#app/form.ts";

const schema = z.object({ product: z.string().trim().optional() });

export const tellTokens: Run = async (values) => {
  const { productId } = await findMembership(parseOrThrow(schema, values));
  const tokens = (await listTokens({ productId })).map(({ user, ...token }) => ({
    ...token,
    email: user.email,
  }));
  const lines = tokens.map(({ id, email, label, lastUsedAt }) =>
    [id, email, lastUsedAt ? `used ${lastUsedAt.toISOString()}` : "never used", label].join("  "),
  );
  return { json: { productId, tokens }, lines };
};
