import { z } from "zod";
import { operation } from "#app/api/operation.ts";
import { filterOf, narrowingQuery } from "#app/api/narrowing.ts";
import { pageOf } from "#app/api/paging.ts";
import { institutionChange, institutionInput, KIND_NAMES } from "#app/institutions/institution.ts";
import {
  createInstitution,
  getInstitution,
  listInstitutions,
  updateInstitution,
} from "#app/institutions/institutions.server.ts";

const text = z.string().nullable();

const answer = z
  .object({
    id: z.uuid(),
    name: z.string(),
    kind: z.enum(KIND_NAMES),
    ...{ acronym: text, siren: text, siret: text, territoryCode: text },
    ...{ email: text, phone: text, website: text },
    departement: text.meta({ description: "Son code : « 34 »." }),
    population: z.int().nullable(),
    source: z.string().meta({ description: "D’où viennent les faits, et de quand : « vintage »." }),
    vintage: z.string(),
    own: z.boolean().meta({ description: "Ajoutée par le produit, ou de l’annuaire partagé." }),
  })
  .meta({ id: "Institution" });

const duplicate = z.object({ id: z.uuid(), name: z.string() });

export const list = operation({
  summary:
    "Les institutions de France, et celles du produit, par nom ; avec « q », les meilleures réponses d’abord",
  role: "reader",
  query: narrowingQuery,
  answer: pageOf(answer),
  run: ({ actor, query: { q, limit, cursor, ...narrowing } }) =>
    listInstitutions(actor, { q, limit, cursor, filter: filterOf(narrowing) }),
});

export const create = operation({
  summary: "Ajouter une institution au produit",
  description:
    "Un SIREN ou un SIRET déjà là est refusé (409) ; un nom qui ressemble ne l’est pas, et revient dans « possibleDuplicates ».",
  role: "deployer",
  body: institutionInput,
  example: {
    name: "Association des irrigants de l’Hérault",
    kind: "association",
    acronym: "AIH",
    siren: "123456782",
    email: "contact@irrigants.example",
    phone: "04 67 00 00 00",
    website: "https://irrigants.example",
  },
  answer: answer.extend({ possibleDuplicates: z.array(duplicate).optional() }),
  refusals: ["conflict"],
  run: async ({ actor, body }) => {
    const { possibleDuplicates, ...institution } = await createInstitution(actor, body);
    return possibleDuplicates.length > 0 ? { ...institution, possibleDuplicates } : institution;
  },
});

export const read = operation({
  summary: "Une institution, telle que le produit la voit",
  role: "reader",
  answer,
  run: ({ actor, id }) => getInstitution(actor, id),
});

export const update = operation({
  summary: "Corriger une institution",
  description:
    "De l’annuaire partagé, seuls le nom, le sigle et les coordonnées se corrigent, pour le produit seul.",
  role: "deployer",
  body: institutionChange,
  example: { phone: "04 67 00 00 01" },
  answer,
  refusals: ["conflict"],
  run: ({ actor, id, body }) => updateInstitution(actor, id, body),
});
