import { expect, test } from "vitest";
import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import {
  decideExperiment,
  getExperiment,
  listExperiments,
  removeExperiment,
  saveExperiment,
} from "#app/experiments/experiments.server.ts";
import { undoChangeSet } from "#app/history/undo.server.ts";
import { isoDay } from "#app/ui/format.ts";
import { createSentCampaign, DAY, daysAgo } from "../../campaign-factories.ts";
import { createActor } from "../../factories.ts";

const today = () => isoDay(new Date());
const input = {
  ...{ hypothesis: "Un témoignage décide", goal: "reply" as const, threshold: 20 },
  endsOn: isoDay(new Date(Date.now() + 10 * DAY)),
};

/** A campaign whose échappée was written on its draft, and ends today unless told. */
async function launched(actor: Actor, endsOn = today()) {
  const { id } = await createSentCampaign(actor, [{ repliedAt: daysAgo(1) }, {}, {}], { state: "draft" });
  await saveExperiment(actor, id, { ...input, endsOn });
  await db.campaign.update({ where: { id }, data: { state: "running" } });
  return id;
}

test("what is expected is written on a draft, and cannot be touched once it is launched", async () => {
  const actor = await createActor();
  const id = await launched(actor);
  await expect(saveExperiment(actor, id, { ...input, threshold: 5 })).rejects.toMatchObject({
    code: "conflict",
  });
  await expect(removeExperiment(actor, id)).rejects.toMatchObject({ code: "conflict" });
  expect(await getExperiment(actor, id)).toMatchObject({ threshold: 20, measure: { reached: 1, of: 3 } });
});

test("a date that has passed is refused, on its field", async () => {
  const actor = await createActor();
  const { id } = await createSentCampaign(actor, [], { state: "draft" });
  await expect(saveExperiment(actor, id, { ...input, endsOn: "2020-01-01" })).rejects.toMatchObject({
    fields: { endsOn: expect.any(String) },
  });
  expect(await getExperiment(actor, id)).toBeNull();
});

test("before its end one can only stop; at its end a human decides, and the figures of that day are kept", async () => {
  const actor = await createActor();
  const early = await launched(actor, input.endsOn);
  await expect(decideExperiment(actor, early, { verdict: "amplify", lesson: "Vu" })).rejects.toMatchObject({
    code: "conflict",
  });
  await decideExperiment(actor, early, { verdict: "stop", lesson: "Adresses fausses" });
  const id = await launched(actor);
  const setId = crypto.randomUUID();
  await decideExperiment(actor, id, { verdict: "amplify", lesson: "Le témoignage porte" }, { setId });
  await db.enrollment.updateMany({ where: { campaignId: id }, data: { repliedAt: new Date() } });
  expect(await getExperiment(actor, id)).toMatchObject({
    ...{ verdict: "amplify", lesson: "Le témoignage porte", measure: { reached: 1, of: 3 } },
  });
  await expect(decideExperiment(actor, id, { verdict: "stop", lesson: "Non" })).rejects.toMatchObject({
    code: "conflict",
  });
  await undoChangeSet(actor, setId);
  expect(await getExperiment(actor, id)).toMatchObject({ verdict: null, measure: { reached: 3, of: 3 } });
});

test("the journal holds the échappées of the product alone, those to decide first, and a reader decides nothing", async () => {
  const [one, other] = [await createActor(), await createActor()];
  const decided = await launched(one);
  await decideExperiment(one, decided, { verdict: "adjust", lesson: "À refaire" });
  const open = await launched(one);
  const theirs = await launched(other);
  expect((await listExperiments(one)).map(({ campaignId }) => campaignId)).toEqual([open, decided]);
  for (const wrong of [theirs, crypto.randomUUID()]) {
    expect(await getExperiment(one, wrong)).toBeNull();
    await expect(decideExperiment(one, wrong, { verdict: "stop", lesson: "x" })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(saveExperiment(one, wrong, input)).rejects.toMatchObject({ code: "not_found" });
  }
  await expect(
    decideExperiment({ ...one, role: "reader" }, open, { verdict: "stop", lesson: "x" }),
  ).rejects.toMatchObject({ code: "forbidden" });
});
