import { z } from "zod";
import { revokeToken } from "#app/api/tokens.server.ts";
import type { Run } from "#app/cli/command.ts";
import { findMembership } from "#app/cli/find-membership.server.ts";
import { parseOrThrow } from "#app/form.ts";

const schema = z.object({ id: z.string().trim(), product: z.string().trim().optional() });

export const closeToken: Run = async (values) => {
  const { id, product } = parseOrThrow(schema, values);
  await revokeToken(await findMembership({ product }), id);
  return { json: { id, revoked: true }, lines: [`Token ${id} opens nothing any more.`] };
};
