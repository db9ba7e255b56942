import { contactName } from "#app/contacts/contact.ts";
import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import type { CheckLine } from "./pre-launch.ts";
import { type Exclusion, groupExclusions } from "./exclusion.ts";

/** Someone, as a list names them; without an id, someone who is no more. */
export type Person = { contactId: string | null; name: string; institution: string | null };

/** « Qui n’y est pas, et pourquoi », with the first names of each group. */
export type NamedExclusion = Pick<Exclusion, "reason" | "detail" | "place"> & {
  count: number;
  people: Person[];
};

/** Named at once below a count; the others as they are asked for. */
const NAMED = 20;
const GONE: Person = { contactId: null, name: "Contact supprimé", institution: null };

export async function nameExclusions(actor: Actor, excluded: Exclusion[]): Promise<NamedExclusion[]> {
  const groups = groupExclusions(excluded);
  const people = await findPeople(
    actor,
    groups.flatMap(({ contactIds }) => contactIds.slice(0, NAMED)),
  );
  return groups.map(({ contactIds, ...group }) => ({
    ...{ ...group, count: contactIds.length },
    people: contactIds.slice(0, NAMED).map((id) => people.get(id) ?? GONE),
  }));
}

export async function findNamed(actor: Actor, contactIds: string[]): Promise<Person[]> {
  const people = await findPeople(actor, contactIds);
  return contactIds.map((id) => people.get(id) ?? GONE);
}

/** The lines of a check, with the first names of each: a page need not carry 100 000 ids. */
export async function nameLines(actor: Actor, lines: CheckLine[]) {
  const first = lines.map(({ contactIds = [] }) => contactIds.slice(0, NAMED));
  const people = await findPeople(actor, first.flat());
  return lines.map(({ contactIds = [], ...line }, i) => ({
    ...line,
    count: contactIds.length,
    people: first[i]!.map((id) => people.get(id) ?? GONE),
  }));
}

/** The contacts of these ids that are still this product's. */
async function findPeople({ productId }: Actor, contactIds: string[]): Promise<Map<string, Person>> {
  const rows = await db.contact.findMany({
    where: { id: { in: contactIds }, productId },
    select: {
      ...{ id: true, firstName: true, lastName: true },
      addresses: { where: { kind: "email", primary: true, validTo: null }, select: { value: true } },
      positions: {
        where: { primary: true, validTo: null },
        select: { institution: { select: { name: true } } },
      },
    },
  });
  const people = rows.map(({ id, addresses: [address], positions: [position], ...names }) => ({
    contactId: id,
    name: contactName({ ...names, email: address?.value ?? null }),
    institution: position?.institution.name ?? null,
  }));
  return new Map(people.map((person) => [person.contactId, person]));
}
