import { expect, test } from "vitest";
import { db } from "#app/db/db.server.ts";
import { listTimeline } from "#app/history/timeline.server.ts";
import { undoChangeSet } from "#app/history/undo.server.ts";
import { getOpportunityOf } from "#app/pipeline/opportunities.server.ts";
import { proposeInstitutions, readPublicCampaign } from "#app/volunteers/public-page.server.ts";
import { receiveVolunteer } from "#app/volunteers/receive.server.ts";
import { slugOf, volunteerSchema } from "#app/volunteers/volunteer.ts";
import {
  handleVolunteer,
  listVolunteers,
  openVolunteerPage,
  readVolunteerPage,
} from "#app/volunteers/volunteers.server.ts";
import { createSentCampaign } from "../../campaign-factories.ts";
import { createActor, createInstitution, createSharedInstitution } from "../../factories.ts";

async function openPage(emails = ["maud@mairie.example"]) {
  const actor = await createActor();
  const campaign = await createSentCampaign(
    actor,
    emails.map((email) => ({ email })),
  );
  await openVolunteerPage(actor, campaign.id, true);
  const address = (await readVolunteerPage(actor, campaign.id))!;
  const slug = address.split("/").at(-1)!;
  return { actor, ...campaign, slug, page: await readPublicCampaign(slug) };
}

const left = (given: Record<string, string>) =>
  volunteerSchema.parse({
    institution: "Quelque part",
    name: "Maud Tessier",
    email: "maud@mairie.example",
    ...given,
  });

test("a volunteer opens a partnership with its source, and is the recipient that was written to", async () => {
  const { actor, id, page, people, enrollments } = await openPage();
  await receiveVolunteer(page, left({ email: "Maud@Mairie.example", words: "Avec plaisir" }));
  const { institutionId } = people[0]!;
  expect(await getOpportunityOf(actor, institutionId)).toMatchObject({
    ...{ stage: "Volontaire", nextAction: "Recontacter ce volontaire" },
  });
  const { items } = await listTimeline(actor, institutionId);
  expect(items.find(({ type }) => type === "stage")).toMatchObject({
    attribution: { cause: "volunteer", campaign: { id } },
  });
  const enrollment = await db.enrollment.findUniqueOrThrow({ where: { id: enrollments[0]! } });
  expect(enrollment.volunteeredAt).not.toBeNull();
  expect((await listVolunteers(actor)).items).toMatchObject([
    { name: "Maud Tessier", words: "Avec plaisir", institution: { id: institutionId } },
  ]);
});

test("sent again, or twice at once, it is one volunteer", async () => {
  const { actor, page } = await openPage();
  await Promise.all([1, 2, 3].map(() => receiveVolunteer(page, left({}))));
  await receiveVolunteer(page, left({ name: "Autre" }));
  expect((await listVolunteers(actor)).total).toBe(1);
});

test("a robot that fills in what nobody sees is kept nowhere", async () => {
  const { actor, page } = await openPage();
  await receiveVolunteer(page, left({ website: "https://spam.example" }));
  expect((await listVolunteers(actor)).total).toBe(0);
});

test("an institution is found by its name when it is alone to have it; otherwise someone says which", async () => {
  const { actor, page } = await openPage([]);
  const name = `Communauté du Banc ${crypto.randomUUID().slice(0, 6)}`;
  const one = await createSharedInstitution({ name });
  await receiveVolunteer(page, left({ email: "a@x.example", institution: name.toUpperCase() }));
  await createSharedInstitution({ name });
  await receiveVolunteer(page, left({ email: "b@x.example", institution: name }));
  const { items, waiting } = await listVolunteers(actor);
  const [known, unknown] = ["a@x.example", "b@x.example"].map((email) =>
    items.find((item) => item.email === email),
  );
  expect([known!.institution?.id, unknown!.institution, waiting]).toEqual([one.id, null, 2]);
  const chosen = await createInstitution(actor);
  const setId = crypto.randomUUID();
  await handleVolunteer(actor, unknown!.id, { institutionId: chosen.id }, { setId });
  expect(await getOpportunityOf(actor, chosen.id)).toMatchObject({ stage: "Volontaire" });
  await undoChangeSet(actor, setId);
  expect(await getOpportunityOf(actor, chosen.id)).toBeNull();
  await handleVolunteer(actor, known!.id, { handled: true });
  expect((await listVolunteers(actor)).waiting).toBe(1);
});

test("what a product added is proposed to nobody, and quotes or operators typed break nothing", async () => {
  const actor = await createActor();
  const word = `zorglub${crypto.randomUUID().slice(0, 6)}`;
  await createInstitution(actor, { name: `Secret ${word}` });
  await createSharedInstitution({ name: `Mairie de ${word}` });
  expect(await proposeInstitutions(word)).toEqual([`Mairie de ${word}`]);
  for (const typed of ["'", "a & | !", "(((", "%_\\", ":*", "é'à--"])
    expect(await proposeInstitutions(typed)).toBeInstanceOf(Array);
});

test("an address that is forged, closed or of a former page leads nowhere, in words", async () => {
  const { actor, id, slug } = await openPage();
  await openVolunteerPage(actor, id, true);
  expect(await readVolunteerPage(actor, id)).toMatch(new RegExp(`${slug}$`));
  await openVolunteerPage(actor, id, false);
  for (const wrong of [slug, "x", "../../etc", `${slug}0`, undefined, "a".repeat(200)])
    await expect(readPublicCampaign(wrong)).rejects.toMatchObject({
      ...{ code: "not_found", message: expect.stringContaining("n’est plus ouverte") },
    });
  await openVolunteerPage(actor, id, true);
  expect(await readVolunteerPage(actor, id)).not.toMatch(new RegExp(`${slug}$`));
});

test("volunteers and pages of another product are not there, and a reader handles nobody", async () => {
  const [ours, theirs] = [await openPage(), await openPage()];
  await receiveVolunteer(theirs.page, left({}));
  const { items } = await listVolunteers(theirs.actor);
  expect((await listVolunteers(ours.actor)).total).toBe(0);
  await expect(handleVolunteer(ours.actor, items[0]!.id, { handled: true })).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(openVolunteerPage(ours.actor, theirs.id, false)).rejects.toMatchObject({ code: "not_found" });
  await expect(
    handleVolunteer({ ...theirs.actor, role: "reader" }, items[0]!.id, { handled: true }),
  ).rejects.toMatchObject({ code: "forbidden" });
});

test("what is typed is asked for in words, and a slug is of letters and figures alone", () => {
  const { success, error } = volunteerSchema.safeParse({ institution: " ", name: "", email: "maud" });
  expect(success).toBe(false);
  expect(error!.issues.map(({ path }) => path[0])).toEqual(["institution", "name", "email"]);
  expect(slugOf("Découverte DDT(M) 2026 !", "x7k2qp")).toBe("decouverte-ddt-m-2026-x7k2qp");
  expect(slugOf("???", "x7k2qp")).toBe("x7k2qp");
});
