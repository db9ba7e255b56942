import type { HeldBack } from "#app/pressure/quiet.ts";
import { formatDate, formatNumber, plural } from "#app/ui/format.ts";
import { type Exclusion, type ExclusionGroup, groupExclusions } from "./exclusion.ts";
import { type LetterFacts, letterLines } from "./letter-checks.ts";
import type { LetterFault } from "./letter-faults.ts";

/** All that the check looks at. */
export type LaunchFacts = LetterFacts & {
  /** null: none chosen. `server` false: it has lost the SMTP server it wrote by. `local`: nobody receives anything. */
  mailbox: { server: boolean; local: boolean; paused: boolean } | null;
  /** Who writes, as the law wants it in every message: the product's `legalName`. */
  senderIdentity: string | null;
  footerConfirmed: boolean;
  recipients: { contactId: string; institutionId: string | null }[];
  excluded: Exclusion[];
  /** What is wrong with one of the messages, for everyone. */
  faults: LetterFault[];
  /** Whose messages a quiet period holds back. */
  quiet: HeldBack[];
  /** Institutions of the recipients written to in the last 30 days, by this product and by the others: counts only. */
  solicited: { ours: number; others: number };
};

/** One line of the check. `contactIds`: the people it is about; `variantId`: the message where it is mended. */
export type CheckLine = { code: string; message: string; contactIds?: string[]; variantId?: string };
export type PreLaunchCheck = { blocking: CheckLine[]; warnings: CheckLine[] };

/** What forbids the launch, and what whoever launches has to know. */
export function checkBeforeLaunch(facts: LaunchFacts): PreLaunchCheck {
  const blocking = [...mailboxFaults(facts), ...identityFaults(facts), ...facts.faults, ...nobodyLeft(facts)];
  const warnings = [
    ...groupExclusions(facts.excluded).map(exclusionLine),
    ...footerLines(facts),
    ...pausedLines(facts),
    ...localLines(facts),
    ...crowdLines(facts),
    ...quietLines(facts),
    ...solicitedLines(facts),
    ...letterLines(facts).filter(({ code }) => code !== "volunteers_closed" || !isClosed(facts)),
  ];
  return { blocking, warnings };
}

/** Already said, as what forbids the launch. */
const isClosed = ({ faults }: LaunchFacts) => faults.some(({ code }) => code === "no_volunteer_page");

function mailboxFaults({ mailbox }: LaunchFacts): CheckLine[] {
  if (!mailbox)
    return [{ code: "no_mailbox", message: "Aucune boîte d’envoi n’est choisie. Choisissez-en une." }];
  if (mailbox.server) return [];
  const message =
    "La boîte d’envoi n’a plus de serveur SMTP, et l’instance n’en a pas non plus. Réglez-en un dans Réglages, Boîtes.";
  return [{ code: "no_server", message }];
}

function identityFaults({ senderIdentity }: LaunchFacts): CheckLine[] {
  if (senderIdentity?.trim()) return [];
  const message =
    "Le message ne dit pas qui écrit. Indiquez l’organisme dans Réglages, Mentions des courriels.";
  return [{ code: "no_sender_identity", message }];
}

/** Why, the warnings say: everyone is among them. */
function nobodyLeft({ recipients, excluded }: LaunchFacts): CheckLine[] {
  if (recipients.length > 0) return [];
  const contactIds = excluded.map(({ contactId }) => contactId);
  return [{ code: "nobody_left", message: "Il ne reste personne à qui écrire.", contactIds }];
}

function exclusionLine({ contactIds, ...group }: ExclusionGroup): CheckLine {
  return { code: group.reason, message: exclusionSentence(group, contactIds.length), contactIds };
}

/** A whole sentence: it is read out of its page, in an API answer as in a confirmation. */
function exclusionSentence(
  { reason, detail = "", place }: Omit<ExclusionGroup, "contactIds">,
  count: number,
): string {
  const people = plural(count, "personne");
  const names = detail.split(", ").map((name) => `{{ ${name} }}`);
  const fields = `${names.join(", ")}${place ? ` (${place})` : ""}`;
  const not = count > 1 ? "ne recevront rien" : "ne recevra rien";
  const sentences: Record<ExclusionGroup["reason"], string> = {
    deleted: `${plural(count, "contact")} de la liste ${count > 1 ? "n’existent" : "n’existe"} plus.`,
    no_address: `${people} sans adresse électronique ${not}.`,
    opposed: `${people} ${count > 1 ? "se sont opposées" : "s’est opposée"} à recevoir des messages et ${not}.`,
    duplicate: `${plural(count, "contact")} ${count > 1 ? "ont" : "a"} l’adresse d’un autre de la liste : un seul message part à chaque adresse.`,
    in_sequence: `${people} ${count > 1 ? "sont" : "est"} déjà dans une campagne en cours et ${not}.`,
    stage_reached: `L’institution de ${people} a déjà atteint l’étape qui arrête la campagne : ${not}.`,
    pressure: `L’institution de ${people} a été assez sollicitée (${detail}) : ${not}.`,
    recently_solicited: `L’institution de ${people} a été sollicitée récemment, ${detail} : ${not}.`,
    colleague_chosen: `${people} ${not} : quelqu’un d’autre est choisi dans la même institution.`,
    missing_field: `${people} sans valeur pour ${fields} ${not} : complétez ${count > 1 ? "leurs fiches" : "sa fiche"}, ou écrivez un repli dans le message.`,
  };
  return sentences[reason];
}

function footerLines({ senderIdentity, footerConfirmed }: LaunchFacts): CheckLine[] {
  if (!senderIdentity || footerConfirmed) return [];
  const message =
    "Les mentions légales du pied de page n’ont pas été confirmées par un administrateur (Réglages, Mentions des courriels).";
  return [{ code: "footer_unconfirmed", message }];
}

function pausedLines({ mailbox }: LaunchFacts): CheckLine[] {
  if (!mailbox?.paused) return [];
  return [
    { code: "mailbox_paused", message: "La boîte d’envoi est en pause : rien ne partira avant sa reprise." },
  ];
}

function localLines({ mailbox }: LaunchFacts): CheckLine[] {
  if (!mailbox?.local || !mailbox.server) return [];
  const message =
    "Sans serveur SMTP, les messages vont dans la boîte locale : vous les y lirez, personne ne les recevra.";
  return [{ code: "local_only", message }];
}

/** The institution, not the address, is what is solicited. */
function crowdLines({ recipients }: LaunchFacts): CheckLine[] {
  const byInstitution = Map.groupBy(
    recipients.filter(({ institutionId }) => institutionId),
    ({ institutionId }) => institutionId,
  );
  const crowded = [...byInstitution.values()].filter((people) => people.length > 1);
  if (crowded.length === 0) return [];
  const message = `${plural(crowded.length, "institution")} ${crowded.length > 1 ? "recevront" : "recevra"} ce message plusieurs fois (jusqu’à ${formatNumber(Math.max(...crowded.map((people) => people.length)))} personnes dans la même).`;
  return [
    { code: "same_institution", message, contactIds: crowded.flat().map(({ contactId }) => contactId) },
  ];
}

function solicitedLines({ solicited: { ours, others } }: LaunchFacts): CheckLine[] {
  if (ours + others === 0) return [];
  const by = [
    ours > 0 && `${formatNumber(ours)} par votre produit`,
    others > 0 && `${formatNumber(others)} par un autre produit`,
  ].filter(Boolean);
  const message = `Des institutions de la liste ont été sollicitées il y a moins de 30 jours : ${by.join(", ")}.`;
  return [{ code: "recently_solicited", message }];
}

function quietLines({ quiet }: LaunchFacts): CheckLine[] {
  return quiet.map(({ until, names, contactIds }) => {
    const count = contactIds.length;
    const messages = `${plural(count, "message")} ${count > 1 ? "attendront" : "attendra"}`;
    const periods = `${names.length > 1 ? "périodes calmes" : "période calme"} ${names.map((name) => `« ${name} »`).join(", ")}`;
    return {
      ...{ code: "quiet", contactIds },
      message: `${messages} le ${formatDate(new Date(until))} : ${periods}.`,
    };
  });
}

/** The points that nothing is said against: what the check list ticks. */
export function settledPoints({ blocking, warnings }: PreLaunchCheck): string[] {
  const said = new Set([...blocking, ...warnings].map(({ code }) => code));
  return POINTS.filter(({ unless }) => !unless.some((code) => said.has(code))).map(({ point }) => point);
}

const POINTS = [
  {
    point: "Boîte d’envoi et serveur SMTP",
    unless: ["no_mailbox", "no_server", "mailbox_paused", "local_only"],
  },
  {
    point: "Mentions et source de l’adresse",
    unless: ["no_sender_identity", "footer_unconfirmed", "no_postal_address", "no_source"],
  },
  { point: "Désinscription en un clic", unless: [] },
  {
    point: "Chaque champ a sa valeur",
    unless: [
      "nobody_left",
      "empty_message",
      "faulty_message",
      "unknown_field",
      "missing_field",
      "no_volunteer_page",
    ],
  },
  { point: "Aucun doublon, aucune opposition", unless: ["duplicate", "opposed"] },
  { point: "Une personne par institution", unless: ["same_institution"] },
  { point: "Aucune période calme", unless: ["quiet"] },
  { point: "Aucune institution sollicitée depuis 30 jours", unless: ["recently_solicited"] },
];
