import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { transaction } from "#app/db/transaction.server.ts";
import { DEFAULT_STAGES } from "#app/settings/default-stages.ts";

let count = 0;
const next = () => ++count;

/** A product with its stages, and one member of it. */
export async function createActor(role: Actor["role"] = "admin"): Promise<Actor> {
  const n = next();
  const user = await db.user.create({
    data: { id: crypto.randomUUID(), name: `Camille ${n}`, email: `camille${n}@essaim.example` },
  });
  const product = await db.product.create({
    data: {
      name: `Produit ${n}`,
      stages: { create: DEFAULT_STAGES },
      legalName: "Ministère d’essai",
      legalAddress: "Paris",
    },
  });
  await db.membership.create({ data: { userId: user.id, productId: product.id, role } });
  return { userId: user.id, productId: product.id, role };
}

/** An institution of the actor's own product. */
export async function createInstitution(
  actor: Actor,
  data: Partial<Parameters<typeof db.institution.create>[0]["data"]> = {},
) {
  return transaction(actor, "institution.création", (tx) =>
    tx.institution.create({
      data: {
        name: `Institution ${next()}`,
        kind: "other",
        source: "saisie",
        vintage: "2026",
        productId: actor.productId,
        ...data,
      } as Parameters<typeof db.institution.create>[0]["data"],
    }),
  );
}

/** An institution of the shared universe. */
export function createSharedInstitution(
  data: Partial<Parameters<typeof db.institution.create>[0]["data"]> = {},
) {
  const n = next();
  return db.institution.create({
    data: {
      key: `test:${n}`,
      name: `Institution partagée ${n}`,
      kind: "commune",
      source: "COG",
      vintage: "2026",
      ...data,
    } as Parameters<typeof db.institution.create>[0]["data"],
  });
}

/** A contact with an e-mail at an institution of the actor's product (made when not given). */
export async function createContact(
  actor: Actor,
  data: {
    institutionId?: string;
    firstName?: string;
    lastName?: string;
    email?: string;
    function?: string;
  } = {},
) {
  const n = next();
  const institutionId = data.institutionId ?? (await createInstitution(actor)).id;
  const email = data.email ?? `contact${n}@mairie.example`;
  const { productId } = actor;
  return transaction(actor, "contact.création", (tx) =>
    tx.contact.create({
      data: {
        productId,
        firstName: data.firstName ?? "Maud",
        lastName: data.lastName ?? `Tessier ${n}`,
        positions: { create: { productId, institutionId, function: data.function ?? null } },
        addresses: {
          create: {
            ...{ productId, kind: "email", value: email, normalized: email.toLowerCase() },
            ...{ source: "rencontre", collectedAt: new Date() },
          },
        },
      },
    }),
  );
}
