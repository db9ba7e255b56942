import { expect, test } from "vitest";
import { db } from "#app/db/db.server.ts";
import { undoChangeSet } from "#app/history/undo.server.ts";
import { createOpportunity, getOpportunity, updateOpportunity } from "#app/pipeline/opportunities.server.ts";
import { putUsage } from "#app/pipeline/usage.server.ts";
import { isoDay } from "#app/ui/format.ts";
import { apiOf } from "../../api-caller.ts";
import { createActor, createInstitution } from "../../factories.ts";

// Days of the calendar: so many times 24 hours, late in the evening, are one day less over a change of hour.
const ago = (days: number) =>
  new Date(Date.parse(isoDay(new Date())) - days * 86_400_000).toISOString().slice(0, 10);
const usage = { metric: "visites", date: ago(3), value: 412 };

async function deployed() {
  const actor = await createActor();
  const { id: institutionId } = await createInstitution(actor);
  const { id } = await createOpportunity(actor, { institutionId, stage: "Déployé" });
  return { actor, api: await apiOf(actor), institutionId, id };
}

test("« Actif » rests on a use that was seen: without one, the move is refused with a sentence", async () => {
  const { actor, api, institutionId, id } = await deployed();
  const refused = await api("PATCH", `/opportunities/${id}`, { stage: "Actif" });
  expect([refused.status, refused.body.error.fields.usage]).toEqual([
    400,
    expect.stringContaining("usage constaté"),
  ]);
  const other = await createInstitution(actor);
  const created = await api("POST", "/opportunities", { institutionId: other.id, stage: "Actif" });
  expect(created.status).toBe(400);
  expect(await db.opportunity.count({ where: { institutionId: other.id } })).toBe(0);

  await putUsage(actor, { ...usage, institutionId, date: ago(91) });
  expect((await api("PATCH", `/opportunities/${id}`, { stage: "Actif" })).status).toBe(400);
  await putUsage(actor, { ...usage, institutionId, date: ago(90) });
  const { status, body } = await api("PATCH", `/opportunities/${id}`, { stage: "Actif" });
  expect([status, body.stage]).toEqual([200, "Actif"]);
  expect((await api("PATCH", `/opportunities/${id}`, { reach: 10 })).status).toBe(200);
});

test("the figure may come with the move, and leaves with its undoing", async () => {
  const { actor, id } = await deployed();
  const setId = crypto.randomUUID();
  const before = await getOpportunity(actor, id);
  const moved = await updateOpportunity(actor, id, { stage: "Actif", usage }, { setId });
  expect(moved).toMatchObject({ stage: "Actif", usage });
  await undoChangeSet(actor, setId);
  expect(await getOpportunity(actor, id)).toEqual({ ...before, version: expect.any(Number) });
});

test("a figure of a day that has not come moves nothing", async () => {
  const { actor, id } = await deployed();
  const later = updateOpportunity(actor, id, { stage: "Actif", usage: { ...usage, date: ago(-2) } });
  await expect(later).rejects.toMatchObject({ code: "invalid", fields: { date: expect.any(String) } });
  expect((await getOpportunity(actor, id)).stage).toBe("Déployé");
});
