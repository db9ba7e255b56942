import { expect, test } from "vitest";
import { byMonth, compareCampaigns } from "#app/results/comparison.server.ts";
import { readFunnel, scopeOf } from "#app/results/results.server.ts";
import { createSentCampaign, daysAgo } from "../../campaign-factories.ts";
import { createActor } from "../../factories.ts";

test("campaigns are compared by the figures of their own pages, without drafts, letters to one or other products", async () => {
  const [actor, other] = [await createActor(), await createActor()];
  const [june, july] = [new Date("2026-06-10T10:00:00Z"), new Date("2026-07-10T10:00:00Z")];
  const first = await createSentCampaign(actor, [{ repliedAt: daysAgo(1) }, {}], { launchedAt: june });
  const second = await createSentCampaign(actor, [{ letters: [{ state: "bounced" }] }, {}], {
    launchedAt: july,
  });
  const again = await createSentCampaign(actor, [{}], { launchedAt: july });
  await createSentCampaign(actor, [{}], { kind: "direct" });
  await createSentCampaign(actor, [{}], { state: "draft", launchedAt: null });
  await createSentCampaign(other, [{}]);
  const { campaigns: compared, goal } = await compareCampaigns(actor);
  expect(goal).toBe("Volontaire");
  expect(compared.map(({ key }) => key).toSorted()).toEqual([first.id, second.id, again.id].toSorted());
  for (const { key, counts } of compared)
    expect(counts).toEqual((await readFunnel(await scopeOf(actor, key), null)).counts);
  expect(byMonth(compared)).toMatchObject([
    { key: "2026-07", counts: { enrolled: 3, delivered: 2, replied: 0 } },
    { key: "2026-06", counts: { enrolled: 2, delivered: 2, replied: 1 } },
  ]);
});
