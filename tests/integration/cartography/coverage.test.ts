import { expect, test } from "vitest";
import { db } from "#app/db/db.server.ts";
import { readCoverage } from "#app/cartography/coverage.server.ts";
import { sortRows } from "#app/cartography/coverage.ts";
import { createOpportunity } from "#app/pipeline/opportunities.server.ts";
import { createActor, createInstitution, createSharedInstitution } from "../../factories.ts";

test("a département shows its furthest stage, its partnerships and its last exchange", async () => {
  const actor = await createActor();
  const [ddtm, town] = [await inHerault(), await inHerault()];
  await createOpportunity(actor, { institutionId: ddtm.id, stage: "Rendez-vous" });
  await createOpportunity(actor, { institutionId: town.id, stage: "Contacté" });
  const happenedAt = new Date("2026-10-01T10:00:00Z");
  await db.interaction.create({
    data: { ...where(actor, town.id), kind: "call", happenedAt, summary: "Appel" },
  });
  const { rows, opportunities } = await readCoverage(actor);
  expect(rows).toHaveLength(101);
  expect(rows.find(({ code }) => code === "34")).toMatchObject({
    ...{ reach: "meeting", stage: "Rendez-vous", count: 2, lastInteractionAt: happenedAt },
  });
  expect(opportunities).toBe(2);
  expect(sortRows(rows, "count")[0]!.code).toBe("34");
});

test("what has no département is counted apart", async () => {
  const actor = await createActor();
  const ministry = await createInstitution(actor, { kind: "ministry" });
  await createOpportunity(actor, { institutionId: ministry.id });
  const { choropleth } = await readCoverage(actor);
  expect(choropleth.elsewhere).toBe(1);
});

test("another product's partnerships leave our map white", async () => {
  const [mine, theirs] = [await createActor(), await createActor()];
  await createOpportunity(theirs, { institutionId: (await inHerault()).id, stage: "Volontaire" });
  const { rows, opportunities } = await readCoverage(mine);
  expect(opportunities).toBe(0);
  expect(rows.every(({ reach }) => reach === "none")).toBe(true);
});

const inHerault = () => createSharedInstitution({ departementCode: "34" });
const where = ({ productId }: { productId: string }, institutionId: string) => ({ productId, institutionId });
