import { expect, test } from "vitest";
import { cancelCampaign } from "#app/campaigns/control.server.ts";
import { launchCampaign } from "#app/campaigns/launch.server.ts";
import { planFollowUps } from "#app/campaigns/plan-follow-ups.server.ts";
import { resumeRecipient, stopRecipient } from "#app/campaigns/recipient-control.server.ts";
import { pauseEnrollments, stopEnrollment } from "#app/campaigns/stop.server.ts";
import { addStep } from "#app/campaigns/steps.server.ts";
import { db } from "#app/db/db.server.ts";
import { transaction } from "#app/db/transaction.server.ts";
import { STOPS } from "#app/outbox/stops.ts";
import { createActor } from "../../factories.ts";
import { sendAll, useSinks } from "../outbox/sending.ts";
import { createDraft } from "./set-up.ts";

const sinkWith = useSinks();
const later = (days: number) => () => new Date(Date.now() + days * 86_400_000);

/** One person, whose first message has left and whose follow-up is planned. */
async function followedUp() {
  const sink = await sinkWith();
  const { actor, id } = await createDraft({ smtpUrl: sink.url, emails: ["a@mairie.example"] });
  await addStep(actor, id);
  await launchCampaign(actor, id);
  await sendAll();
  await planFollowUps(new Date());
  const { id: enrollmentId } = await db.enrollment.findFirstOrThrow({ where: { campaignId: id } });
  const now = async () => {
    const enrollment = await db.enrollment.findUniqueOrThrow({ where: { id: enrollmentId } });
    const next = await db.message.findFirstOrThrow({ where: { enrollmentId, rank: 2 } });
    return { enrollment, next };
  };
  return { sink, actor, id, enrollmentId, now };
}

test("stopped by hand, nothing more leaves to someone; resumed, what waited leaves, once", async () => {
  const { sink, actor, id, enrollmentId, now } = await followedUp();
  await stopRecipient(actor, id, enrollmentId);
  await stopRecipient(actor, id, enrollmentId);
  expect(await now()).toMatchObject({
    enrollment: { state: "stopped", stopReason: STOPS.manual },
    next: { state: "cancelled", reply: STOPS.manual },
  });
  await sendAll(later(20));
  expect(sink.accepted).toHaveLength(1);
  await resumeRecipient(actor, id, enrollmentId);
  await resumeRecipient(actor, id, enrollmentId);
  expect(await now()).toMatchObject({
    enrollment: { state: "active", stopReason: null, stoppedAt: null },
    next: { state: "planned", reply: null },
  });
  await sendAll(later(20));
  expect(sink.accepted).toHaveLength(2);
});

test("what somebody else than us has said is not resumed, and the refusal says why", async () => {
  for (const reason of ["reply", "opposition", "bounce", "left", "colleague"] as const) {
    const { actor, id, enrollmentId, now } = await followedUp();
    await transaction(actor, "campagne.arrêt", (tx) => stopEnrollment(tx, enrollmentId, reason));
    await expect(resumeRecipient(actor, id, enrollmentId)).rejects.toMatchObject({
      ...{ code: "conflict", message: STOPS[reason] },
    });
    expect((await now()).enrollment.state).toBe("stopped");
  }
});

test("back before the day they said, someone is written to at once", async () => {
  const { sink, actor, id, enrollmentId, now } = await followedUp();
  const away = { id: enrollmentId, until: later(40)(), at: new Date() };
  await transaction(actor, "campagne.absence", (tx) => pauseEnrollments(tx, [away]));
  await sendAll(later(20));
  expect(sink.accepted).toHaveLength(1);
  await resumeRecipient(actor, id, enrollmentId);
  expect((await now()).enrollment.pausedUntil).toBeNull();
  await sendAll();
  expect(sink.accepted).toHaveLength(2);
});

test("neither after the end of a campaign, nor by a reader, nor of another product", async () => {
  const { actor, id, enrollmentId } = await followedUp();
  for (const act of [stopRecipient, resumeRecipient]) {
    const reader = { ...actor, role: "reader" as const };
    await expect(act(reader, id, enrollmentId)).rejects.toMatchObject({ code: "forbidden" });
    await expect(act(await createActor(), id, enrollmentId)).rejects.toMatchObject({ code: "not_found" });
    await expect(act(actor, id, crypto.randomUUID())).rejects.toMatchObject({ code: "not_found" });
  }
  await cancelCampaign(actor, id);
  for (const act of [stopRecipient, resumeRecipient])
    await expect(act(actor, id, enrollmentId)).rejects.toMatchObject({ code: "conflict" });
});
