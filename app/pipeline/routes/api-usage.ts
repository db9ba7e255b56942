import { z } from "zod";
import { operation } from "#app/api/operation.ts";
import { pageOf, pageQuery } from "#app/api/paging.ts";
import { USAGE_MAX, usageOfSchema } from "#app/pipeline/usage.ts";
import { listUsage, putUsages } from "#app/pipeline/usage.server.ts";

const fact = z
  .object({
    id: z.uuid(),
    institutionId: z.uuid(),
    metric: z.string(),
    date: z.iso.date(),
    value: z.number(),
    source: z.string().nullable(),
  })
  .meta({ id: "UsageFact" });

const several = z.object({
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  items: z.array(fact),
});

export const list = operation({
  summary: "Les chiffres d’usage, du plus récent au plus ancien",
  role: "reader",
  query: pageQuery.extend({
    institutionId: z.string().optional().meta({ description: "Ceux de cette institution seule." }),
  }),
  answer: pageOf(fact),
  refusals: ["not_found"],
  run: ({ actor, query }) => listUsage(actor, query),
});

export const put = operation({
  summary: "Dire un usage constaté, ou jusqu’à 1 000",
  description:
    "Un chiffre par institution, par mesure et par jour : le redire ne change rien, le dire autrement le corrige. Un seul répond le chiffre ; une liste, ce qui a changé.",
  role: "deployer",
  body: z.union([
    z
      .array(usageOfSchema)
      .min(1, "Donnez au moins un chiffre.")
      .max(USAGE_MAX, "Pas plus de 1 000 chiffres à la fois."),
    usageOfSchema,
  ]),
  example: {
    institutionId: "0b6f3c1e-6d0f-4c64-9a53-2f7a1c0d9e11",
    ...{ metric: "visites", date: "2026-09-30", value: 412 },
  },
  answer: z.union([fact, several]),
  refusals: ["not_found"],
  run: async ({ actor, body }) => {
    const { facts, ...counts } = await putUsages(actor, [body].flat());
    return Array.isArray(body) ? { ...counts, items: facts } : facts[0]!;
  },
});
