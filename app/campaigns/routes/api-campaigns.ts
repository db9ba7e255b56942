import { z } from "zod";
import { operation } from "#app/api/operation.ts";
import { pageOf, pageQuery } from "#app/api/paging.ts";
import { CAMPAIGN_STATES } from "#app/campaigns/campaign-state.ts";
import { campaignInput } from "#app/campaigns/campaign.ts";
import { createCampaign, getCampaign, listCampaigns } from "#app/campaigns/campaigns.server.ts";
import { pauseCampaign, resumeCampaign } from "#app/campaigns/control.server.ts";
import { launchCampaign } from "#app/campaigns/launch.server.ts";
import { listCampaignMessages } from "#app/campaigns/messages.server.ts";
import { campaignResults } from "#app/campaigns/results.server.ts";
import { MESSAGE_STATES, type MessageState } from "#app/outbox/outbox.ts";

const line = z
  .object({
    id: z.uuid(),
    name: z.string(),
    state: z.enum(CAMPAIGN_STATES),
    mailboxId: z.uuid().nullable(),
    createdAt: z.date(),
    launchedAt: z.date().nullable(),
    finishedAt: z.date().nullable(),
  })
  .meta({ id: "CampaignLine" });

const answer = line
  .extend({
    subject: z.string(),
    text: z.string(),
    contactIds: z.array(z.uuid()).optional(),
    filter: z.unknown().optional(),
  })
  .meta({ id: "Campaign" });

const messageState = z.enum(MESSAGE_STATES as [MessageState, ...MessageState[]]);
const message = z
  .object({
    id: z.uuid(),
    contactId: z.uuid().nullable().meta({ description: "Nul quand le contact a été effacé depuis." }),
    email: z.string(),
    state: messageState,
    sentAt: z.date().nullable(),
    reply: z
      .string()
      .nullable()
      .meta({ description: "Les derniers mots du serveur, ou pourquoi rien n’est parti." }),
  })
  .meta({ id: "Message" });

const warning = z.object({ code: z.string(), message: z.string(), contactIds: z.array(z.uuid()).optional() });

export const list = operation({
  summary: "Les campagnes, de la plus récente à la plus ancienne",
  role: "reader",
  query: pageQuery.extend({ state: z.enum(CAMPAIGN_STATES).optional() }),
  answer: pageOf(line),
  run: ({ actor, query }) => listCampaigns(actor, query),
});

export const create = operation({
  summary: "Préparer une campagne : rien ne part avant son lancement",
  role: "deployer",
  body: campaignInput,
  example: {
    name: "Découverte de Parcelle",
    subject: "Parcelle, pour {{ institution.nom }}",
    text: "Bonjour {{ contact.prenom }},\n\nAuriez-vous un quart d’heure ?\n\n{{ expediteur.nom }}",
    mailboxId: "5d1c2b9a-7e4f-4a38-8c06-1b2d3e4f5a60",
    contactIds: ["7c9e6679-7425-40de-944b-e07fc1f90ae7"],
  },
  answer,
  refusals: ["not_found"],
  run: ({ actor, body }) => createCampaign(actor, body),
});

export const read = operation({
  summary: "Une campagne",
  role: "reader",
  answer,
  run: ({ actor, id }) => getCampaign(actor, id),
});

export const launch = operation({
  summary: "Lancer : le registre tient chaque destinataire dès la réponse",
  description:
    "Refusé (409, la liste dans `blocking`) sans boîte, sans destinataire ou sans expéditeur ; le reste est dans `warnings`.",
  role: "deployer",
  answer: answer.extend({ enrolled: z.int(), excluded: z.int(), warnings: z.array(warning) }),
  refusals: ["conflict"],
  run: async ({ actor, id }) => {
    const { campaign, ...launched } = await launchCampaign(actor, id);
    return { ...campaign, ...launched };
  },
});

export const pause = operation({
  summary: "Suspendre les envois",
  role: "deployer",
  answer,
  refusals: ["conflict"],
  run: ({ actor, id }) => pauseCampaign(actor, id),
});

export const resume = operation({
  summary: "Reprendre les envois",
  role: "deployer",
  answer,
  refusals: ["conflict"],
  run: ({ actor, id }) => resumeCampaign(actor, id),
});

export const results = operation({
  summary: "Ce qu’est devenue une campagne, en nombres",
  role: "reader",
  answer: z
    .object({ state: z.enum(CAMPAIGN_STATES), enrolled: z.int(), excluded: z.int() })
    .extend(
      Object.fromEntries(MESSAGE_STATES.map((state) => [state, z.int()])) as Record<MessageState, z.ZodInt>,
    )
    .extend({ funnel: z.array(z.object({ key: z.string(), count: z.int(), of: z.int().nullable() })) })
    .meta({ id: "Results" }),
  run: ({ actor, id }) => campaignResults(actor, id),
});

export const messages = operation({
  summary: "Le registre : qui, dans quel état, avec les mots du serveur",
  role: "reader",
  query: pageQuery.extend({ state: messageState.optional() }),
  answer: pageOf(message),
  run: ({ actor, id, query }) => listCampaignMessages(actor, id, query),
});
