import fc from "fast-check";
import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { transaction } from "#app/db/transaction.server.ts";
import { createInstitution } from "../../factories.ts";

/** Where the people of a sample may work, and what they may be written through. */
export async function createStage(actor: Actor) {
  const institutions = [await createInstitution(actor), await createInstitution(actor)];
  const { productId } = actor;
  const campaigns = await transaction(actor, "campagne.création", (tx) =>
    Promise.all(
      ["Un", "Deux"].map((name) =>
        tx.campaign.create({ data: { productId, name, audience: { contactIds: [] } } }),
      ),
    ),
  );
  return { institutions: institutions.map(({ id }) => id), campaigns: campaigns.map(({ id }) => id) };
}

const day = fc.constantFrom(new Date("2025-03-01"), new Date("2026-01-15"));
const maybe = <T>(arb: fc.Arbitrary<T>) => fc.option(arb, { nil: null });
const place = fc.nat(1);

/** Somebody: posts and addresses of today and of before, exchanges, actions, campaigns. */
export const person = fc.record({
  firstName: maybe(fc.constantFrom("Hélène", "Helene", "Karim")),
  lastName: maybe(fc.constantFrom("Castaing", "CASTAING")),
  note: maybe(fc.constantFrom("Absente le mercredi", "Rencontrée au salon")),
  opposedAt: maybe(day),
  posts: fc.array(
    fc.record({
      ...{ institution: place, function: maybe(fc.constantFrom("Cheffe", "cheffe", "Directrice")) },
      ...{ validFrom: maybe(day), validTo: maybe(day), influence: maybe(fc.integer({ min: 1, max: 5 })) },
    }),
    { maxLength: 4 },
  ),
  addresses: fc.array(
    fc.record({
      value: fc.constantFrom("h@un.example", "c@deux.example", "0467000000", "0612345678"),
      validTo: maybe(day),
    }),
    { maxLength: 4 },
  ),
  exchanges: fc.array(place, { maxLength: 2 }),
  tasks: fc.array(place, { maxLength: 2 }),
  campaigns: fc.uniqueArray(place, { maxLength: 2 }),
});
export type Sampled = typeof person extends fc.Arbitrary<infer T> ? T : never;

/** Writes a sampled person; the first post and the first address of each kind that are of today are primary. */
export async function createSampled(
  actor: Actor,
  { institutions, campaigns }: Awaited<ReturnType<typeof createStage>>,
  sampled: Sampled,
): Promise<string> {
  const { productId } = actor;
  const { firstName, lastName, note, opposedAt } = sampled;
  const firstOf = <T extends { validTo: Date | null }>(rows: T[]) => rows.find(({ validTo }) => !validTo);
  const kindOf = (value: string) => (value.includes("@") ? ("email" as const) : ("phone" as const));
  const known = sampled.addresses.filter(
    ({ value }, at) => sampled.addresses.findIndex((other) => other.value === value) === at,
  );
  return transaction(actor, "contact.création", async (tx) => {
    const { id } = await tx.contact.create({
      data: { productId, firstName, lastName, note, opposedAt },
      select: { id: true },
    });
    await tx.position.createMany({
      data: sampled.posts.map((one) => {
        const { institution, ...post } = one;
        const primary = one === firstOf(sampled.posts);
        return { ...post, productId, contactId: id, institutionId: institutions[institution]!, primary };
      }),
    });
    await tx.address.createMany({
      data: known.map(({ value, validTo }) => ({
        ...{ productId, contactId: id, kind: kindOf(value), value, normalized: value, validTo },
        ...{ source: "rencontre", collectedAt: new Date("2026-01-01") },
        primary: known.find((one) => kindOf(one.value) === kindOf(value) && !one.validTo)?.value === value,
      })),
    });
    for (const at of sampled.exchanges)
      await tx.interaction.create({
        data: {
          ...{ productId, institutionId: institutions[at]!, contactId: id, kind: "call", summary: "Appel" },
          happenedAt: new Date("2026-02-01"),
        },
      });
    for (const at of sampled.tasks)
      await tx.task.create({
        data: { productId, institutionId: institutions[at]!, contactId: id, title: "Rappeler" },
      });
    await tx.enrollment.createMany({
      data: sampled.campaigns.map((at) => ({ productId, campaignId: campaigns[at]!, contactId: id })),
    });
    return id;
  });
}

/** Two people at one meeting, at which either may be the one it is filed under. */
export async function meetTogether(
  actor: Actor,
  institutionId: string,
  people: string[],
  filedUnder: string | null,
) {
  const { productId } = actor;
  await transaction(actor, "échange.création", async (tx) => {
    const { id } = await tx.interaction.create({
      data: {
        ...{ productId, institutionId, contactId: filedUnder, kind: "meeting", summary: "Réunion" },
        happenedAt: new Date("2026-03-01"),
      },
    });
    await tx.participant.createMany({
      data: people.map((contactId) => ({ productId, interactionId: id, contactId })),
    });
  });
}

/** Every row of a contact but itself, by table. */
export async function piecesOf(contactId: string) {
  const where = { contactId };
  return {
    positions: await db.position.findMany({ where, orderBy: { id: "asc" } }),
    addresses: await db.address.findMany({ where, orderBy: { id: "asc" } }),
    interactions: await db.interaction.count({ where }),
    tasks: await db.task.count({ where }),
    enrollments: await db.enrollment.findMany({ where }),
  };
}
