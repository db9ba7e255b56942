import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { isoDay } from "#app/ui/format.ts";
import type { Contact } from "./contact.ts";

/** The posts of a page of contacts, those of today first: what the API says beside the primary one. */
export async function withPositions<C extends Pick<Contact, "id">>({ productId }: Actor, contacts: C[]) {
  const rows = await db.position.findMany({
    where: { productId, contactId: { in: contacts.map(({ id }) => id) } },
    orderBy: [
      { validTo: { sort: "desc", nulls: "first" } },
      { primary: "desc" },
      { createdAt: "desc" },
      { id: "asc" },
    ],
    select: {
      ...{ id: true, contactId: true, institutionId: true, function: true, primary: true },
      ...{ decisionRole: true, influence: true, interest: true, validFrom: true, validTo: true },
    },
  });
  const byContact = Map.groupBy(rows, ({ contactId }) => contactId);
  return contacts.map((contact) => ({
    ...contact,
    positions: (byContact.get(contact.id) ?? []).map(({ validFrom, validTo, ...post }) => ({
      ...post,
      validFrom: validFrom && isoDay(validFrom),
      validTo: validTo && isoDay(validTo),
    })),
  }));
}
