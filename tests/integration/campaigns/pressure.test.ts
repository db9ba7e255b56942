import { expect, test } from "vitest";
import { launchCampaign } from "#app/campaigns/launch.server.ts";
import { addStep } from "#app/campaigns/steps.server.ts";
import { listExcluded } from "#app/campaigns/results.server.ts";
import { updateCampaign } from "#app/campaigns/update-campaign.server.ts";
import { db } from "#app/db/db.server.ts";
import { createActor, createContact, createSharedInstitution } from "../../factories.ts";
import { sendAll, useSinks } from "../outbox/sending.ts";
import { createDraft } from "./set-up.ts";

const sinkWith = useSinks();

/** A product with a contact at this institution, and a draft to it. */
async function draftTo(institutionId: string, { smtpUrl, cap }: { smtpUrl?: string; cap?: number } = {}) {
  const actor = await createActor();
  if (cap) await db.product.update({ where: { id: actor.productId }, data: { solicitationCap: cap } });
  const contact = await createContact(actor, { institutionId });
  const more = smtpUrl ? { smtpUrl } : {};
  return { ...(await createDraft({ actor, emails: [], contactIds: [contact.id], ...more })), contact };
}

const reasons = async (draft: { actor: Parameters<typeof listExcluded>[0]; id: string }) =>
  (await listExcluded(draft.actor, draft.id)).map(({ reason }) => reason);

test("someone in two campaigns launched in the same minute gets into one", async () => {
  const first = await createDraft({ emails: ["a@mairie.example"] });
  const { actor, contactIds } = first;
  const second = await createDraft({ actor, emails: [], contactIds });
  const ends = await Promise.allSettled([launchCampaign(actor, first.id), launchCampaign(actor, second.id)]);
  expect(ends.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(ends.find((end) => end.status === "rejected")?.reason).toMatchObject({
    details: { blocking: [{ code: "nobody_left" }], warnings: [{ code: "in_sequence" }, {}] },
  });
  expect(await db.enrollment.count({ where: { contactId: contactIds[0]! } })).toBe(1);
});

test("an address that another contact bears is in its sequence too; once it has ended, it may be written to again", async () => {
  const sink = await sinkWith();
  const first = await createDraft({ smtpUrl: sink.url, emails: ["a@mairie.example"] });
  const { actor } = first;
  await addStep(actor, first.id);
  await launchCampaign(actor, first.id);
  await sendAll();
  const twin = await createContact(actor, { email: "A@mairie.example" });
  const again = async () =>
    createDraft({ actor, emails: ["z@mairie.example"], contactIds: undefined, filter: { all: [] } });
  const second = await again();
  expect(await launchCampaign(actor, second.id)).toMatchObject({ enrolled: 1 });
  expect((await reasons(second)).filter((reason) => reason === "in_sequence")).toHaveLength(2);
  await db.enrollment.updateMany({ where: { campaignId: first.id }, data: { state: "stopped" } });
  const third = await createDraft({ actor, emails: [], contactIds: [twin.id] });
  expect(await launchCampaign(actor, third.id)).toMatchObject({ enrolled: 1 });
});

test("two products that pass an institution’s cap together: the second knows of the first, never which it is", async () => {
  const { id } = await createSharedInstitution({ name: "DDTM 34" });
  const [one, two] = [await draftTo(id, { cap: 1 }), await draftTo(id, { cap: 1 })];
  const ends = await Promise.allSettled([
    launchCampaign(one.actor, one.id),
    launchCampaign(two.actor, two.id),
  ]);
  expect(ends.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const refused = ends.find((end) => end.status === "rejected")!.reason as {
    details: { warnings: unknown[] };
  };
  expect(refused.details.warnings).toMatchObject([{ code: "pressure" }, {}]);
  const { name } = await db.product.findUniqueOrThrow({ where: { id: one.actor.productId } });
  expect(JSON.stringify(refused.details)).not.toContain(name);
});

test("under the cap it is written to, and again once the days have passed", async () => {
  const sink = await sinkWith();
  const { id } = await createSharedInstitution();
  const [one, two] = [await draftTo(id, { smtpUrl: sink.url }), await draftTo(id, { cap: 2 })];
  await launchCampaign(one.actor, one.id);
  await sendAll();
  expect(await launchCampaign(two.actor, two.id)).toMatchObject({ enrolled: 1 });
  const three = await draftTo(id, { cap: 2 });
  await expect(launchCampaign(three.actor, three.id)).rejects.toMatchObject({ code: "conflict" });
  await db.message.updateMany({
    where: { state: "sent" },
    data: { sentAt: new Date(Date.now() - 31 * 86_400_000) },
  });
  expect(await launchCampaign(three.actor, three.id)).toMatchObject({ enrolled: 1 });
});

test("one person an institution: who weighs most in it; the others are named, with the reason", async () => {
  const actor = await createActor();
  const { id: institutionId } = await createSharedInstitution();
  const [plain, weighs, posted] = [
    await createContact(actor, { institutionId, lastName: "A" }),
    await createContact(actor, { institutionId, lastName: "B" }),
    await createContact(actor, { institutionId, lastName: "C", function: "Cheffe de pôle" }),
  ];
  await db.position.updateMany({ where: { contactId: weighs.id }, data: { influence: 4 } });
  const contactIds = [plain.id, weighs.id, posted.id];
  const draft = await createDraft({ actor, emails: [], contactIds, perInstitution: 1 });
  const kept = await db.campaign.findUniqueOrThrow({ where: { id: draft.id } });
  expect(kept.audience).toEqual({ contactIds, perInstitution: 1 });
  await launchCampaign(actor, draft.id);
  expect((await listExcluded(actor, draft.id)).map(({ contactId, reason }) => [contactId, reason])).toEqual([
    [posted.id, "colleague_chosen"],
    [plain.id, "colleague_chosen"],
  ]);
});

test("institutions written to in the last days asked for are left out", async () => {
  const sink = await sinkWith();
  const { id } = await createSharedInstitution();
  const one = await draftTo(id, { smtpUrl: sink.url });
  await launchCampaign(one.actor, one.id);
  await sendAll();
  const two = await draftTo(id);
  const contactIds = [two.contact.id];
  await updateCampaign(two.actor, two.id, { version: 1, contactIds, restDays: 60 });
  await expect(launchCampaign(two.actor, two.id)).rejects.toMatchObject({
    message: expect.stringContaining("dont par un autre produit"),
  });
  await db.message.updateMany({
    where: { state: "sent" },
    data: { sentAt: new Date(Date.now() - 61 * 86_400_000) },
  });
  expect(await launchCampaign(two.actor, two.id)).toMatchObject({ enrolled: 1 });
});

test("an institution already at the stage that stops the campaign is not written to", async () => {
  const { id: institutionId } = await createSharedInstitution();
  const draft = await draftTo(institutionId);
  const { productId } = draft.actor;
  const stage = await db.stage.findFirstOrThrow({ where: { productId, name: "Rendez-vous" } });
  await db.campaign.update({ where: { id: draft.id }, data: { stopStageId: stage.id } });
  await db.opportunity.create({ data: { productId, institutionId, stageId: stage.id } });
  await expect(launchCampaign(draft.actor, draft.id)).rejects.toMatchObject({
    details: { warnings: [{ code: "stage_reached" }, {}] },
  });
});
