import { expect, test } from "vitest";
import { planLaunch } from "#app/campaigns/launch-plan.server.ts";
import { findCampaign } from "#app/campaigns/campaign-row.server.ts";
import { db } from "#app/db/db.server.ts";
import { undoChangeSet } from "#app/history/undo.server.ts";
import { capForm, quietForm } from "#app/pressure/pressure.ts";
import { addQuietWindow, readPressure, removeQuietWindow, updateCap } from "#app/pressure/pressure.server.ts";
import { createActor, createContact, createInstitution } from "../../factories.ts";
import { createDraft } from "../campaigns/set-up.ts";

const FEASTS = { name: "Fêtes", startsOn: "2026-12-19", endsOn: "2027-01-03", kind: "" };
const names = async (actor: Parameters<typeof readPressure>[0], now: string) =>
  (await readPressure(actor, new Date(now))).windows.map(({ name }) => name);

test("a quiet period is added, taken away and put back; once over, it is no longer listed", async () => {
  const actor = await createActor();
  await addQuietWindow(
    actor,
    quietForm.parse({ ...FEASTS, name: "Vœux", startsOn: "2027-01-04", endsOn: "2027-01-31" }),
  );
  await addQuietWindow(actor, quietForm.parse(FEASTS));
  expect(await names(actor, "2027-01-03T22:00:00Z")).toEqual(["Fêtes", "Vœux"]);
  // Midnight in Paris.
  expect(await names(actor, "2027-01-03T23:00:00Z")).toEqual(["Vœux"]);
  const { windows } = await readPressure(actor, new Date("2026-12-01"));
  const setId = crypto.randomUUID();
  await removeQuietWindow(actor, windows[0]!.id, { setId });
  expect(await names(actor, "2026-12-01")).toEqual(["Vœux"]);
  await undoChangeSet(actor, setId);
  expect(await names(actor, "2026-12-01")).toEqual(["Fêtes", "Vœux"]);
});

test("what is mistyped is said in its place", () => {
  const faults = (form: object) =>
    quietForm.safeParse({ ...FEASTS, ...form }).error?.issues.map(({ path, message }) => [path[0], message]);
  expect(faults({})).toBeUndefined();
  expect(faults({ name: " " })).toEqual([["name", "Dites pourquoi : élections, réforme, déclarations…"]]);
  expect(faults({ endsOn: "2026-12-18" })).toEqual([["endsOn", "La fin ne précède pas le début."]]);
  expect(faults({ startsOn: "2026-02-30" })).toEqual([["startsOn", "Ce jour n’existe pas."]]);
  expect(faults({ kind: "planète" })).toEqual([["kind", "Choisissez un type."]]);
  for (const [cap, days] of [
    ["0", "30"],
    ["3", "367"],
    ["x", "30"],
    ["1.5", "30"],
  ])
    expect(capForm.safeParse({ solicitationCap: cap, solicitationDays: days }).success).toBe(false);
});

test("deployers keep the quiet periods, admins the cap, readers neither; another product's are not there", async () => {
  const admin = await createActor();
  const deployer = { ...admin, role: "deployer" as const };
  const reader = { ...admin, role: "reader" as const };
  await addQuietWindow(deployer, quietForm.parse(FEASTS));
  const { windows } = await readPressure(reader, new Date("2026-12-01"));
  const { id } = windows[0]!;
  await expect(addQuietWindow(reader, quietForm.parse(FEASTS))).rejects.toMatchObject({ code: "forbidden" });
  await expect(removeQuietWindow(reader, id)).rejects.toMatchObject({ code: "forbidden" });
  await expect(removeQuietWindow(await createActor(), id)).rejects.toMatchObject({ code: "not_found" });
  const cap = { solicitationCap: 2, solicitationDays: 60 };
  await expect(updateCap(deployer, cap)).rejects.toMatchObject({ code: "forbidden" });
  const setId = crypto.randomUUID();
  await updateCap(admin, cap, { setId });
  expect(await readPressure(admin, new Date())).toMatchObject(cap);
  await undoChangeSet(admin, setId);
  expect(await readPressure(admin, new Date())).toMatchObject({ solicitationCap: 3, solicitationDays: 30 });
});

test("a hundred periods are the most", async () => {
  const actor = await createActor();
  const { productId } = actor;
  const days = { startsOn: new Date("2026-12-19"), endsOn: new Date("2027-01-03") };
  await db.quietWindow.createMany({
    data: Array.from({ length: 100 }, (_, i) => ({ productId, name: `P${i}`, ...days })),
  });
  await expect(addQuietWindow(actor, quietForm.parse(FEASTS))).rejects.toMatchObject({ code: "conflict" });
});

test("before a launch, those whom a quiet period of the product holds back that day are told, by their kind", async () => {
  const actor = await createActor();
  const contactIds = [];
  for (const kind of ["commune", "commune", "epci"] as const) {
    const { id: institutionId } = await createInstitution(actor, { kind });
    contactIds.push((await createContact(actor, { institutionId })).id);
  }
  const { id } = await createDraft({ actor, emails: [], contactIds });
  await db.campaign.update({ where: { id }, data: { scheduledAt: new Date("2026-12-21T08:00:00Z") } });
  const quiet = async () => {
    const { check } = await planLaunch(actor, await findCampaign(actor, id));
    return check.warnings.filter(({ code }) => code === "quiet").map(({ message }) => message);
  };
  await addQuietWindow(await createActor(), quietForm.parse(FEASTS));
  expect(await quiet()).toEqual([]);
  await addQuietWindow(actor, quietForm.parse({ ...FEASTS, kind: "commune" }));
  expect(await quiet()).toEqual([
    "2 messages attendront le 4 janvier 2027\u00a0: période calme «\u00a0Fêtes\u00a0».",
  ]);
});
