import { expect, test } from "vitest";
import { readAudienceParams } from "#app/campaigns/audience-params.server.ts";
import { readPicked } from "#app/campaigns/picked.server.ts";
import { db } from "#app/db/db.server.ts";
import { createActor, createContact, createInstitution } from "../../factories.ts";

const params = (values: Record<string, string>) => new URLSearchParams(values);

test("a link may mean contacts, or who holds a post at institutions named or filtered, in one product alone", async () => {
  const [actor, other] = [await createActor(), await createActor()];
  const town = await createInstitution(actor, { name: "Sète", kind: "commune" });
  const service = await createInstitution(actor, { name: "DDTM", kind: "decentralised_service" });
  const [a, b] = [
    await createContact(actor, { institutionId: town.id }),
    await createContact(actor, { institutionId: service.id }),
  ];
  await createContact(other, { institutionId: town.id });
  const gone = await createContact(actor, { institutionId: town.id });
  await db.position.updateMany({ where: { contactId: gone.id }, data: { validTo: new Date() } });

  expect(await readAudienceParams(actor, params({ contacts: `${a.id},${b.id}` }))).toEqual({
    contactIds: [a.id, b.id],
  });
  expect(await readAudienceParams(actor, params({ institutions: town.id }))).toEqual({ contactIds: [a.id] });
  const communes = JSON.stringify({ field: "kind", op: "is", value: "commune" });
  expect(await readAudienceParams(actor, params({ institutionsFiltre: communes }))).toEqual({
    contactIds: [a.id],
  });
});

test("the picker’s questions make a filter, which makes their answers again", async () => {
  const actor = await createActor();
  const town = await createInstitution(actor, { kind: "commune" });
  await createContact(actor, { institutionId: town.id, function: "Maire" });
  await createContact(actor, { function: "Maire" });
  const audience = await readAudienceParams(actor, params({ type: "commune", fonction: "mair", etape: "" }));
  expect(await readPicked(actor, audience)).toMatchObject({
    ...{ recipients: 1, institutions: 1, excluded: [] },
    answers: { type: "commune", fonction: "mair" },
    chips: ["Type d’institution\u00A0: Commune", "Fonction contient «\u00A0mair\u00A0»"],
  });
});

test("nothing asked is everyone; what cannot be read is refused", async () => {
  const actor = await createActor();
  await createContact(actor);
  const everyone = await readAudienceParams(actor, params({}));
  expect(await readPicked(actor, everyone)).toMatchObject({ recipients: 1, chips: ["Tous les contacts"] });
  await expect(readAudienceParams(actor, params({ filtre: "{" }))).rejects.toMatchObject({ code: "invalid" });
  await expect(readAudienceParams(actor, params({ contacts: "x" }))).rejects.toMatchObject({
    code: "not_found",
  });
  const unknown = await readAudienceParams(actor, params({ filtre: '{"field":"salaire","op":"filled"}' }));
  await expect(readPicked(actor, unknown)).rejects.toMatchObject({ code: "invalid" });
});
