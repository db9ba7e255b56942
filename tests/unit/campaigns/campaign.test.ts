import { expect, test } from "vitest";
import { CAMPAIGN_STATES, mayBecome, requireTransition } from "#app/campaigns/campaign-state.ts";
import { campaignInput, campaignPatch } from "#app/campaigns/campaign.ts";

const letter = { name: "Découverte", subject: "Bonjour", text: "Un message." };

test("a campaign goes from draft to its end, with pauses, and never comes back", () => {
  const moves = CAMPAIGN_STATES.flatMap((from) =>
    CAMPAIGN_STATES.filter((to) => mayBecome(from, to)).map((to) => `${from} → ${to}`),
  );
  expect(moves).toEqual([
    "draft → running",
    "draft → cancelled",
    "running → paused",
    "running → done",
    "running → cancelled",
    "paused → running",
    "paused → cancelled",
  ]);
});

test("a move that is not allowed names the state the campaign is in", () => {
  expect(() => requireTransition("done", "running")).toThrow(
    expect.objectContaining({ status: 409, message: expect.stringContaining("« Terminée »") }),
  );
});

test("an audience is given by contacts or by a filter, one of the two", () => {
  const whom = (who: object) => campaignInput.safeParse({ ...letter, ...who }).success;
  expect(whom({ contactIds: [] })).toBe(true);
  expect(whom({ filter: { all: [] } })).toBe(true);
  expect(whom({})).toBe(false);
  expect(whom({ contactIds: [], filter: { all: [] } })).toBe(false);
});

test("a new campaign needs its words; a draft under way may lack them for a while", () => {
  const { error } = campaignInput.safeParse({ name: " ", subject: "", text: " \n", contactIds: [] });
  expect(error?.issues.map(({ path }) => path.join("."))).toEqual(["name", "subject", "text"]);
  expect(campaignPatch.parse({ subject: "", text: "", version: "3" })).toEqual({
    ...{ subject: "", text: "", version: 3 },
  });
});

test("a subject is one line", () => {
  const { error } = campaignInput.safeParse({ ...letter, subject: "Un\nBcc: x@y.fr", contactIds: [] });
  expect(error?.issues[0]?.path).toEqual(["subject"]);
});
