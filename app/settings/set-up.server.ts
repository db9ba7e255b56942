import { db } from "#app/db/db.server.ts";
import type { Tx } from "#app/db/transaction.server.ts";
import { AppError } from "#app/errors.ts";
import { createUser, passwordMatches } from "#app/auth/users.server.ts";
import { checkFirstRunCode } from "./first-run.server.ts";
import { createProduct } from "./products.server.ts";

/** Any constant of its own. */
const SET_UP_LOCK = 7_262_840;

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
  return setUpTransaction(async (tx) => {
    await requireFirstAccount(tx);
    const user = await createUser(tx, { name, email, password });
    const created = await createProduct(tx, user.id, { name: product, tagline });
    return { productId: created.id };
  });
}

/**
 * One more product, with its administrator: a new account, or one whose password is known. For the command line,
 * which whoever holds the machine may run.
 * @throws {AppError} forbidden, when the account exists with another password
 */
export async function addProduct({
  product,
  ...account
}: Pick<SetUp, "name" | "email" | "password" | "product">): Promise<{ productId: string; userId: string }> {
  return setUpTransaction(async (tx) => {
    const known = await tx.user.findUnique({ where: { email: account.email }, select: { id: true } });
    if (known && !(await passwordMatches(tx, known.id, account.password)))
      throw new AppError("forbidden", `${account.email} a déjà un compte, avec un autre mot de passe.`);
    const { id: userId } = known ?? (await createUser(tx, account));
    const { id: productId } = await createProduct(tx, userId, { name: product });
    return { productId, userId };
  });
}

/** Set-ups go one after the other. Hashing a password takes seconds on a machine that is busy starting. */
export function setUpTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.$transaction(
    async (tx) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(${SET_UP_LOCK})`;
      return work(tx);
    },
    { maxWait: 10_000, timeout: 30_000 },
  );
}

/** @throws {AppError} conflict, when somebody was faster */
export async function requireFirstAccount(tx: Tx): Promise<void> {
  if (!(await tx.user.findFirst({ select: { id: true } }))) return;
  throw new AppError("conflict", "Cet espace a déjà été créé. Connectez-vous, ou demandez une invitation.");
}
