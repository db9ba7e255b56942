import { expect, test } from "vitest";
import {
  pauseEnrollments,
  stopColleagues,
  stopEnrollment,
  stopOvertaken,
} from "#app/campaigns/stop.server.ts";
import { db } from "#app/db/db.server.ts";
import { transaction } from "#app/db/transaction.server.ts";
import { STOPS } from "#app/outbox/stops.ts";
import { createActor, createContact, createInstitution } from "../../factories.ts";
import { createCampaign, ledger, states } from "../../outbox-factories.ts";
import { sendAll, useSinks } from "../outbox/sending.ts";

const sinkWith = useSinks();
const emails = ["a@mairie.example", "b@mairie.example"];

/** A running campaign of two people, in one institution when `together`. */
async function underWay({ together = false } = {}) {
  const sink = await sinkWith();
  const campaign = await createCampaign({ mailbox: { smtpUrl: sink.url }, emails });
  const [first, second] = await Promise.all(
    campaign.contacts.map(({ id: contactId }) => db.enrollment.findFirstOrThrow({ where: { contactId } })),
  );
  if (together)
    await db.enrollment.update({ where: { id: second!.id }, data: { institutionId: first!.institutionId } });
  const enrollments = await db.enrollment.findMany({ where: { campaignId: campaign.id } });
  const of = (id: string) => enrollments.find(({ contactId }) => contactId === id)!;
  return { ...campaign, sink, first: of(campaign.contacts[0]!.id), second: of(campaign.contacts[1]!.id) };
}

const system = (productId: string) => ({ userId: "", productId });

test("a stop cancels what waited, says why, once, and lets the others leave", async () => {
  const { id, actor, sink, first } = await underWay();
  const stop = () => transaction(actor, "campagne.arrêt", (tx) => stopEnrollment(tx, first.id, "manual"));
  expect(await stop()).toBe(1);
  expect(await stop()).toBe(0);
  await sendAll();
  expect(await states(id)).toEqual({ "a@mairie.example": "cancelled", "b@mairie.example": "sent" });
  expect(sink.accepted.map(({ to }) => to)).toEqual(["b@mairie.example"]);
  const { "a@mairie.example": row } = await ledger(id);
  expect(row!.reply).toBe(STOPS.manual);
  expect(await db.messageEvent.count({ where: { messageId: row!.id, kind: "cancelled" } })).toBe(1);
  expect(await db.enrollment.findUnique({ where: { id: first.id } })).toMatchObject({
    ...{ state: "stopped", stopReason: STOPS.manual, stoppedAt: expect.any(Date) },
  });
});

test("an answer that came after the reservation is seen at the last moment", async () => {
  const { id, sink, first } = await underWay();
  await db.enrollment.update({ where: { id: first.id }, data: { repliedAt: new Date() } });
  await sendAll();
  expect(sink.accepted.map(({ to }) => to)).toEqual(["b@mairie.example"]);
  const { "a@mairie.example": row } = await ledger(id);
  expect(row).toMatchObject({ state: "cancelled", reply: STOPS.reply });
  expect(await db.enrollment.findUnique({ where: { id: first.id } })).toMatchObject({ state: "stopped" });
});

test("an exchange written down by hand counts as an answer; one of before the campaign does not", async () => {
  const { id, actor, first, second } = await underWay();
  const call = (enrollment: typeof first, happenedAt: Date) =>
    db.interaction.create({
      data: {
        ...{
          productId: actor.productId,
          institutionId: enrollment.institutionId!,
          summary: "Oui",
          happenedAt,
        },
        ...{ contactId: enrollment.contactId, kind: "call", direction: "inbound" },
      },
    });
  await call(first, new Date(Date.now() + 1000));
  await call(second, new Date(Date.now() - 86_400_000));
  await sendAll();
  expect(await states(id)).toEqual({ "a@mairie.example": "cancelled", "b@mairie.example": "sent" });
});

test("a colleague’s answer stops the institution’s others, unless the campaign says otherwise", async () => {
  for (const stopsColleagues of ["institution", "none"] as const) {
    const { id, sink, first } = await underWay({ together: true });
    await db.campaign.update({ where: { id }, data: { stopsColleagues } });
    await db.enrollment.update({ where: { id: first.id }, data: { repliedAt: new Date() } });
    await sendAll();
    const { "b@mairie.example": colleague } = await ledger(id);
    const stops = stopsColleagues === "institution";
    if (stops) expect(colleague).toMatchObject({ state: "cancelled", reply: STOPS.colleague });
    else expect(colleague).toMatchObject({ state: "sent" });
    expect(sink.accepted).toHaveLength(stops ? 0 : 1);
  }
});

test("told of an answer, the colleagues of that institution and product stop, and they alone", async () => {
  const { id, actor, first, second } = await underWay({ together: true });
  const elsewhere = await underWay();
  await db.enrollment.update({
    where: { id: elsewhere.first.id },
    data: { institutionId: first.institutionId },
  });
  const { productId } = actor;
  const place = { institutionId: first.institutionId!, except: first.id, at: new Date() };
  await transaction(system(productId), "campagne.réponse", (tx) => stopColleagues(tx, productId, [place]));
  const state = async (enrollmentId: string) =>
    (await db.enrollment.findUniqueOrThrow({ where: { id: enrollmentId } })).state;
  expect(await state(first.id)).toBe("active");
  expect(await state(second.id)).toBe("stopped");
  expect(await state(elsewhere.first.id)).toBe("active");
  expect((await states(id))["b@mairie.example"]).toBe("cancelled");
});

test("a stage reached, or one after it, stops: at the next look, and at the last moment", async () => {
  const { id, actor, first, second } = await underWay();
  const { productId } = actor;
  const stageOf = (name: string) => db.stage.findFirstOrThrow({ where: { productId, name } });
  await db.campaign.update({ where: { id }, data: { stopStageId: (await stageOf("Rendez-vous")).id } });
  const place = async (institutionId: string, name: string) =>
    db.opportunity.create({ data: { productId, institutionId, stageId: (await stageOf(name)).id } });
  await place(first.institutionId!, "Volontaire");
  await place(second.institutionId!, "Contacté");
  expect(await stopOvertaken(new Date())).toBe(1);
  expect(await stopOvertaken(new Date())).toBe(0);
  const { "a@mairie.example": stopped, "b@mairie.example": other } = await ledger(id);
  expect(stopped).toMatchObject({ state: "cancelled", reply: STOPS.stage });
  expect(other!.state).toBe("queued");
  await db.opportunity.updateMany({
    where: { institutionId: second.institutionId! },
    data: { stageId: (await stageOf("Rendez-vous")).id },
  });
  await sendAll();
  expect((await ledger(id))["b@mairie.example"]).toMatchObject({ state: "cancelled", reply: STOPS.stage });
});

test("a stage that was removed stops nobody", async () => {
  const { id, actor, first } = await underWay();
  const { productId } = actor;
  const stage = await db.stage.findFirstOrThrow({ where: { productId, name: "Contacté" } });
  await db.campaign.update({ where: { id }, data: { stopStageId: stage.id } });
  await db.opportunity.create({
    data: { productId, institutionId: first.institutionId!, stageId: stage.id },
  });
  await db.stage.update({ where: { id: stage.id }, data: { removedAt: new Date() } });
  expect(await stopOvertaken(new Date())).toBe(0);
  await sendAll();
  expect((await states(id))["a@mairie.example"]).toBe("sent");
});

test("away until a day: nothing leaves before it, then it does; a shorter absence changes nothing", async () => {
  const { id, actor, sink, first } = await underWay();
  const { "b@mairie.example": other } = await ledger(id);
  await db.message.update({ where: { id: other!.id }, data: { state: "cancelled" } });
  const until = new Date("2031-05-12");
  const away = (day: Date) =>
    transaction(actor, "campagne.absence", (tx) =>
      pauseEnrollments(tx, [{ id: first.id, until: day, at: new Date() }]),
    );
  await away(until);
  await away(new Date("2031-05-01"));
  expect((await db.enrollment.findUnique({ where: { id: first.id } }))!.pausedUntil).toEqual(until);
  await sendAll();
  await sendAll(() => new Date("2031-05-11T21:59:00Z"));
  expect(sink.accepted).toHaveLength(0);
  await sendAll(() => new Date("2031-05-11T22:01:00Z"));
  expect(sink.accepted).toHaveLength(1);
});

test("an absence read after the reservation puts the message off, at the last moment, without turning round", async () => {
  const { id, sink, first } = await underWay();
  const until = new Date(Date.now() + 5 * 86_400_000);
  await db.enrollment.update({ where: { id: first.id }, data: { pausedUntil: until } });
  await sendAll();
  expect(sink.accepted.map(({ to }) => to)).toEqual(["b@mairie.example"]);
  const { "a@mairie.example": row } = await ledger(id);
  expect(row).toMatchObject({ state: "queued", workerId: null, attempt: 0 });
  expect(row!.dueAt.getTime()).toBeGreaterThan(Date.now() + 3 * 86_400_000);
});

test("without a day of return, a week", async () => {
  const { actor, first } = await underWay();
  const now = new Date("2026-11-23T10:00:00Z");
  await transaction(actor, "campagne.absence", (tx) =>
    pauseEnrollments(tx, [{ id: first.id, until: null, at: now }]),
  );
  const { pausedUntil } = await db.enrollment.findUniqueOrThrow({ where: { id: first.id } });
  expect(pausedUntil).toEqual(new Date("2026-11-30"));
});

test("above the cap of its product, an institution is left alone for now, whoever wrote to it before", async () => {
  const institution = await db.institution.create({
    data: { key: "ddtm:34", name: "DDTM 34", kind: "decentralised_service", source: "x", vintage: "2026" },
  });
  const actors = [await createActor(), await createActor(), await createActor()];
  const sink = await sinkWith();
  const campaigns = [];
  for (const [i, actor] of actors.entries()) {
    const campaign = await createCampaign({
      actor,
      mailbox: { smtpUrl: sink.url },
      emails: [`${i}@ddtm.example`],
    });
    await db.enrollment.updateMany({
      where: { campaignId: campaign.id },
      data: { institutionId: institution.id },
    });
    campaigns.push(campaign);
  }
  await db.product.update({ where: { id: actors[2]!.productId }, data: { solicitationCap: 2 } });
  await db.campaign.update({ where: { id: campaigns[2]!.id }, data: { state: "paused" } });
  await sendAll();
  await db.campaign.update({ where: { id: campaigns[2]!.id }, data: { state: "running" } });
  await sendAll();
  expect(sink.accepted).toHaveLength(2);
  const { "2@ddtm.example": row } = await ledger(campaigns[2]!.id);
  expect(row!.state).toBe("queued");
  expect(row!.dueAt.getTime()).toBeGreaterThan(Date.now());
  await sendAll(() => new Date(Date.now() + 31 * 86_400_000));
  expect(sink.accepted).toHaveLength(3);
});

test("in its quiet days, a kind of institution is left alone until their end", async () => {
  const { id, actor, sink, first, second } = await underWay();
  const town = await createInstitution(actor, { kind: "commune" });
  await db.enrollment.update({ where: { id: first.id }, data: { institutionId: town.id } });
  const day = (offset: number) =>
    new Date(new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10));
  await db.quietWindow.create({
    data: {
      ...{ productId: actor.productId, name: "Élections", kinds: ["commune"] },
      ...{ startsOn: day(-1), endsOn: day(3) },
    },
  });
  await sendAll();
  expect(sink.accepted.map(({ to }) => to)).toEqual(["b@mairie.example"]);
  expect((await ledger(id))["a@mairie.example"]!.state).toBe("queued");
  await sendAll(() => new Date(Date.now() + 5 * 86_400_000));
  expect(sink.accepted).toHaveLength(2);
  expect(second.state).toBe("active");
});

test("one letter to one person leaves whatever was answered, and counts as no solicitation", async () => {
  const sink = await sinkWith();
  const actor = await createActor();
  const { id: institutionId } = await createInstitution(actor);
  const contact = await createContact(actor, { institutionId });
  const letter = await createCampaign({
    actor,
    mailbox: { smtpUrl: sink.url },
    emails: ["a@mairie.example"],
  });
  await db.campaign.update({ where: { id: letter.id }, data: { kind: "direct" } });
  await db.enrollment.updateMany({
    where: { campaignId: letter.id },
    data: { institutionId, contactId: contact.id },
  });
  await db.interaction.create({
    data: {
      ...{ productId: actor.productId, institutionId, contactId: contact.id, summary: "Bonjour" },
      ...{ kind: "email", direction: "inbound", happenedAt: new Date(Date.now() + 1000) },
    },
  });
  await sendAll();
  expect(sink.accepted).toHaveLength(1);
});

test("at the choice of the campaign, an answer stops those who oversee the institution, and those under it, at any step", async () => {
  const people = ["reponse", "tutelle", "sommet", "dessous", "soeur", "loin"].map(
    (name) => `${name}@etat.example`,
  );
  for (const stopsColleagues of ["hierarchy", "institution"] as const) {
    const sink = await sinkWith();
    const { id, actor } = await createCampaign({ mailbox: { smtpUrl: sink.url }, emails: people });
    const { productId } = actor;
    await db.campaign.update({ where: { id }, data: { stopsColleagues } });
    const enrollments = await db.enrollment.findMany({
      where: { campaignId: id },
      include: { messages: true },
    });
    const of = (name: string) =>
      enrollments.find(({ messages }) => messages[0]!.email.startsWith(`${name}@`))!;
    const oversees = (from: string, to: string, more = {}) => {
      const ends = { fromId: of(from).institutionId!, toId: of(to).institutionId! };
      return db.relation.create({
        data: { ...ends, kind: "oversight", source: "x", vintage: "2026", ...more },
      });
    };
    await oversees("reponse", "tutelle");
    await oversees("tutelle", "sommet");
    await oversees("dessous", "reponse");
    // Under the same body, and not under this one: nobody's hierarchy.
    await oversees("soeur", "tutelle");
    await oversees("loin", "reponse", { validTo: new Date("2020-01-01") });
    // It turns round, as what people write may.
    await oversees("sommet", "tutelle");
    const answered = {
      institutionId: of("reponse").institutionId!,
      except: of("reponse").id,
      at: new Date(),
    };
    const first = await transaction(system(productId), "campagne.réponse", (tx) =>
      stopColleagues(tx, productId, [answered]),
    );
    expect(first).toBe(stopsColleagues === "hierarchy" ? 3 : 0);
    const stopped = await db.enrollment.findMany({ where: { campaignId: id, state: "stopped" } });
    const above = ["tutelle", "sommet", "dessous"].map((name) => of(name).id);
    expect(stopped.map((one) => one.id).toSorted()).toEqual(first ? above.toSorted() : []);
  }
});

test("an answer up the hierarchy is seen by the job that stops, and at the last moment", async () => {
  for (const look of ["job", "moment"] as const) {
    const { id, sink, first, second } = await underWay();
    await db.campaign.update({
      where: { id },
      data: { stopsColleagues: "hierarchy", launchedAt: new Date(0) },
    });
    const ends = { fromId: second.institutionId!, toId: first.institutionId! };
    await db.relation.create({ data: { ...ends, kind: "oversight", source: "x", vintage: "2026" } });
    await db.enrollment.update({ where: { id: first.id }, data: { repliedAt: new Date() } });
    if (look === "job") await stopOvertaken(new Date());
    else await sendAll();
    expect((await ledger(id))["b@mairie.example"]).toMatchObject({
      state: "cancelled",
      reply: STOPS.colleague,
    });
    expect(sink.accepted).toHaveLength(0);
  }
});
