import { AppError } from "#app/errors.ts";

export const ROLES = ["reader", "deployer", "admin"] as const;
export type Role = (typeof ROLES)[number];

/** Who acts, in which product, with which role. Every server function takes one first. */
export type Actor = {
  userId: string;
  productId: string;
  role: Role;
};

/** @throws {AppError} forbidden, when the actor's role is under `least`. */
export function requireRole(actor: Pick<Actor, "role">, least: Role): void {
  if (ROLES.indexOf(actor.role) >= ROLES.indexOf(least)) return;
  throw new AppError("forbidden", `Cette action demande le rôle « ${ROLE_LABELS[least]} ».`);
}

export const ROLE_LABELS: Record<Role, string> = {
  reader: "Lecture",
  deployer: "Déploiement",
  admin: "Administration",
};
