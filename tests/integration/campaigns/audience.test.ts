import { expect, test } from "vitest";
import { readAskedAudience } from "#app/campaigns/audience-params.server.ts";
import { askedParams } from "#app/campaigns/audience-form.ts";
import { type PeoplePage, readPeoplePage } from "#app/campaigns/exclusions.server.ts";
import { launchCampaign } from "#app/campaigns/launch.server.ts";
import { readPicked } from "#app/campaigns/picked.server.ts";
import { db } from "#app/db/db.server.ts";
import type { Filter } from "#app/filters/filter.ts";
import { saveTarget } from "#app/target/target.server.ts";
import { saveView } from "#app/views/views.server.ts";
import { createActor, createContact, createInstitution } from "../../factories.ts";
import { createDraft } from "./set-up.ts";

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

  expect(await readAskedAudience(actor, params({ contacts: `${a.id},${b.id}` }))).toEqual({
    contactIds: [a.id, b.id],
  });
  expect(await readAskedAudience(actor, params({ institutions: town.id }))).toEqual({ contactIds: [a.id] });
  const communes = JSON.stringify({ field: "kind", op: "is", value: "commune" });
  expect(await readAskedAudience(actor, params({ institutionsFiltre: communes }))).toEqual({
    contactIds: [a.id],
  });
});

test("the picker’s questions make a filter, which makes their answers again", async () => {
  const actor = await createActor();
  const town = await createInstitution(actor, { kind: "commune" });
  await createContact(actor, { institutionId: town.id, function: "Maire" });
  await createContact(actor, { function: "Maire" });
  const audience = await readAskedAudience(actor, params({ type: "commune", fonction: "mair", etape: "" }));
  expect(await readPicked(actor, audience)).toMatchObject({
    ...{ recipients: 1, institutions: 1, excluded: [] },
    answers: { type: "commune", fonction: "mair" },
    chips: ["Type d’institution\u00A0: Communes", "Fonction\u00A0: contient «\u00A0mair\u00A0»"],
  });
});

test("nothing asked is everyone; what cannot be read is refused", async () => {
  const actor = await createActor();
  await createContact(actor);
  const everyone = await readAskedAudience(actor, params({}));
  expect(await readPicked(actor, everyone)).toMatchObject({ recipients: 1, chips: ["Tous les contacts"] });
  await expect(readAskedAudience(actor, params({ filtre: "{" }))).rejects.toMatchObject({ code: "invalid" });
  await expect(readAskedAudience(actor, params({ contacts: "x" }))).rejects.toMatchObject({
    code: "not_found",
  });
  const unknown = await readAskedAudience(actor, params({ filtre: '{"field":"salaire","op":"filled"}' }));
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

test("whoever changes the filter keeps the options of the audience, and may take them away", async () => {
  const actor = await createActor();
  const own = { contactIds: [], perInstitution: 1, restDays: 30 };
  const ask = (values: Record<string, string>) => readAskedAudience(actor, params(values), own);
  expect(await ask({})).toEqual(own);
  expect(await ask({ type: "commune" })).toMatchObject({ perInstitution: 1, restDays: 30 });
  expect(await ask({ parInstitution: "2", repos: "" })).toEqual({ contactIds: [], perInstitution: 2 });
  expect(await ask({ parInstitution: "", repos: "" })).toEqual({ contactIds: [] });
  const again = askedParams({ filtre: "", parInstitution: "1", repos: "30" });
  expect(await readAskedAudience(actor, again)).toMatchObject({ perInstitution: 1, restDays: 30 });
});

test("everyone who is left out can be reached, so many at a time, of a draft, of what it would become, or once launched", async () => {
  const actor = await createActor();
  const emails = Array.from({ length: 106 }, (_, i) => `p${i}@mairie.example`);
  const { id, contactIds } = await createDraft({ actor, emails, text: "{{ contact.fonction }}" });
  const last = contactIds.at(-1)!;
  await db.position.updateMany({ where: { contactId: last }, data: { function: "Maire" } });
  await db.contact.update({ where: { id: contactIds[0]! }, data: { opposedAt: new Date() } });
  const all = async (of: Record<string, string>) => {
    const found: (string | null)[] = [];
    for (let next: number | null = 0; next !== null;) {
      const page: PeoplePage = await readPeoplePage(actor, params({ ...of, apres: String(next) }));
      expect(page.people.length).toBeLessThanOrEqual(100);
      found.push(...page.people.map(({ contactId }) => contactId));
      next = page.next;
    }
    return found.sort();
  };
  const missing = { motif: "missing_field", detail: "contact.fonction" };
  expect(await all({ campagne: id, ...missing })).toEqual(contactIds.slice(1, -1).sort());
  expect(await all({ campagne: id, ligne: "missing_field" })).toEqual(contactIds.slice(1, -1).sort());
  const opposed = { motif: "opposed" };
  expect(await all({ campagne: id, audience: "1", ...opposed })).toEqual([contactIds[0]]);
  expect(await all({ contacts: contactIds.slice(0, 2).join(","), ...opposed })).toEqual([contactIds[0]]);
  expect(await all({ campagne: id, motif: "duplicate" })).toEqual([]);
  await launchCampaign(actor, id);
  expect(await all({ campagne: id, ...missing })).toEqual(contactIds.slice(1, -1).sort());
  const typed = await readPeoplePage(actor, params({ campagne: id, ...missing, apres: "x" }));
  expect(typed).toMatchObject({ next: 100 });
  await expect(readPeoplePage(await createActor(), params({ campagne: id }))).rejects.toMatchObject({
    code: "not_found",
  });
});
