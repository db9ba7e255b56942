import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { contactName } from "./contact.ts";

/** Someone at an institution, or who has left it. */
export type Holder = {
  id: string;
  name: string;
  function: string | null;
  email: string | null;
  phone: string | null;
  opposed: boolean;
  role: boolean;
  /** For who has left: when, and where they are now. */
  left: { at: Date; to: { id: string; name: string } | null } | null;
};

/** Beyond, the list of contacts is the place to read them. */
const MOST = 100;

/** The product's contacts at an institution: those of today by name, then those who have left. */
export async function listContactsAt({ productId }: Actor, institutionId: string): Promise<Holder[]> {
  const posts = await db.position.findMany({
    where: { productId, institutionId, contact: { mergedIntoId: null } },
    orderBy: [
      { validTo: { sort: "desc", nulls: "first" } },
      { contact: { lastName: { sort: "asc", nulls: "last" } } },
    ],
    take: MOST,
    select: { function: true, validTo: true, contact: { select: person } },
  });
  const present = new Set(posts.filter(({ validTo }) => !validTo).map(({ contact }) => contact.id));
  return posts
    .filter(({ validTo, contact }) => !validTo || !present.has(contact.id))
    .map(({ function: post, validTo, contact: { positions, addresses, opposedAt, ...contact } }) => {
      const address = (kind: "email" | "phone") => addresses.find((one) => one.kind === kind)?.value ?? null;
      const email = address("email");
      return {
        ...{ id: contact.id, role: contact.role, name: contactName({ ...contact, email }), function: post },
        ...{ email, phone: address("phone"), opposed: opposedAt !== null },
        left: validTo && { at: validTo, to: positions[0]?.institution ?? null },
      };
    });
}

const today = { primary: true, validTo: null } as const;
const person = {
  ...{ id: true, firstName: true, lastName: true, role: true, opposedAt: true },
  addresses: { where: today, select: { kind: true, value: true } },
  positions: { where: today, select: { institution: { select: { id: true, name: true } } } },
} as const;
