import { z } from "zod";
import { db } from "#app/db/db.server.ts";
import { nameSchema, passwordSchema } from "./users.server.ts";

export const nameForm = z.object({ name: nameSchema });

export const passwordForm = z
  .object({
    currentPassword: z.string().min(1, "Indiquez le mot de passe actuel."),
    newPassword: passwordSchema,
  })
  .refine(({ currentPassword, newPassword }) => currentPassword !== newPassword, {
    path: ["newPassword"],
    message: "Choisissez un mot de passe différent de l’actuel.",
  });

/** The signature of one's mails and interactions. */
export async function renameUser(userId: string, name: string): Promise<void> {
  await db.user.update({ where: { id: userId }, data: { name } });
}
