import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Tx } from "#app/db/transaction.server.ts";
import { auth, PASSWORD_MAX, PASSWORD_MIN } from "./auth.server.ts";

export const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, "L’adresse est trop longue.")
  .pipe(z.email("L’adresse n’a pas la forme nom@domaine.fr."));

export const passwordSchema = z
  .string()
  .min(PASSWORD_MIN, `Le mot de passe doit avoir au moins ${PASSWORD_MIN} caractères.`)
  .max(PASSWORD_MAX, `Le mot de passe dépasse ${PASSWORD_MAX} caractères.`);

export const nameSchema = z.string().trim().min(1, "Indiquez un nom.").max(120, "120 caractères au plus.");

/** @param input already parsed by the schemas above */
export async function createUser(
  tx: Tx,
  input: { name: string; email: string; password: string },
): Promise<{ id: string }> {
  const { password } = await auth.$context;
  const id = randomUUID();
  return tx.user.create({
    data: {
      ...{ id, name: input.name, email: input.email, emailVerified: false },
      credentials: {
        create: {
          ...{ id: randomUUID(), accountId: id, providerId: "credential" },
          password: await password.hash(input.password),
        },
      },
    },
    select: { id: true },
  });
}

/** Whether this is the password the account signs in with. */
export async function passwordMatches(tx: Tx, userId: string, given: string): Promise<boolean> {
  const { password } = await auth.$context;
  const kept = await tx.credential.findFirst({
    where: { userId, providerId: "credential" },
    select: { password: true },
  });
  return typeof kept?.password === "string" && password.verify({ hash: kept.password, password: given });
}
