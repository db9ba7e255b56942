import { z } from "zod";
import { operation } from "#app/api/operation.ts";
import { pageOf, pageQuery } from "#app/api/paging.ts";
import { isoDay } from "#app/ui/format.ts";
import { daySchema, newOpportunitySchema, opportunityChangeSchema } from "#app/pipeline/opportunity.ts";
import {
  createOpportunity,
  getOpportunity,
  listOpportunities,
  updateOpportunity,
} from "#app/pipeline/opportunities.server.ts";

/** A day, or a moment, which is taken for its day in France. */
const day = z.preprocess(
  (value) =>
    z.iso.datetime({ offset: true }).safeParse(value).success ? isoDay(new Date(value as string)) : value,
  daySchema,
);
const changes = {
  nextActionAt: day
    .optional()
    .meta({ description: "Un jour, ou un moment dont est gardé le jour en France." }),
};

const answer = z
  .object({
    id: z.uuid(),
    institutionId: z.uuid(),
    institutionName: z.string(),
    departement: z.string().nullable().meta({ description: "Son code : « 34 »." }),
    stage: z.string().meta({ description: "Le nom de l’étape." }),
    stageId: z.uuid(),
    stageKind: z.enum(["open", "won", "dormant", "lost"]),
    stageSince: z.iso.datetime(),
    nextAction: z.string().nullable(),
    nextActionAt: z.iso.date().nullable(),
    nextActionOwner: z.enum(["us", "them"]).nullable().meta({ description: "Qui la doit : nous, ou eux." }),
    reach: z.int().nullable(),
    ownerId: z.string().nullable(),
    wakeOn: z.iso.date().nullable(),
    lostReason: z.string().nullable(),
    createdAt: z.iso.datetime(),
    version: z.int().meta({ description: "À redonner dans un PATCH, qui refuse alors d’écraser." }),
  })
  .meta({ id: "Opportunity" });

type Opportunity = Awaited<ReturnType<typeof getOpportunity>>;
const view = ({ departementCode, ...opportunity }: Opportunity) => ({
  ...opportunity,
  departement: departementCode,
});

export const list = operation({
  summary: "Les partenariats, du plus récent au plus ancien",
  role: "reader",
  query: pageQuery.extend({
    stage: z
      .string()
      .max(200)
      .optional()
      .meta({ description: "Le nom d’une étape, son id, ou ce qu’elle prouve (« volunteer »)." }),
  }),
  answer: pageOf(answer),
  run: async ({ actor, query }) => {
    const { items, nextCursor } = await listOpportunities(actor, query);
    return { items: items.map(view), nextCursor };
  },
});

export const create = operation({
  summary: "Mettre une institution dans le pipeline",
  description: "Une institution qui y est déjà est refusée, avec l’id de son partenariat.",
  role: "deployer",
  body: newOpportunitySchema.omit({ ownerId: true }).extend(changes),
  example: {
    institutionId: "0b6f3c1e-6d0f-4c64-9a53-2f7a1c0d9e11",
    stage: "À contacter",
    nextAction: "Appeler le service agricole",
    nextActionAt: "2027-01-15",
    reach: 120,
  },
  answer,
  refusals: ["not_found", "conflict"],
  run: async ({ actor, body }) => view(await createOpportunity(actor, body)),
});

export const read = operation({
  summary: "Un partenariat",
  role: "reader",
  answer,
  run: async ({ actor, id }) => view(await getOpportunity(actor, id)),
});

export const update = operation({
  summary: "Changer l’étape, la prochaine action, la portée…",
  description: "Une étape qui dort demande « wakeOn » ; une étape perdue, « lostReason ».",
  role: "deployer",
  body: opportunityChangeSchema.omit({ ownerId: true }).extend(changes),
  example: { stage: "Rendez-vous", nextAction: "Préparer la visite", nextActionAt: "2027-02-01" },
  answer,
  refusals: ["conflict"],
  run: async ({ actor, id, body }) => view(await updateOpportunity(actor, id, body)),
});
