import { expect, test } from "vitest";
import { readAudienceParams } from "#app/campaigns/audience-params.server.ts";
import { readPicked } from "#app/campaigns/picked.server.ts";
import { db } from "#app/db/db.server.ts";
import type { Filter } from "#app/filters/filter.ts";
import { saveTarget } from "#app/target/target.server.ts";
import { saveView } from "#app/views/views.server.ts";
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
    chips: ["Type d’institution\u00A0: Communes", "Fonction\u00A0: contient «\u00A0mair\u00A0»"],
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

test("an audience starts from everyone, the Cible or a view; a view of institutions means who works there", async () => {
  const [actor, other] = [await createActor(), await createActor()];
  const town = await createInstitution(actor, { kind: "commune" });
  const mayor = await createContact(actor, { institutionId: town.id, function: "Maire" });
  const silent = await createContact(actor, { institutionId: town.id, email: undefined });
  await db.address.deleteMany({ where: { contactId: silent.id } });
  await createContact(actor, { institutionId: (await createInstitution(actor, { kind: "other" })).id });
  const keep = (
    who: typeof actor,
    on: "contacts" | "institutions",
    name: string,
    filter: object,
    more = {},
  ) =>
    saveView(who, {
      ...{ list: on, name, shared: true },
      search: new URLSearchParams({ filtre: JSON.stringify(filter), ...more }).toString(),
    });
  const communes = { all: [{ field: "kind", op: "is", value: "commune" }] };
  const written = { some: "contacts", where: { some: "interactions", where: { all: [] } } };
  await keep(actor, "institutions", "Communes", communes);
  await keep(actor, "contacts", "Maires", { field: "function", op: "is", value: "Maire" });
  await keep(actor, "contacts", "Trouvés par des mots", communes, { q: "maire" });
  await keep(actor, "institutions", "Trop profonde", written);
  await keep(other, "contacts", "D’un autre produit", communes);
  await saveTarget(actor, communes as Filter);

  const { starts } = await readPicked(actor, { filter: { all: [] } });
  expect(starts.map(({ label }) => label)).toEqual(["Tous les contacts", "La Cible", "Maires", "Communes"]);
  const from = async (label: string) =>
    readPicked(actor, { filter: starts.find((start) => start.label === label)!.filter });
  expect(await from("Maires")).toMatchObject({ recipients: 1, excluded: [] });
  for (const label of ["La Cible", "Communes"]) {
    const { recipients, excluded } = await from(label);
    expect([recipients, excluded.map(({ reason }) => reason)]).toEqual([1, ["no_address"]]);
  }
  expect((await from("Communes")).chips).toEqual([
    "Institutions\u00A0: au moins une institution (Type\u00A0: Communes)",
  ]);
  expect(mayor.id).not.toBe(silent.id);
});
