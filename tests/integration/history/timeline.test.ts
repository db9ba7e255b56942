import { expect, test } from "vitest";
import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import type { AppError } from "#app/errors.ts";
import { listTimeline } from "#app/history/timeline.server.ts";
import type { TimelineEntry } from "#app/history/timeline.ts";
import { logInteraction } from "#app/interactions/interactions.server.ts";
import { createOpportunity, updateOpportunity } from "#app/pipeline/opportunities.server.ts";
import { createActor, createContact, createInstitution, createSharedInstitution } from "../../factories.ts";

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();

async function walk(actor: Actor, institutionId: string, limit: number): Promise<TimelineEntry[]> {
  const entries: TimelineEntry[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listTimeline>> = await listTimeline(actor, institutionId, {
      cursor,
      limit,
    });
    entries.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  return entries;
}

test("exchanges, stages, contacts and oppositions are read together, the newest first", async () => {
  const actor = await createActor();
  const { id: institutionId } = await createSharedInstitution();
  const contact = await createContact(actor, { institutionId, firstName: "Hélène", lastName: "Castaing" });
  const { id } = await createOpportunity(actor, { institutionId });
  await updateOpportunity(actor, id, { stage: "Contacté" });
  await logInteraction(actor, {
    institutionId,
    contactId: contact.id,
    kind: "call",
    summary: "Rien",
    happenedAt: daysAgo(4),
  });
  await logInteraction(actor, { institutionId, kind: "note", summary: "Une note" });
  await db.contact.update({ where: { id: contact.id }, data: { opposedAt: new Date(Date.now() + 1000) } });
  const { name } = await db.user.findUniqueOrThrow({ where: { id: actor.userId } });

  const { items, total } = await listTimeline(actor, institutionId);
  expect(total).toBe(2);
  expect(items.map(({ type }) => type)).toEqual([
    ...["opposition", "interaction", "stage", "stage", "contact", "interaction"],
  ]);
  expect(items[0]).toMatchObject({ contact: { id: contact.id, name: "Hélène Castaing" } });
  expect(items[2]).toMatchObject({ from: "À qualifier", to: "Contacté", by: null });
  expect(items[3]).toMatchObject({ from: null, to: "À qualifier" });
  expect(items[5]).toMatchObject({
    kind: "call",
    direction: "outbound",
    contact: { name: "Hélène Castaing" },
    by: null,
  });
  const colleague: Actor = { ...(await createActor()), productId: actor.productId };
  expect((await listTimeline(colleague, institutionId)).items[2]).toMatchObject({ by: name });
  const calls = await listTimeline(actor, institutionId, { kind: "call" });
  expect([calls.items.length, calls.total]).toEqual([1, 1]);
});

test("a long past is walked without a hole or a repeat, whatever the size of its pages", async () => {
  const actor = await createActor();
  const { id: institutionId } = await createSharedInstitution();
  await createOpportunity(actor, { institutionId });
  const { productId } = actor;
  // Three on each day, at the same moment: only the id tells them apart.
  await db.interaction.createMany({
    data: Array.from({ length: 45 }, (_, n) => ({
      ...{ productId, institutionId, kind: "note" as const, summary: `Note ${n}` },
      happenedAt: new Date(Date.UTC(2026, 0, 1 + Math.floor(n / 3))),
    })),
  });
  const whole = await walk(actor, institutionId, 200);
  expect(whole).toHaveLength(46);
  expect(whole.map(({ at }) => at)).toEqual(
    whole
      .map(({ at }) => at)
      .sort()
      .reverse(),
  );
  for (const limit of [1, 4, 7]) expect(await walk(actor, institutionId, limit)).toEqual(whole);
});

test("two products that follow one institution each read their own past of it", async () => {
  const [mine, theirs] = await Promise.all([createActor(), createActor()]);
  const shared = await createSharedInstitution();
  const own = await createInstitution(theirs);
  await createContact(theirs, { institutionId: shared.id });
  await logInteraction(theirs, {
    institutionId: shared.id,
    kind: "call",
    summary: "Secret",
    nextAction: "Suite",
  });
  expect(await listTimeline(mine, shared.id, { limit: 1 })).toEqual({
    items: [],
    nextCursor: null,
    total: 0,
  });
  const page = await listTimeline(theirs, shared.id, { limit: 1 });
  for (const id of [own.id, "00000000-0000-4000-8000-000000000000", "x"])
    expect((await refused(listTimeline(mine, id))).status).toBe(404);
  expect((await refused(listTimeline(mine, shared.id, { cursor: page.nextCursor! }))).status).toBe(400);
});

async function refused(work: Promise<unknown>): Promise<AppError> {
  return work.then(
    () => expect.fail("nothing was refused"),
    (error: AppError) => error,
  );
}
