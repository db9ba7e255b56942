import type { Actor } from "#app/auth/actor.ts";
import { contactName } from "#app/contacts/contact-name.ts";
import { readContacts } from "#app/contacts/contact-row.server.ts";
import { db } from "#app/db/db.server.ts";
import type { Pair } from "./candidates.server.ts";
import { tellReasons } from "./reasons.ts";

type Face = { id: string; name: string; lead: string };
export type DescribedPair = { one: Face; other: Face; why: string; score: number };

/** The pairs of a queue, with the names and the places of each. */
export async function describePairs(actor: Actor, pairs: Pair[]): Promise<DescribedPair[]> {
  const people = await readContacts(actor, [...new Set(pairs.flatMap(({ one, other }) => [one, other]))]);
  const faces = new Map(
    people.map((person): [string, Face] => [
      person.id,
      {
        ...{ id: person.id, name: contactName(person) },
        lead: [person.function, person.institutionName].filter(Boolean).join(", "),
      },
    ]),
  );
  return pairs.flatMap(({ one, other, reasons, score }) => {
    const [first, second] = [faces.get(one), faces.get(other)];
    return first && second ? [{ one: first, other: second, why: tellReasons(reasons), score }] : [];
  });
}

export type PastMerge = { id: string; name: string; at: Date };

/** Whom a contact has absorbed, the latest first: each can be separated again. */
export async function listMerges({ productId }: Actor, survivorId: string): Promise<PastMerge[]> {
  const merges = await db.contactMerge.findMany({
    where: { productId, survivorId, undoneAt: null },
    orderBy: { createdAt: "desc" },
    take: 20,
    select: { id: true, absorbedId: true, createdAt: true },
  });
  const rows = await db.contact.findMany({
    where: { productId, id: { in: merges.map(({ absorbedId }) => absorbedId) } },
    select: { id: true, firstName: true, lastName: true },
  });
  const names = new Map(rows.map((row) => [row.id, contactName({ ...row, email: null })]));
  return merges.flatMap(({ id, absorbedId, createdAt }) => {
    const name = names.get(absorbedId);
    return name ? [{ id, name, at: createdAt }] : [];
  });
}
