import { z } from "zod";
import { emailSchema, nameSchema, passwordSchema } from "#app/auth/users.server.ts";
import { countInstitutions } from "#app/cli/count-institutions.server.ts";
import type { Run } from "#app/cli/command.ts";
import { parseOrThrow } from "#app/form.ts";
import { productSchema } from "#app/settings/products.server.ts";
import { declineUniverse } from "#app/universe/load.server.ts";
import { addProduct } from "#app/settings/set-up.server.ts";
import { loadWithProgress } from "./universe-load.server.ts";

const schema = z.object({
  product: productSchema.shape.name,
  email: emailSchema,
  password: passwordSchema,
  name: nameSchema.optional(),
  "no-universe": z.boolean().default(false),
});

export const setUp: Run = async (values, tell) => {
  const { "no-universe": noUniverse, ...input } = parseOrThrow(schema, values);
  const { productId, userId } = await addProduct({
    ...input,
    name: input.name ?? input.email.split("@")[0]!,
  });
  if (noUniverse) await declineUniverse();
  else await loadWithProgress(tell);
  const institutions = await countInstitutions();
  return {
    json: { productId, userId, product: input.product, email: input.email, institutions },
    lines: [`Product “${input.product}” is ready for ${input.email}, with ${institutions} institutions.`],
  };
};
