import { expect, test } from "vitest";
import { createCampaign, listCampaigns } from "#app/campaigns/campaigns.server.ts";
import { cancelCampaign, pauseCampaign, resumeCampaign } from "#app/campaigns/control.server.ts";
import { findCampaign } from "#app/campaigns/campaign-row.server.ts";
import { launchCampaign } from "#app/campaigns/launch.server.ts";
import { planFollowUps } from "#app/campaigns/plan-follow-ups.server.ts";
import {
  addStep,
  addVariant,
  moveStep,
  removeStep,
  removeVariant,
  updateDelay,
  updateFollowUp,
} from "#app/campaigns/steps.server.ts";
import { stopEnrollment, stopOvertaken } from "#app/campaigns/stop.server.ts";
import { db } from "#app/db/db.server.ts";
import { transaction } from "#app/db/transaction.server.ts";
import { linksOf } from "#app/outbox/links.ts";
import { updateCampaign } from "#app/campaigns/update-campaign.server.ts";
import { openVolunteerPage, readVolunteerPage } from "#app/volunteers/volunteers.server.ts";
import { undoChangeSet } from "#app/history/undo.server.ts";
import { finishCampaigns } from "#app/outbox/settle.server.ts";
import { STOPS } from "#app/outbox/stops.ts";
import { createActor, createContact } from "../../factories.ts";
import { sendAll, useSinks } from "../outbox/sending.ts";
import { createDraft, LETTER } from "./set-up.ts";

const sinkWith = useSinks();
const DAY = 86_400_000;
const later = (days: number) => () => new Date(Date.now() + days * DAY);

/** A campaign of so many follow-ups, whose first messages have left. */
async function sent({ followUps = 1, emails = ["a@mairie.example", "b@mairie.example"] } = {}) {
  const sink = await sinkWith();
  const draft = await createDraft({ smtpUrl: sink.url, emails });
  for (let i = 0; i < followUps; i++) await addStep(draft.actor, draft.id);
  await launchCampaign(draft.actor, draft.id);
  await sendAll();
  return { ...draft, sink };
}

const messages = (campaignId: string) =>
  db.message.findMany({ where: { campaignId }, orderBy: [{ rank: "asc" }, { id: "asc" }] });
const state = async (id: string) => (await db.campaign.findUniqueOrThrow({ where: { id } })).state;
const steps = async (actor: Parameters<typeof findCampaign>[0], id: string) =>
  (await findCampaign(actor, id)).steps;

test("a follow-up is planned once its message has left, leaves in its time and thread, and the campaign ends after it", async () => {
  const { id, sink, actor } = await sent();
  expect(sink.accepted).toHaveLength(2);
  expect(await state(id)).toBe("running");
  expect(await planFollowUps(new Date())).toBe(2);
  const [first, , followUp] = await messages(id);
  expect(followUp).toMatchObject({ state: "planned", rank: 2, subject: `Re: ${first!.subject}` });
  expect(followUp!.dueAt.getTime()).toBeGreaterThan(Date.now() + 4 * DAY);
  expect(followUp!.text).toContain("Bonjour Maud");
  await sendAll();
  expect(sink.accepted).toHaveLength(2);
  expect(await state(id)).toBe("running");
  await sendAll(later(20));
  expect(sink.accepted).toHaveLength(4);
  const mail = sink.accepted.find(({ messageId }) => messageId === followUp!.rfcMessageId)!;
  const opened = first!.enrollmentId === followUp!.enrollmentId ? first! : (await messages(id))[1]!;
  expect(mail.headers["in-reply-to"]).toBe(`<${opened.rfcMessageId}>`);
  expect(mail.headers.references).toBe(`<${opened.rfcMessageId}>`);
  expect(await state(id)).toBe("done");
  expect(await db.enrollment.count({ where: { campaignId: id, state: "finished" } })).toBe(2);
  // The list counts people, whatever each of them was sent.
  expect((await listCampaigns(actor)).items[0]).toMatchObject({
    people: { enrolled: 2, written: 2, followedUp: 2 },
    counts: { sent: 4 },
  });
});

test("planning twice, and by several workers at once, plans once", async () => {
  const { id } = await sent();
  const found = await Promise.all([1, 2, 3].map(() => planFollowUps(new Date())));
  found.push(await planFollowUps(new Date()));
  expect(found.reduce((sum, count) => sum + count, 0)).toBe(2);
  expect(await messages(id)).toHaveLength(4);
});

test("four messages, each after the one before; the third answers the two before it", async () => {
  const { id, sink, actor } = await sent({ followUps: 3, emails: ["a@mairie.example"] });
  await expect(addStep(actor, id)).rejects.toMatchObject({ code: "conflict" });
  for (const days of [20, 40, 60]) {
    expect(await planFollowUps(later(days - 20)())).toBe(1);
    await finishCampaigns(new Date());
    expect(await state(id)).toBe("running");
    await sendAll(later(days));
  }
  expect(sink.accepted).toHaveLength(4);
  const all = await messages(id);
  const third = sink.accepted.find(({ messageId }) => messageId === all[2]!.rfcMessageId)!;
  expect(third.headers["in-reply-to"]).toBe(`<${all[1]!.rfcMessageId}>`);
  expect(third.headers.references).toContain(`<${all[0]!.rfcMessageId}>`);
  expect(await planFollowUps(later(80)())).toBe(0);
  expect(await state(id)).toBe("done");
});

test("who has stopped, answered or bounced awaits nothing: the campaign ends with the others", async () => {
  const emails = ["a", "b", "c", "d"].map((name) => `${name}@mairie.example`);
  const { id, actor, contacts } = await sent({ emails });
  const enrollments = await db.enrollment.findMany({ where: { campaignId: id } });
  const of = (i: number) => enrollments.find(({ contactId }) => contactId === contacts[i]!.id)!.id;
  await transaction(actor, "campagne.arrêt", (tx) => stopEnrollment(tx, of(0), "manual"));
  await db.enrollment.update({ where: { id: of(1) }, data: { repliedAt: new Date() } });
  await db.message.updateMany({ where: { enrollmentId: of(2) }, data: { state: "bounced" } });
  expect(await planFollowUps(new Date())).toBe(1);
  expect((await messages(id)).filter(({ rank }) => rank === 2).map(({ email }) => email)).toEqual([
    emails[3],
  ]);
  expect(await db.enrollment.findUnique({ where: { id: of(1) } })).toMatchObject({ stopReason: STOPS.reply });
  await sendAll(later(20));
  expect(await state(id)).toBe("done");
});

test("somebody erased, opposed, or whose field has emptied since is stopped, with the reason", async () => {
  const sink = await sinkWith();
  const actor = await createActor();
  const emails = ["a@mairie.example", "b@mairie.example", "c@mairie.example"];
  const draft = await createDraft({ actor, smtpUrl: sink.url, emails });
  const variantId = await addStep(actor, draft.id);
  await updateFollowUp(actor, draft.id, variantId, { text: "Bonjour {{ contact.prenom }}," });
  await launchCampaign(actor, draft.id);
  await sendAll();
  const [erased, opposed, nameless] = draft.contacts;
  await db.contact.delete({ where: { id: erased!.id } });
  await db.contact.update({ where: { id: opposed!.id }, data: { opposedAt: new Date() } });
  await db.contact.update({ where: { id: nameless!.id }, data: { firstName: null } });
  expect(await planFollowUps(new Date())).toBe(0);
  const enrollments = await db.enrollment.findMany({ where: { campaignId: draft.id } });
  expect(enrollments.map(({ stopReason }) => stopReason).sort()).toEqual(
    [STOPS.erased, STOPS.opposition, STOPS.unwritable].sort(),
  );
  await finishCampaigns(new Date());
  expect(await state(draft.id)).toBe("done");
});

test("a bounce that comes once the follow-up is planned stops it: at the next look, or at the last moment", async () => {
  for (const looked of [true, false]) {
    const { id, sink } = await sent({ emails: ["a@mairie.example"] });
    await planFollowUps(new Date());
    await db.message.updateMany({ where: { campaignId: id, rank: 1 }, data: { state: "bounced" } });
    if (looked) expect(await stopOvertaken(new Date())).toBe(1);
    await sendAll(later(20));
    expect(sink.accepted).toHaveLength(1);
    expect((await messages(id))[1]).toMatchObject({ state: "cancelled", reply: STOPS.bounce });
  }
});

test("a field that only the follow-up wants keeps out, at the launch, who has no value for it", async () => {
  const actor = await createActor();
  const draft = await createDraft({ actor, emails: ["a@mairie.example"] });
  await updateFollowUp(actor, draft.id, await addStep(actor, draft.id), { text: "{{ contact.fonction }}" });
  await expect(launchCampaign(actor, draft.id)).rejects.toMatchObject({
    details: { blocking: [{ code: "nobody_left" }], warnings: [{ code: "missing_field" }, {}] },
  });
});

test("an empty or faulty message, follow-up or variant, forbids the launch and is named, and nothing leaves", async () => {
  const { id, actor } = await createDraft();
  const [first] = await steps(actor, id);
  const followUp = await addStep(actor, id);
  const b = await addVariant(actor, id, first!.id);
  const write = async (variantId: string, text: string) =>
    updateCampaign(actor, id, { version: (await findCampaign(actor, id)).version, variantId, text });
  await write(followUp, " \n");
  await write(b, "Bonjour {{ ville }}");
  await expect(launchCampaign(actor, id)).rejects.toMatchObject({
    ...{ code: "conflict", message: expect.stringContaining("Relance\u00A0: le message est vide") },
    details: {
      blocking: [
        {
          ...{ code: "unknown_field", variantId: b },
          message: expect.stringContaining("Premier message, variante B"),
        },
        { code: "empty_message", variantId: followUp },
      ],
    },
  });
  expect(await db.enrollment.count()).toBe(0);
  await write(followUp, "Toujours partant ?");
  await write(b, "Bonjour");
  expect(await launchCampaign(actor, id)).toMatchObject({ enrolled: 2 });
});

test("each link says the step and the variant it was read in, the same for all who received it, and never who", async () => {
  const sink = await sinkWith();
  const emails = ["a", "b", "c", "d"].map((name) => `${name}@mairie.example`);
  const text = "Voir https://parcelle.example/essai et {{ lien_volontaire }}";
  const { id, actor, contacts } = await createDraft({ smtpUrl: sink.url, emails, text });
  await openVolunteerPage(actor, id, true);
  const followUp = await addStep(actor, id);
  await updateFollowUp(actor, id, followUp, { text });
  for (const { id: stepId } of await steps(actor, id)) await addVariant(actor, id, stepId);
  await launchCampaign(actor, id);
  await sendAll();
  await planFollowUps(new Date());
  const page = await readVolunteerPage(actor, id);
  const all = await messages(id);
  const variants = (await steps(actor, id)).flatMap((step) =>
    step.variants.map((variant) => ({
      ...variant,
      content: `etape-${step.position}-${variant.label.toLowerCase()}`,
    })),
  );
  expect(all).toHaveLength(8);
  for (const message of all) {
    const { content } = variants.find((variant) => variant.id === message.variantId)!;
    const tags = `mtm_campaign=decouverte&mtm_source=essaim&mtm_medium=email&mtm_content=${content}`;
    expect(message.text).toContain(`Voir https://parcelle.example/essai?${tags} et ${page}?${tags}\n`);
    expect(message.html).toContain(`href="${page}?${tags.replaceAll("&", "&amp;")}"`);
    const links = linksOf(message.text).filter((link) => link.includes("mtm_"));
    for (const { id: contactId } of contacts)
      for (const secret of [contactId, message.enrollmentId, message.id, message.email])
        expect(links.join()).not.toContain(secret);
  }
  expect(new Set(all.map((message) => /mtm_content=[a-z0-9-]+/.exec(message.text)![0])).size).toBe(4);
});

test("the address of a closed page of volunteers forbids the launch; under way, its follow-up waits for the page", async () => {
  const sink = await sinkWith();
  const { id, actor } = await createDraft({ smtpUrl: sink.url });
  const followUp = await addStep(actor, id);
  await openVolunteerPage(actor, id, true);
  await updateFollowUp(actor, id, followUp, { text: "Inscrivez-vous : {{ lien_volontaire }}" });
  await openVolunteerPage(actor, id, false);
  await expect(launchCampaign(actor, id)).rejects.toMatchObject({
    details: { blocking: [{ code: "no_volunteer_page", variantId: followUp }] },
  });
  await openVolunteerPage(actor, id, true);
  await launchCampaign(actor, id);
  await sendAll();
  await openVolunteerPage(actor, id, false);
  expect(await planFollowUps(new Date())).toBe(0);
  expect(await db.enrollment.count({ where: { campaignId: id, state: "active" } })).toBe(2);
  await openVolunteerPage(actor, id, true);
  expect(await planFollowUps(new Date())).toBe(2);
});

test("under way, words that could not be sent are refused with what is wrong in them", async () => {
  const { id, actor } = await sent();
  const [, second] = await steps(actor, id);
  await expect(
    updateFollowUp(actor, id, second!.variants[0]!.id, { text: "Bonjour {{ contact.surnom }}" }),
  ).rejects.toMatchObject({ fields: { text: expect.stringContaining("{{ contact.surnom }}") } });
});

test("paused, nothing is planned nor sent; resumed, it goes on; cancelled, nobody awaits anything", async () => {
  const { id, actor, sink } = await sent();
  await pauseCampaign(actor, id);
  expect(await planFollowUps(new Date())).toBe(0);
  await resumeCampaign(actor, id);
  expect(await planFollowUps(new Date())).toBe(2);
  await pauseCampaign(actor, id);
  await sendAll(later(20));
  expect(sink.accepted).toHaveLength(2);
  await resumeCampaign(actor, id);
  expect(await cancelCampaign(actor, id)).toMatchObject({ cancelled: 2 });
  await sendAll(later(20));
  expect(sink.accepted).toHaveLength(2);
  expect(await db.enrollment.count({ where: { campaignId: id, state: "active" } })).toBe(0);
});

test("cancelled between two messages, nobody awaits the second", async () => {
  const { id, actor } = await sent();
  await cancelCampaign(actor, id);
  expect(await planFollowUps(new Date())).toBe(0);
  expect(await db.enrollment.count({ where: { campaignId: id, state: "active" } })).toBe(0);
});

test("under way, a follow-up may still be written and delayed until the first of them is planned", async () => {
  const { id, actor } = await sent();
  const [first, second] = await steps(actor, id);
  await updateDelay(actor, id, second!.id, { delayDays: 10 });
  await updateFollowUp(actor, id, second!.variants[0]!.id, { text: "Toujours partant, {{ contact.nom }} ?" });
  await expect(updateFollowUp(actor, id, first!.variants[0]!.id, { text: "Autre" })).rejects.toMatchObject({
    code: "conflict",
  });
  await planFollowUps(new Date());
  const [, , followUp] = await messages(id);
  expect(followUp!.text).toContain("Toujours partant, Tessier");
  expect(followUp!.dueAt.getTime()).toBeGreaterThan(Date.now() + 11 * DAY);
  for (const refused of [
    () => updateFollowUp(actor, id, second!.variants[0]!.id, { text: "Trop tard" }),
    () => updateDelay(actor, id, second!.id, { delayDays: 2 }),
    () => removeStep(actor, id, second!.id),
    () => addVariant(actor, id, second!.id),
  ])
    await expect(refused()).rejects.toMatchObject({ code: "conflict" });
});

test("two variants are drawn before the launch, half and half, and the draw is kept for the follow-up", async () => {
  const emails = Array.from({ length: 10 }, (_, i) => `p${i}@mairie.example`);
  const { id, actor } = await createDraft({ emails });
  const [first] = await steps(actor, id);
  const b = await addVariant(actor, id, first!.id);
  await expect(addVariant(actor, id, first!.id)).rejects.toMatchObject({ code: "conflict" });
  await launchCampaign(actor, id);
  const all = await messages(id);
  expect(all.filter(({ variantId }) => variantId === b)).toHaveLength(5);
  for (const { enrollmentId, variantId } of all) {
    const { draw } = await db.enrollment.findUniqueOrThrow({ where: { id: enrollmentId } });
    expect(draw[0]).toBe(variantId === b ? "B" : "A");
  }
});

test("steps and variants are added, moved, removed, and put back by an undoing", async () => {
  const { id, actor } = await createDraft();
  for (let i = 0; i < 3; i++) await addStep(actor, id);
  const before = await steps(actor, id);
  const ids = async () => (await steps(actor, id)).map((step) => step.id);
  const undo = async (act: (setId: string) => Promise<unknown>) => {
    const setId = crypto.randomUUID();
    await act(setId);
    expect(await ids()).not.toEqual(before.map((step) => step.id));
    await undoChangeSet(actor, setId);
    expect(await ids()).toEqual(before.map((step) => step.id));
  };
  await undo((setId) => moveStep(actor, id, before[3]!.id, "up", { setId }));
  await undo((setId) => removeStep(actor, id, before[1]!.id, { setId }));
  await moveStep(actor, id, before[1]!.id, "up");
  await expect(moveStep(actor, id, before[0]!.id, "down")).rejects.toMatchObject({ code: "conflict" });
  expect(await ids()).toEqual(before.map((step) => step.id));
  await removeStep(actor, id, before[1]!.id);
  await addStep(actor, id);
  expect((await steps(actor, id)).map(({ position }) => position)).toEqual([1, 2, 3, 4]);
  const b = await addVariant(actor, id, before[0]!.id);
  const setId = crypto.randomUUID();
  await removeVariant(actor, id, b, { setId });
  await expect(removeVariant(actor, id, before[0]!.variants[0]!.id)).rejects.toMatchObject({
    code: "conflict",
  });
  await undoChangeSet(actor, setId);
  expect((await steps(actor, id))[0]!.variants.map(({ label }) => label)).toEqual(["A", "B"]);
});

test("a new campaign may begin with its follow-up; the delay is checked; another product’s steps are not found", async () => {
  const actor = await createActor();
  const contact = await createContact(actor, {});
  const { id } = await createCampaign(actor, {
    ...LETTER,
    mailboxId: null,
    contactIds: [contact.id],
    followUp: true,
  });
  const [, followUp] = await steps(actor, id);
  expect(followUp).toMatchObject({ position: 2, delayDays: 5 });
  for (const delayDays of [0, 61, 1.5])
    await expect(updateDelay(actor, id, followUp!.id, { delayDays })).rejects.toMatchObject({
      code: "invalid",
    });
  const other = await createActor();
  const theirs = await createDraft({ actor: other });
  await expect(removeStep(other, id, followUp!.id)).rejects.toMatchObject({ code: "not_found" });
  await expect(removeStep(other, theirs.id, followUp!.id)).rejects.toMatchObject({ code: "not_found" });
  const reader = { ...actor, role: "reader" as const };
  await expect(addStep(reader, id)).rejects.toMatchObject({ code: "forbidden" });
});
