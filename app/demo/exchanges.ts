import type { Direction, InteractionKind } from "#app/db/generated/client.ts";
import type { Chance } from "./chance.ts";
import type { Reached, StageKey } from "./stages.ts";

/** What was said, when, and with which of the institution's people. */
export type Exchange = {
  daysAgo: number;
  kind: InteractionKind;
  direction: Direction | null;
  summary: string;
  /** Rank among the people of the institution. */
  who: number;
  /** Who else took part. */
  also?: number[];
  /** Nobody has read it yet: it waits in « Réponses à traiter ». */
  unread?: true;
};

/**
 * What was exchanged on the way to a stage.
 * @param path the stages gone through, each with how many days ago, the oldest first
 */
export function exchangesOf(path: readonly Reached[], people: number, chance: Chance): Exchange[] {
  return path.flatMap(({ stage, daysAgo }, i) => {
    const left = path[i + 1]?.daysAgo ?? 0;
    return SCENES[stage]
      .filter((scene) => chance.happens(scene.percent ?? 100))
      .map(({ after, kind, direction = null, lines, colleague }) => ({
        ...{ daysAgo: daysAgo - after, kind, direction, summary: chance.pick(lines) },
        who: colleague && people > 1 ? 1 : 0,
      }))
      .filter((exchange) => exchange.daysAgo > left);
  });
}

type Scene = {
  /** Days after the stage was reached; negative: what led to it. */
  after: number;
  kind: InteractionKind;
  direction?: Direction;
  lines: string[];
  /** How often, out of 100; always when absent. */
  percent?: number;
  /** With the second person, where there is one. */
  colleague?: true;
};

const SCENES: Record<StageKey, Scene[]> = {
  qualification: [],
  contact: [],
  contacted: [
    {
      ...{ after: 0, kind: "call", direction: "outbound" },
      lines: [
        "Le standard passe le service agriculture, qui demande une présentation écrite.",
        "Bon accueil. Les appels d’avril saturent la ligne ; veut en parler à l’équipe.",
        "Message laissé au secrétariat, retour attendu en fin de semaine.",
        "Sujet déjà évoqué avec la chambre d’agriculture ; rappeler après les contrôles.",
        "Deux agents suivent la télédéclaration, leur charge inquiète.",
        "Sans réponse. Le secrétariat indique les heures où rappeler.",
        "Intérêt poli : demande ce que font les départements voisins.",
      ],
    },
    {
      ...{ after: 2, kind: "email", direction: "outbound", percent: 45 },
      lines: [
        "Présentation d’une page et calendrier envoyés, comme convenu.",
        "Lien vers la démonstration de Parcelle envoyé.",
        "Relance courte après l’appel, avec deux créneaux proposés.",
      ],
    },
    {
      ...{ after: 6, kind: "email", direction: "inbound", percent: 25 },
      lines: [
        "Je transmets à ma collègue qui suit les aides directes.",
        "Merci pour l’envoi. Nous en parlons en réunion de service.",
        "Peut-on avoir le retour d’un département qui s’en sert déjà ?",
      ],
    },
  ],
  meeting: [
    {
      ...{ after: -1, kind: "email", direction: "inbound" },
      lines: [
        "Le sujet nous intéresse, pouvons-nous en parler la semaine prochaine ?",
        "D’accord pour un échange d’une demi-heure, avec la personne qui suit la PAC.",
        "Oui pour une présentation, de préférence en visioconférence.",
      ],
    },
    {
      ...{ after: 5, kind: "meeting", percent: 85, colleague: true },
      lines: [
        "Visioconférence, 40 min. Attentes : import des dossiers PAC, formation de deux agents.",
        "Réunion sur place. L’équipe veut essayer sur les dossiers de trois communes.",
        "Visioconférence, 30 min. Question centrale : qui répond aux agriculteurs en avril ?",
        "Présentation devant six agents. Intérêt pour le dessin des îlots, réserve sur les haies.",
      ],
    },
  ],
  volunteer: [
    {
      ...{ after: 0, kind: "email", direction: "inbound" },
      lines: [
        "Oui pour être pilote, à condition que la chambre d’agriculture soit dans la boucle.",
        "Accord de la direction pour un essai jusqu’à la fin de la campagne de déclaration.",
        "Nous sommes volontaires : dites-nous ce qu’il faut préparer.",
      ],
    },
    {
      ...{ after: 6, kind: "call", direction: "outbound", colleague: true },
      lines: [
        "Point sur la convention : relue par le service, attend la signature.",
        "Choix des douze exploitations de l’essai, une par canton.",
        "Date de la formation fixée ; deux agents référents désignés.",
      ],
    },
  ],
  deployed: [
    {
      ...{ after: 0, kind: "event" },
      lines: [
        "Atelier de prise en main : quatre agents, neuf agriculteurs, deux dossiers terminés sur place.",
        "Demi-journée de formation. Les agents animent seuls la seconde partie.",
      ],
    },
    {
      ...{ after: 8, kind: "user_test", colleague: true },
      lines: [
        "Trois agriculteurs déclarent devant nous : le mot « îlot » est à expliquer dès l’accueil.",
        "Test à la ferme : 22 minutes pour un dossier, contre une heure l’an dernier.",
      ],
    },
  ],
  active: [
    {
      ...{ after: 0, kind: "note" },
      lines: ["412 visites le mois dernier ; les appels au standard ont baissé d’un tiers."],
    },
    {
      ...{ after: 12, kind: "call", direction: "inbound" },
      lines: ["Propose de témoigner devant les départements voisins au prochain séminaire."],
    },
  ],
  dormant: [
    {
      ...{ after: 0, kind: "call", direction: "outbound" },
      lines: [
        "Réorganisation du service en cours : rappeler quand l’équipe sera complète.",
        "Poste vacant jusqu’à la rentrée, personne pour suivre un essai.",
        "Contrôles sur place jusqu’au mois prochain : pas avant.",
      ],
    },
  ],
  lost: [
    {
      ...{ after: 0, kind: "email", direction: "inbound" },
      lines: ["Merci de votre proposition, à laquelle nous ne donnerons pas suite."],
    },
  ],
};
