import { db } from "#app/db/db.server.ts";
import { AppError } from "#app/errors.ts";
import { createUser } from "#app/auth/users.server.ts";
import { checkFirstRunCode } from "./first-run.server.ts";
import { createProduct } from "./products.server.ts";

/** Any constant: two first runs at once are told apart by it. */
const FIRST_RUN_LOCK = 7_262_839;

type SetUp = {
  name: string;
  email: string;
  password: string;
  product: string;
  tagline?: string | undefined;
  code?: string | undefined;
};

/**
 * The first account and its product, in one transaction. The universe's load starts by itself once a product exists.
 * @throws {AppError} conflict, when somebody was faster; invalid, when the code is wrong
 */
export async function setUp({
  name,
  email,
  password,
  product,
  tagline,
  code,
}: SetUp): Promise<{ productId: string }> {
  checkFirstRunCode(code);
  return db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${FIRST_RUN_LOCK})`;
    if (await tx.user.findFirst({ select: { id: true } }))
      throw new AppError(
        "conflict",
        "Cet espace a déjà été créé. Connectez-vous, ou demandez une invitation.",
      );
    const user = await createUser(tx, { name, email, password });
    const created = await createProduct(tx, user.id, { name: product, tagline });
    return { productId: created.id };
  });
}
