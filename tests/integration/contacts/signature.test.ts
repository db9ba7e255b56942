import { expect, test } from "vitest";
import type { Actor } from "#app/auth/actor.ts";
import { proposeFromSignature, signatureForm } from "#app/contacts/signature.server.ts";
import type { AppError } from "#app/errors.ts";
import { createActor, createContact, createInstitution, createSharedInstitution } from "../../factories.ts";
import { snapshot } from "../history/snapshot.ts";

const text =
  "Hélène CASTAING\nCheffe de service\nDDTM de l’Hérault\n04 34 46 60 12\nhelene.castaing@herault.gouv.fr";

test("a signature proposes a person and their institution, and writes nothing", async () => {
  const actor = await createActor("deployer");
  const named = await createSharedInstitution({ name: "DDTM de l’Hérault", kind: "decentralised_service" });
  const near = await createInstitution(actor, { name: "Préfecture" });
  await createContact(actor, { institutionId: near.id, email: "maud.tessier@herault.gouv.fr" });
  const before = await snapshot();
  const { signature, institutions } = await proposeFromSignature(actor, text);
  expect(signature).toMatchObject({ firstName: "Hélène", lastName: "Castaing", phones: ["+33434466012"] });
  expect(institutions.map(({ id }) => id)).toEqual([named.id, near.id]);
  expect(await snapshot()).toEqual(before);
});

test("another product's people say nothing of where a domain leads, and a reader proposes nothing", async () => {
  const [actor, stranger] = [await createActor(), await createActor()];
  const theirs = await createInstitution(stranger, { name: "DDTM de l’Hérault" });
  await createContact(stranger, { institutionId: theirs.id, email: "maud.tessier@herault.gouv.fr" });
  expect((await proposeFromSignature(actor, text)).institutions).toEqual([]);
  const reader: Actor = { ...actor, role: "reader" };
  const refused = await proposeFromSignature(reader, text).catch((error: AppError) => error);
  expect(refused).toMatchObject({ status: 403 });
});

test("a whole conversation is not a signature", () => {
  expect(signatureForm.safeParse({ text: "x".repeat(5000) }).success).toBe(false);
  expect(signatureForm.safeParse({ text: "  " }).success).toBe(false);
});
