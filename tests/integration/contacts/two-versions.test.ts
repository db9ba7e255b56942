import { expect, test } from "vitest";
import { getContact, updateContact } from "#app/contacts/contacts.server.ts";
import { contactChange } from "#app/contacts/contact.ts";
import { db } from "#app/db/db.server.ts";
import { institutionChange } from "#app/institutions/institution.ts";
import { getInstitution, updateInstitution } from "#app/institutions/institutions.server.ts";
import { createActor, createContact, createInstitution, createSharedInstitution } from "../../factories.ts";

test("two people on one contact: each keeps what the other did not touch, and the same field is shown twice", async () => {
  const actor = await createActor("deployer");
  const yanis = { ...actor, userId: (await createActor()).userId };
  const { id } = await createContact(actor, {
    firstName: "Hélène",
    lastName: "Castaing",
    email: "h@un.example",
  });
  const base = {
    firstName: "Hélène",
    lastName: "Castaing",
    function: null,
    email: "h@un.example",
    phone: null,
    note: null,
  };
  const form = (change: Partial<Record<keyof typeof base, string>>) =>
    contactChange.parse({
      ...Object.fromEntries(Object.entries(base).map(([k, v]) => [k, v ?? ""])),
      ...change,
      source: "appel",
    });
  await updateContact(yanis, id, form({ function: "Cheffe", phone: "0467000000" }), base);
  await updateContact(actor, id, form({ note: "Absente le mercredi" }), base);
  expect(await getContact(actor, id)).toMatchObject({ function: "Cheffe", phone: "0467000000" });

  const { name } = await db.user.findUniqueOrThrow({ where: { id: yanis.userId } });
  await updateContact(yanis, id, form({ lastName: "Castaing-Roux" }), base);
  await expect(
    updateContact(actor, id, form({ lastName: "Castan", firstName: "Ellen" }), base),
  ).rejects.toMatchObject({
    code: "conflict",
    details: {
      by: name,
      versions: [{ field: "lastName", mine: "Castan", theirs: "Castaing-Roux", base: "Castaing" }],
    },
  });
  expect(await getContact(actor, id)).toMatchObject({ firstName: "Hélène", lastName: "Castaing-Roux" });
  await updateContact(actor, id, form({ lastName: "Castan" }), { ...base, lastName: "Castaing-Roux" });
  expect(await getContact(actor, id)).toMatchObject({ lastName: "Castan", function: "Cheffe" });
});

test("two people on one institution, shared or one’s own, meet the same", async () => {
  const actor = await createActor("deployer");
  const institutions = [
    await createInstitution(actor, { name: "Cap", phone: null }),
    await createSharedInstitution({ name: "Cap" }),
  ];
  for (const { id } of institutions) {
    const base = { name: "Cap", acronym: null, email: null, phone: null, website: null };
    const form = (change: Partial<Record<keyof typeof base, string>>) =>
      institutionChange.parse({ name: "Cap", acronym: "", email: "", phone: "", website: "", ...change });
    await updateInstitution(actor, id, form({ phone: "0467000000" }), base);
    await updateInstitution(actor, id, form({ email: "a@un.example" }), base);
    expect(await getInstitution(actor, id)).toMatchObject({ phone: "0467000000", email: "a@un.example" });
    await expect(updateInstitution(actor, id, form({ phone: "0499000000" }), base)).rejects.toMatchObject({
      code: "conflict",
      details: { versions: [{ field: "phone", mine: "0499000000", theirs: "0467000000", base: null }] },
    });
    expect(await getInstitution(actor, id)).toMatchObject({ phone: "0467000000" });
  }
});
