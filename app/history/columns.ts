import { SENTIMENT_LABELS } from "#app/day/reply.ts";
import { OUTCOME_LABELS } from "#app/interactions/interaction.ts";

/** How a column's values are told. */
type Told = "text" | "number" | "day" | "moment" | "name" | "flag" | { of: Record<string, string> };
export type Column = { label: string; told: Told };

const text = (label: string): Column => ({ label, told: "text" });
const named = (label: string): Column => ({ label, told: "name" });
const day = (label: string): Column => ({ label, told: "day" });

const KINDS = { call: "un appel", email: "un courriel", meeting: "une réunion", event: "un événement" };
export const INTERACTION_WORDS: Record<string, string> = { ...KINDS, user_test: "un test", note: "une note" };

const ROLE_WORDS = {
  ...{
    decides: "décide",
    prescribes: "prescrit",
    influences: "influence",
    uses: "utilise",
    blocks: "bloque",
  },
};

/** The columns somebody reads, each with its article; those of the machinery are not told. */
export const COLUMNS: Record<string, Record<string, Column>> = {
  Institution: {
    ...{ name: text("le nom"), acronym: text("le sigle"), siren: text("le SIREN"), siret: text("le SIRET") },
    ...{ territoryCode: text("le territoire"), email: text("le courriel"), phone: text("le téléphone") },
    ...{
      website: text("le site"),
      address: text("l’adresse"),
      population: { label: "la population", told: "number" },
    },
  },
  Account: {
    ...{ ownerId: named("le responsable du suivi"), tags: text("les étiquettes") },
    keyAccount: { label: "le suivi comme grand compte", told: "flag" },
    cadenceDays: { label: "la cadence, en jours", told: "number" },
    ...{ stakes: text("les enjeux"), sponsors: text("les appuis"), risks: text("les risques") },
    nextSteps: text("les prochaines étapes"),
  },
  Contact: {
    ...{ firstName: text("le prénom"), lastName: text("le nom"), note: text("la note") },
    opposedAt: { label: "l’opposition", told: "moment" },
    mergedIntoId: named("la fiche à laquelle celle-ci est réunie"),
  },
  Position: {
    ...{ function: text("la fonction"), institutionId: named("l’institution") },
    ...{ validFrom: day("le début du poste"), validTo: day("la fin du poste") },
    ...{ contactId: named("le contact"), primary: { label: "le poste principal", told: "flag" } },
    decisionRole: { label: "le rôle dans la décision", told: { of: ROLE_WORDS } },
    influence: { label: "l’influence", told: "number" },
    interest: { label: "l’intérêt", told: "number" },
  },
  Address: {
    ...{ value: text("l’adresse"), source: text("la source"), validTo: day("la fin de validité") },
    primary: { label: "l’adresse principale", told: "flag" },
    contactId: named("le contact"),
  },
  Opportunity: {
    ...{
      stageId: named("l’étape"),
      ownerId: named("le responsable"),
      reach: { label: "la portée", told: "number" },
    },
    ...{ wakeOn: day("la date du retour"), lostReason: text("le motif"), source: text("la source") },
  },
  Task: {
    ...{ title: text("la prochaine action"), dueOn: day("l’échéance"), assigneeId: named("qui s’en charge") },
    owedBy: { label: "qui doit agir", told: { of: { us: "nous", them: "eux" } } },
    doneAt: { label: "la fin de l’action", told: "moment" },
    kind: { label: "la forme de l’action", told: { of: INTERACTION_WORDS } },
  },
  UsageFact: {
    ...{ metric: text("ce qui est compté"), date: day("le jour du chiffre") },
    value: { label: "le chiffre d’usage", told: "number" },
  },
  Interaction: {
    ...{
      summary: text("le résumé"),
      happenedAt: { label: "la date", told: "moment" },
      contactId: named("le contact"),
    },
    kind: { label: "le type", told: { of: INTERACTION_WORDS } },
    outcome: { label: "le résultat", told: { of: OUTCOME_LABELS } },
    durationMinutes: { label: "la durée", told: "number" },
    sentiment: { label: "ce que dit la réponse", told: { of: SENTIMENT_LABELS } },
    handledAt: { label: "la lecture", told: "moment" },
  },
  Campaign: { name: text("le nom"), mailboxId: named("la boîte d’envoi") },
  Variant: { subject: text("l’objet"), text: text("le message") },
  Mailbox: {
    name: text("le nom"),
    ...{ fromAddress: text("l’adresse"), signature: text("la signature") },
    ...{ captureAddress: text("l’adresse de capture"), journalAddress: text("l’adresse de journal") },
    dailyCap: { label: "le plafond du jour", told: "number" },
    pausedAt: { label: "la pause", told: "moment" },
    trippedAt: { label: "le disjoncteur", told: "moment" },
    removedAt: { label: "le retrait", told: "moment" },
  },
  Stage: { name: text("le nom de l’étape"), position: { label: "la place de l’étape", told: "number" } },
  Product: {
    ...{ name: text("le nom"), tagline: text("l’accroche"), reachUnit: text("l’unité de la portée") },
    ...{ legalName: text("l’organisme"), legalAddress: text("l’adresse de l’organisme") },
    ...{ legalContact: text("le contact légal"), legalBasis: text("la base légale") },
    callScript: text("le script d’appel"),
  },
};

/** What is made or removed, with its article. */
export const THINGS: Record<string, string> = {
  ...{ Institution: "l’institution", Contact: "le contact", Position: "un poste", Address: "une adresse" },
  ...{ Campaign: "la campagne", Mailbox: "la boîte d’envoi", Stage: "une étape", Relation: "un lien" },
  UsageFact: "un chiffre d’usage",
  ...{ Product: "le produit", Interaction: "un échange" },
};
