import { expect, test } from "vitest";
import { db } from "#app/db/db.server.ts";
import { transaction } from "#app/db/transaction.server.ts";
import { createActor, createInstitution, createSharedInstitution } from "../factories.ts";

test("a change is signed with who, what and only the columns that changed", async () => {
  const actor = await createActor();
  const institution = await createInstitution(actor, { name: "Ancien nom" });
  await transaction(actor, "institution.correction", (tx) =>
    tx.institution.update({ where: { id: institution.id }, data: { name: "Nouveau nom" } }),
  );
  const changes = await db.change.findMany({ where: { rowId: institution.id }, orderBy: { id: "asc" } });
  expect(changes.map((change) => change.op)).toEqual(["insert", "update"]);
  expect(changes[1]).toMatchObject({
    ...{ actorId: actor.userId, productId: actor.productId, action: "institution.correction" },
    ...{ before: { name: "Ancien nom" }, after: { name: "Nouveau nom" } },
  });
});

test("a set-based update of many rows is one change set", async () => {
  const actor = await createActor();
  for (let i = 0; i < 20; i++) await createInstitution(actor);
  await transaction(actor, "institution.lot", (tx) =>
    tx.institution.updateMany({
      where: { productId: actor.productId },
      data: { website: "https://exemple.fr" },
    }),
  );
  const sets = await db.change.groupBy({ by: ["setId"], where: { action: "institution.lot" }, _count: true });
  expect(sets).toMatchObject([{ _count: 20 }]);
});

test("each stage an opportunity goes through is dated, and the first touch opens an account", async () => {
  const actor = await createActor();
  const institution = await createSharedInstitution();
  const stages = await db.stage.findMany({
    where: { productId: actor.productId },
    orderBy: { position: "asc" },
  });
  const { productId } = actor;
  const opportunity = await transaction(actor, "partenariat.création", (tx) =>
    tx.opportunity.create({ data: { productId, institutionId: institution.id, stageId: stages[0]!.id } }),
  );
  await transaction(actor, "partenariat.étape", (tx) =>
    tx.opportunity.update({ where: { id: opportunity.id }, data: { stageId: stages[3]!.id } }),
  );
  const periods = await db.stagePeriod.findMany({
    where: { opportunityId: opportunity.id },
    orderBy: { validFrom: "asc" },
  });
  expect(periods.map((period) => [period.stageId, period.validTo === null, period.byId])).toEqual([
    [stages[0]!.id, false, actor.userId],
    [stages[3]!.id, true, actor.userId],
  ]);
  expect(await db.account.count({ where: { productId, institutionId: institution.id } })).toBe(1);
});
