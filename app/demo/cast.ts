import type { DecisionRole } from "#app/db/generated/client.ts";
import type { Exchange } from "./exchanges.ts";
import type { NextAction } from "./next-actions.ts";
import type { Named, Weight } from "./people.ts";
import type { StageKey } from "./stages.ts";

/** What is written by hand of an institution's part; the rest is drawn. */
export type Part = {
  stage: StageKey;
  /** Days at this stage. */
  daysAgo: number;
  reach?: number;
  people: Named[];
  next?: NextAction;
  exchanges?: Exchange[];
  /** Days until it is to be called again. */
  wakeInDays?: number;
};

/** The institutions whose story is told by name: « ddt:34 ». */
export const CAST: Record<string, Part> = {
  "ddt:34": {
    ...{ stage: "meeting", daysAgo: 12, reach: 6840, next: ours("Rappeler Hélène Castaing", -4) },
    people: [
      ["Hélène", "Castaing", "Cheffe du service agriculture", weight("decides", 5, 4)],
      ["Karim", "Bensaïd", "Chargé de mission PAC", weight("prescribes", 3, 5)],
    ],
    exchanges: [
      outbound(26, "call", "Reçoit bien l’appel. Les permanences d’avril débordent : veut voir l’outil."),
      inbound(13, "Nous avons 6 800 exploitants et des permanences saturées : oui pour une présentation."),
      {
        ...{ daysAgo: 12, kind: "meeting", direction: null, who: 0, also: [1] },
        summary:
          "Visioconférence, 45 min. Trois attentes : import des dossiers PAC, message aux exploitants, formation de deux agents.",
      },
      outbound(4, "call", "Sans réponse. Message laissé au secrétariat ; rentre de déplacement lundi."),
    ],
  },
  "ddt:85": {
    ...{ stage: "volunteer", daysAgo: 11, reach: 6020, next: ours("Confirmer le test avec Maud Tessier", 0) },
    people: [
      ["Maud", "Tessier", "Cheffe du service agriculture"],
      ["Yoann", "Guéry", "Chargé de mission PAC"],
    ],
    exchanges: [
      outbound(
        33,
        "call",
        "Deux agents pour toutes les déclarations de la côte : veut un essai dès l’hiver.",
      ),
      {
        ...{ daysAgo: 24, kind: "meeting", direction: null, who: 0, also: [1] },
        summary: "Présentation au service, une heure. Le test porterait sur douze exploitations.",
      },
      inbound(11, "Accord de la direction : nous sommes volontaires."),
      { ...inbound(1, "Le test de mardi tient-il toujours ? Pouvons-nous en parler avant ?"), unread: true },
    ],
  },
  "ddt:63": {
    ...{ stage: "volunteer", daysAgo: 26, reach: 5680 },
    next: theirs("Relancer la convention avec Nadia Ferrand", -8),
    people: [["Nadia", "Ferrand", "Directrice adjointe"]],
  },
  "ddt:29": {
    ...{ stage: "meeting", daysAgo: 6, reach: 6900 },
    next: ours("Envoyer le compte rendu à Étienne Kerbrat", -1),
    people: [["Étienne", "Kerbrat", "Chef du service économie agricole"]],
  },
  "ddt:03": {
    ...{
      stage: "meeting",
      daysAgo: 3,
      reach: 4980,
      next: at(11, ours("Présenter Parcelle à Sofia Marquet", 0)),
    },
    people: [["Sofia", "Marquet", "Cheffe du service agriculture"]],
  },
  "ddt:12": {
    ...{
      stage: "meeting",
      daysAgo: 8,
      reach: 8310,
      next: ours("Préparer la visioconférence avec Luc Cazals", 2),
    },
    people: [["Luc", "Cazals", "Chef du service agriculture"]],
  },
  "ddt:24": {
    ...{ stage: "contact", daysAgo: 9, reach: 7240, next: at(9.5, ours("Appeler Paul Estève", 0)) },
    people: [["Paul", "Estève", "Chef du service économie agricole"]],
  },
  "ddt:13": {
    ...{ stage: "contacted", daysAgo: 19, reach: 4120, next: ours("Envoyer la notice à Luc Arnaud", 1) },
    people: [["Luc", "Arnaud", "Chef du service agriculture"]],
  },
  "ddt:32": {
    ...{ stage: "contacted", daysAgo: 19, reach: 6150, next: ours("Écrire à Anne Delmas", 0) },
    people: [
      ["Bruno", "Lavergne", "Chef du service agriculture"],
      ["Anne", "Delmas", "Cheffe de l’unité aides directes"],
    ],
    exchanges: [
      outbound(19, "call", "Le sujet est suivi par une autre unité depuis septembre."),
      {
        ...inbound(1, "Je transmets à ma collègue Anne Delmas, qui suit désormais les aides."),
        unread: true,
      },
    ],
  },
  "ddt:58": {
    ...{ stage: "contacted", daysAgo: 34, reach: 2950, next: ours("Appeler le standard", 13) },
    people: [["Gérard", "Monet", "Chef du service économie agricole"]],
  },
  "ddt:26": {
    ...{
      stage: "deployed",
      daysAgo: 18,
      reach: 4760,
      next: theirs("Recevoir les retours de Bastien Roche", 3),
    },
    people: [["Bastien", "Roche", "Chargé de mission PAC"]],
  },
  "ddt:89": {
    ...{ stage: "deployed", daysAgo: 31, reach: 3480, next: ours("Recueillir les premiers usages", 7) },
    people: [["Mireille", "Gaudin", "Cheffe du service économie agricole"]],
  },
  "ddt:56": {
    ...{ stage: "active", daysAgo: 40, reach: 6610, next: ours("Recueillir les usages du mois", 9) },
    people: [
      ["Ronan", "Le Dantec", "Chef du service agriculture", weight("decides", 4, 5)],
      ["Awa", "Sarr", "Référente télédéclaration", weight("uses", 2, 5)],
    ],
  },
  "ddt:51": {
    ...{ stage: "dormant", daysAgo: 22, reach: 7390, wakeInDays: 3 },
    people: [["Odile", "Grangier", "Directrice adjointe", weight("influences", 3, 4)]],
  },
  "ddt:15": {
    ...{ stage: "dormant", daysAgo: 38, reach: 4010, wakeInDays: 90 },
    people: [["Jean-Marc", "Vialle", "Chef du service économie agricole"]],
  },
  "daaf:971": {
    ...{ stage: "contact", daysAgo: 4, reach: 6530, next: ours("Trouver la bonne personne", 2) },
    people: [],
  },
  "daaf:974": {
    ...{
      stage: "meeting",
      daysAgo: 15,
      reach: 5100,
      next: ours("Préparer la visioconférence avec Ivan Hoarau", 9),
    },
    people: [["Ivan", "Hoarau", "Chef du service économie agricole"]],
  },
};

/** Never touched, though full of farmers: the first white spots of the map. */
export const WHITE_SPOTS = ["ddt:64", "ddt:40", "ddt:49"];

function ours(title: string, dueInDays: number): NextAction {
  return { title, dueInDays, owedBy: "us" };
}

/** At an hour of that day. */
function at(hour: number, action: NextAction): NextAction {
  return { ...action, dueMinute: hour * 60 };
}

function weight(decisionRole: DecisionRole, influence: number, interest: number): Weight {
  return { decisionRole, influence, interest };
}

function theirs(title: string, dueInDays: number): NextAction {
  return { title, dueInDays, owedBy: "them" };
}

function outbound(daysAgo: number, kind: "call" | "email", summary: string): Exchange {
  return { daysAgo, kind, direction: "outbound", summary, who: 0 };
}

function inbound(daysAgo: number, summary: string): Exchange {
  return { daysAgo, kind: "email", direction: "inbound", summary, who: 0 };
}
