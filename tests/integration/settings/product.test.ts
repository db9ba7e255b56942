import { expect, test } from "vitest";
import { db } from "#app/db/db.server.ts";
import { deleteProduct, getProductSettings, updateLegal } from "#app/settings/product-settings.server.ts";
import { setUp } from "#app/settings/set-up.server.ts";
import { createActor, createContact, createSharedInstitution } from "../../factories.ts";

const FIRST = {
  name: "Camille",
  email: "c@essaim.example",
  password: "une phrase assez longue",
  product: "Parcelle",
};

test("two first runs at once make one space", async () => {
  const outcomes = await Promise.allSettled([setUp(FIRST), setUp({ ...FIRST, email: "d@essaim.example" })]);
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await db.product.count()).toBe(1);
  expect(await db.stage.count()).toBe(10);
});

test("the first space is signed by its maker in the change log", async () => {
  const { productId } = await setUp(FIRST);
  const { userId } = await db.membership.findFirstOrThrow();
  const change = await db.change.findFirstOrThrow({ where: { table: "Product", rowId: productId } });
  expect(change).toMatchObject({ actorId: userId, productId, action: "produit.création", op: "insert" });
});

test("the legal text is confirmed by someone, at a time, and unconfirmed when it is saved without the box", async () => {
  const actor = await createActor();
  const texts = { legalName: "Parcelle, ministère", legalBasis: "mission d’intérêt public" };
  await updateLegal(actor, { ...texts, confirmed: "on" });
  expect((await getProductSettings(actor)).legalConfirmedAt).toBeInstanceOf(Date);
  await updateLegal(actor, texts);
  expect((await getProductSettings(actor)).legalConfirmedAt).toBeNull();
});

test("a product is deleted with all it owns, only by its exact name, and leaves the universe and oppositions", async () => {
  const actor = await createActor();
  const shared = await createSharedInstitution();
  await createContact(actor, { institutionId: shared.id });
  await db.suppression.create({ data: { addressHash: "kept", source: "désinscription" } });
  const { name } = await getProductSettings(actor);
  await expect(deleteProduct(actor, "Autre nom")).rejects.toMatchObject({ code: "invalid" });
  await deleteProduct(actor, name);
  expect(await db.contact.count()).toBe(0);
  expect(await db.institution.count()).toBe(1);
  expect(await db.suppression.count()).toBe(1);
});
