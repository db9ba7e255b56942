import { expect, test } from "vitest";
import type { Actor } from "#app/auth/actor.ts";
import { getCampaign, listCampaigns } from "#app/campaigns/campaigns.server.ts";
import { cancelCampaign, pauseCampaign, resumeCampaign } from "#app/campaigns/control.server.ts";
import { launchCampaign } from "#app/campaigns/launch.server.ts";
import { listCampaignMessages } from "#app/campaigns/messages.server.ts";
import { previewMessage } from "#app/campaigns/preview.server.ts";
import { campaignResults, listExcluded } from "#app/campaigns/results.server.ts";
import { sendTrial } from "#app/campaigns/trial.server.ts";
import { updateCampaign } from "#app/campaigns/update-campaign.server.ts";
import { db } from "#app/db/db.server.ts";
import { createActor } from "../../factories.ts";
import { createDraft } from "./set-up.ts";

const CALLS: [string, (actor: Actor, id: string, contactId: string) => Promise<unknown>][] = [
  ["getCampaign", (actor, id) => getCampaign(actor, id)],
  ["updateCampaign", (actor, id) => updateCampaign(actor, id, { version: 1, name: "Volée" })],
  ["launchCampaign", (actor, id) => launchCampaign(actor, id)],
  ["pauseCampaign", (actor, id) => pauseCampaign(actor, id)],
  ["resumeCampaign", (actor, id) => resumeCampaign(actor, id)],
  ["cancelCampaign", (actor, id) => cancelCampaign(actor, id)],
  ["campaignResults", (actor, id) => campaignResults(actor, id)],
  ["listExcluded", (actor, id) => listExcluded(actor, id)],
  ["listCampaignMessages", (actor, id) => listCampaignMessages(actor, id)],
  ["previewMessage", (actor, id, contactId) => previewMessage(actor, id, contactId)],
  ["sendTrial", (actor, id, contactId) => sendTrial(actor, id, contactId)],
];

for (const [name, call] of CALLS)
  test(`${name}: another product’s campaign, an unknown one and a malformed id are not found`, async () => {
    const { id, contactIds } = await createDraft();
    const other = await createActor();
    for (const wrong of [id, crypto.randomUUID(), "malformed"])
      await expect(call(other, wrong, contactIds[0]!)).rejects.toMatchObject({ code: "not_found" });
    expect(await db.campaign.findUnique({ where: { id } })).toMatchObject({ state: "draft", version: 1 });
  });

test("a product previews and tries with its own contacts alone", async () => {
  const mine = await createDraft();
  const theirs = await createDraft({ actor: await createActor() });
  for (const contactId of [theirs.contactIds[0]!, crypto.randomUUID(), "malformed"]) {
    await expect(previewMessage(mine.actor, mine.id, contactId)).rejects.toMatchObject({ code: "not_found" });
    await expect(sendTrial(mine.actor, mine.id, contactId)).rejects.toMatchObject({ code: "not_found" });
  }
});

test("a product lists its own campaigns, and a filter finds its own contacts alone", async () => {
  const mine = await createDraft({ contactIds: undefined, filter: { all: [] } });
  const theirs = await createDraft({ actor: await createActor(), emails: ["c@mairie.example"] });
  expect((await listCampaigns(mine.actor)).items.map(({ id }) => id)).toEqual([mine.id]);
  const { enrolled } = await launchCampaign(mine.actor, mine.id);
  expect(enrolled).toBe(2);
  const { items } = await listCampaignMessages(mine.actor, mine.id);
  expect(items.map(({ email }) => email)).not.toContain("c@mairie.example");
  await launchCampaign(theirs.actor, theirs.id);
  const { nextCursor } = await listCampaignMessages(mine.actor, mine.id, { limit: 1 });
  await expect(listCampaignMessages(theirs.actor, theirs.id, { cursor: nextCursor })).rejects.toMatchObject({
    code: "invalid",
  });
});
