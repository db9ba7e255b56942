import type { InteractionKind, OwedBy } from "#app/db/generated/client.ts";
import type { Chance } from "./chance.ts";
import type { StageKey } from "./stages.ts";

export type NextAction = {
  title: string;
  dueInDays: number;
  owedBy: OwedBy;
  /** Minutes after midnight, for a meeting. */
  dueMinute?: number;
};

/** What sort of exchange it will be, by its first word; null: something else. */
export function actionKind(title: string): InteractionKind | null {
  return KIND_OF[title.split(" ")[0]!] ?? null;
}

const KIND_OF: Record<string, InteractionKind> = {
  ...{ Appeler: "call", Rappeler: "call", Premier: "call", Confirmer: "call", Faire: "call" },
  ...{ Envoyer: "email", Écrire: "email", Relancer: "email", Proposer: "email" },
  ...{ Présenter: "meeting", Préparer: "meeting", Former: "meeting" },
};

/** When what is to be done is due, in days from today; null: « Sans prochaine action ». */
export function drawDueDays(count: number, chance: Chance): (number | null)[] {
  const near = [null, null, null, null, null, -21, -12, -5, -3, -2, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 6];
  const later = Array.from({ length: Math.max(0, count - near.length) }, () => chance.between(7, 35));
  return chance.deal([...near, ...later]).slice(0, count);
}

/** Whether something is to be done at a stage: everywhere but where it stopped. */
export const hasNextAction = (stage: StageKey): boolean => ACTIONS[stage].length > 0;

/** What is to be done next at a stage. @param name whom it is about; undefined when nobody is known yet */
export function drawNextAction(
  stage: StageKey,
  name: string | undefined,
  dueInDays: number,
  chance: Chance,
): NextAction {
  const { title, owedBy = "us" } = chance.pick(ACTIONS[stage]);
  return { title: title.replace("@", name ?? "le service"), dueInDays, owedBy };
}

/** « @ » is somebody's name. */
const ACTIONS: Record<StageKey, { title: string; owedBy?: OwedBy }[]> = {
  qualification: [{ title: "Trouver qui suit les aides" }, { title: "Vérifier qui décide" }],
  contact: [{ title: "Appeler @" }, { title: "Premier appel à @" }, { title: "Appeler le standard" }],
  contacted: [
    ...[{ title: "Rappeler @" }, { title: "Relancer @" }, { title: "Envoyer la notice à @" }],
    ...[
      { title: "Proposer deux créneaux à @" },
      { title: "Réponse attendue : @, après sa réunion", owedBy: "them" as const },
    ],
  ],
  meeting: [
    ...[{ title: "Préparer la visioconférence avec @" }, { title: "Envoyer le compte rendu à @" }],
    ...[
      { title: "Confirmer la date avec @" },
      { title: "Réponse attendue : @, sur l’essai", owedBy: "them" as const },
    ],
  ],
  volunteer: [
    ...[{ title: "Former deux agents" }, { title: "Choisir les exploitations avec @" }],
    ...[{ title: "Signature de la convention", owedBy: "them" as const }],
  ],
  deployed: [{ title: "Recueillir les premiers usages" }, { title: "Faire le point avec @" }],
  active: [{ title: "Recueillir les usages du mois" }],
  dormant: [],
  lost: [],
};
