import { z } from "zod";
import { filterOf, narrowingQuery } from "#app/api/narrowing.ts";
import { operation } from "#app/api/operation.ts";
import { pageOf } from "#app/api/paging.ts";
import type { Actor } from "#app/auth/actor.ts";
import { withPositions } from "#app/contacts/api-positions.server.ts";
import { type Contact, contactChange, contactInput } from "#app/contacts/contact.ts";
import { createContact, getContact, listContacts, updateContact } from "#app/contacts/contacts.server.ts";
import { DECISION_ROLES } from "#app/contacts/position.ts";
import { bothFilters } from "#app/filters/filter.ts";
import { getInstitution } from "#app/institutions/institutions.server.ts";

const text = z.string().nullable();

const position = z.object({
  ...{ id: z.uuid(), institutionId: z.uuid(), function: text, primary: z.boolean() },
  decisionRole: z.enum(DECISION_ROLES).nullable(),
  influence: z.number().int().nullable().meta({ description: "De 1 à 5." }),
  interest: z.number().int().nullable().meta({ description: "De 1 à 5." }),
  validFrom: z.iso.date().nullable(),
  validTo: z.iso.date().nullable().meta({ description: "Vide : le poste est tenu aujourd’hui." }),
});

const answer = z
  .object({
    id: z.uuid(),
    ...{ firstName: text, lastName: text, email: text, phone: text, function: text },
    institutionId: z.uuid().nullable(),
    institutionName: text,
    source: text.meta({ description: "D’où vient son adresse." }),
    collectedAt: z.date().nullable().meta({ description: "Quand elle a été recueillie." }),
    opposedAt: z.date().nullable().meta({ description: "Le jour de son opposition : on ne lui écrit plus." }),
    role: z.boolean().meta({ description: "L’adresse d’une fonction, pas d’une personne." }),
    positions: z.array(position).meta({ description: "Ses postes, ceux d’aujourd’hui d’abord." }),
  })
  .meta({ id: "Contact" });

const duplicate = z.object({ id: z.uuid(), name: z.string(), why: z.enum(["email", "name"]) });

export const list = operation({
  summary: "Les contacts du produit, par nom ; avec « q », les meilleures réponses d’abord",
  description: "« kind » et « departement » sont ceux de leur institution.",
  role: "reader",
  query: narrowingQuery.extend({ institutionId: z.string().optional() }),
  answer: pageOf(answer),
  refusals: ["not_found"],
  run: async ({ actor, query: { q, limit, cursor, institutionId, ...narrowing } }) => {
    const filter = filterOf(narrowing);
    if (institutionId === undefined)
      return posted(actor, await listContacts(actor, { q, limit, cursor, filter }));
    const { id } = await getInstitution(actor, institutionId);
    const there = { field: "institutionId", op: "is" as const, value: id };
    return posted(actor, await listContacts(actor, { q, limit, cursor, filter: bothFilters(filter, there) }));
  },
});

export const create = operation({
  summary: "Ajouter un contact",
  description:
    "Un nom ou un courriel suffit. Qui lui ressemble revient dans « possibleDuplicates », sans refus.",
  role: "deployer",
  body: contactInput,
  example: {
    firstName: "Hélène",
    lastName: "Castaing",
    email: "helene.castaing@herault.example",
    phone: "04 67 00 00 00",
    function: "Cheffe du service agricole",
    institutionId: "0b6f3c1e-6d0f-4c64-9a53-2f7a1c0d9e11",
    source: "rencontre au salon",
  },
  answer: answer.extend({ possibleDuplicates: z.array(duplicate).optional() }),
  refusals: ["not_found"],
  run: async ({ actor, body }) => {
    const { possibleDuplicates, ...created } = await createContact(actor, body);
    const contact = await one(actor, created);
    return possibleDuplicates.length > 0 ? { ...contact, possibleDuplicates } : contact;
  },
});

export const read = operation({
  summary: "Un contact",
  role: "reader",
  answer,
  run: async ({ actor, id }) => one(actor, await getContact(actor, id)),
});

export const update = operation({
  summary: "Changer un contact",
  description:
    "Une autre institution est un autre poste, daté ; une ancienne adresse reste, pour reconnaître une réponse.",
  role: "deployer",
  body: contactChange,
  example: {
    function: "Directrice adjointe",
    email: "h.castaing@herault.example",
    source: "appel téléphonique",
  },
  answer,
  run: async ({ actor, id, body }) => one(actor, await updateContact(actor, id, body)),
});

async function posted<Page extends { items: Contact[] }>(actor: Actor, page: Page) {
  return { ...page, items: await withPositions(actor, page.items) };
}

async function one(actor: Actor, contact: Contact) {
  const [whole] = await withPositions(actor, [contact]);
  return whole!;
}
