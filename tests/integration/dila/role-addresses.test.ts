import { expect, test } from "vitest";
import { readAskedAudience } from "#app/campaigns/audience-params.server.ts";
import { resolveAudience } from "#app/campaigns/audience.server.ts";
import { db } from "#app/db/db.server.ts";
import { undoChangeSet } from "#app/history/undo.server.ts";
import { countRoleAddresses, makeRoleContacts } from "#app/institutions/role-addresses.server.ts";
import { updateInstitution } from "#app/institutions/update-institution.server.ts";
import { addressHash } from "#app/outbox/address-hash.server.ts";
import { createActor, createContact, createSharedInstitution } from "../../factories.ts";

const LETTER = { subject: "Bonjour", text: "Bonjour", senderName: "Camille" };
const DILA = { email: { source: "Annuaire DILA", vintage: "6 juin 2024" } };

async function audience(actor: Awaited<ReturnType<typeof createActor>>, params: Record<string, string>) {
  const chosen = await readAskedAudience(actor, new URLSearchParams({ ...params, generiques: "1" }));
  const { recipients, excluded } = await resolveAudience(actor, chosen, LETTER);
  return {
    emails: recipients.map(({ email }) => email).sort(),
    excluded: excluded.map(({ email, reason }) => [email, reason]),
  };
}

test("institutions are written to by their role address: one contact each, once, undone as one", async () => {
  const actor = await createActor();
  const town = (name: string, email: string | null) =>
    createSharedInstitution({ name, email, provenance: DILA, departementCode: "34" });
  const lunel = await town("Mairie de Lunel", "Accueil@lunel.example");
  const corrected = await town("Mairie de Sète", "ancien@sete.example");
  await updateInstitution(actor, corrected.id, { email: "mairie@sete.example" });
  await town("Mairie d’Agde", "contact@agde.example");
  await db.suppression.create({
    data: { addressHash: addressHash("contact@agde.example"), source: "réponse" },
  });
  const held = await town("Mairie de Mèze", "contact@meze.example");
  await createContact(actor, { institutionId: held.id, email: "contact@meze.example" });
  await createContact(actor, { institutionId: lunel.id, email: "jeanne@lunel.example" });
  await town("Mairie sans courriel", null);
  const filter = { field: "departement", op: "is", value: "34" } as const;

  expect(await countRoleAddresses(actor, { filter })).toEqual({ institutions: 5, withAddress: 4, known: 1 });
  const { setId, created } = await makeRoleContacts(actor, { filter });
  expect(created).toBe(3);
  expect(await db.contact.count({ where: { productId: actor.productId, opposedAt: { not: null } } })).toBe(1);
  expect(await audience(actor, { institutionsFiltre: JSON.stringify(filter) })).toEqual({
    emails: ["Accueil@lunel.example", "contact@meze.example", "mairie@sete.example"],
    excluded: [["contact@agde.example", "opposed"]],
  });
  const [address] = await db.address.findMany({
    where: { normalized: "accueil@lunel.example" },
    include: { contact: { include: { positions: true } } },
  });
  expect(address).toMatchObject({
    source: "Annuaire DILA, 6 juin 2024",
    contact: { role: true, lastName: null },
  });
  expect(address!.contact.positions).toMatchObject([{ institutionId: lunel.id, primary: true }]);

  expect(await makeRoleContacts(actor, { filter })).toMatchObject({ created: 0 });
  const both = await Promise.all([
    makeRoleContacts(actor, { ids: [lunel.id] }),
    makeRoleContacts(actor, { ids: [lunel.id] }),
  ]);
  expect(both.map(({ created: made }) => made)).toEqual([0, 0]);
  await undoChangeSet(actor, setId);
  expect(await db.contact.count({ where: { role: true, productId: actor.productId } })).toBe(0);
  const again = await Promise.all([1, 2, 3].map(() => makeRoleContacts(actor, { ids: [lunel.id] })));
  expect(again.reduce((sum, { created: made }) => sum + made, 0)).toBe(1);
});

test("another product's institutions and contacts are out of reach", async () => {
  const [actor, other] = [await createActor(), await createActor()];
  const shared = await createSharedInstitution({ email: "contact@ville.example" });
  const own = await createSharedInstitution({
    key: null,
    productId: other.productId,
    email: "contact@autre.example",
  });
  await makeRoleContacts(other, { ids: [shared.id, own.id] });
  expect(await countRoleAddresses(actor, { ids: [shared.id, own.id] })).toEqual({
    institutions: 1,
    withAddress: 1,
    known: 0,
  });
  await makeRoleContacts(actor, { ids: [shared.id, own.id] });
  expect(await db.contact.count({ where: { productId: actor.productId } })).toBe(1);
  await expect(makeRoleContacts(actor, { ids: [own.id] })).rejects.toMatchObject({ status: 400 });
  await expect(makeRoleContacts({ ...actor, role: "reader" }, { ids: [shared.id] })).rejects.toMatchObject({
    status: 403,
  });
});
