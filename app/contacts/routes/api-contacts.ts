import { z } from "zod";
import { filterOf, narrowingQuery } from "#app/api/narrowing.ts";
import { operation } from "#app/api/operation.ts";
import { pageOf } from "#app/api/paging.ts";
import { contactChange, contactInput } from "#app/contacts/contact.ts";
import { createContact, getContact, listContacts, updateContact } from "#app/contacts/contacts.server.ts";
import { bothFilters } from "#app/filters/filter.ts";
import { getInstitution } from "#app/institutions/institutions.server.ts";

const text = z.string().nullable();

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
    if (institutionId === undefined) return listContacts(actor, { q, limit, cursor, filter });
    const { id } = await getInstitution(actor, institutionId);
    const there = { field: "institutionId", op: "is" as const, value: id };
    return listContacts(actor, { q, limit, cursor, filter: bothFilters(filter, there) });
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
    const { possibleDuplicates, ...contact } = await createContact(actor, body);
    return possibleDuplicates.length > 0 ? { ...contact, possibleDuplicates } : contact;
  },
});

export const read = operation({
  summary: "Un contact",
  role: "reader",
  answer,
  run: ({ actor, id }) => getContact(actor, id),
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
  run: ({ actor, id, body }) => updateContact(actor, id, body),
});
