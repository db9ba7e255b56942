import { href } from "react-router";
import type { IconName } from "#app/ui/icons.ts";
import { places } from "#app/ui/places.ts";
import { fold } from "./query.ts";

export type Command = {
  key: string;
  label: string;
  /** Other words by which it is looked for. */
  words?: string;
  icon: IconName;
  kbd?: string;
  /** Where it leads; or what it does, known by its key. */
  to?: string;
  /** Not offered to a reader. */
  writes?: boolean;
};

/** Everything the palette can do besides finding. */
export const COMMANDS: Command[] = [
  ...places.map(({ key, label, to, icon }) => ({ key: `go-${key}`, label: `Aller à ${label}`, icon, to })),
  {
    ...{ key: "new-institution", label: "Créer une institution", words: "ajouter nouvelle" },
    ...{ icon: "government-line", to: href("/institutions/nouvelle"), writes: true },
  },
  {
    ...{ key: "new-contact", label: "Créer un contact", words: "ajouter nouveau personne" },
    ...{ icon: "user-add-line", to: href("/contacts/nouveau"), writes: true },
  },
  {
    ...{ key: "new-campaign", label: "Créer une campagne", words: "ajouter nouvelle courriel" },
    ...{ icon: "send-plane-line", to: href("/campagnes/nouvelle"), writes: true },
  },
  {
    ...{ key: "log", label: "Noter un échange", words: "appel réunion note", icon: "edit-line", kbd: "N" },
    writes: true,
  },
  {
    ...{ key: "calls", label: "Lancer les appels", words: "mode appel téléphone" },
    ...{ icon: "phone-line", to: href("/appels"), writes: true },
  },
  {
    ...{ key: "import", label: "Importer des contacts, des institutions", words: "csv excel fichier" },
    ...{ icon: "upload-2-line", to: href("/imports/nouveau"), writes: true },
  },
  {
    ...{ key: "duplicates", label: "Traiter les doublons", words: "fusionner contacts" },
    ...{ icon: "team-line", to: href("/contacts/doublons"), writes: true },
  },
  {
    key: "key-accounts",
    label: "Grands comptes",
    words: "kam",
    icon: "star-line",
    to: href("/grands-comptes"),
  },
  {
    ...{ key: "target", label: "Choisir la Cible", words: "qui visez vous marché" },
    ...{ icon: "government-line", to: href("/reglages/cible") },
  },
  {
    ...{ key: "cycle", label: "Ouvrir un cycle", words: "objectif six mois" },
    ...{ icon: "flag-line", to: href("/objectifs/cycles/nouveau"), writes: true },
  },
  {
    ...{ key: "members", label: "Inviter un membre", words: "équipe collègue" },
    ...{ icon: "team-line", to: href("/reglages/membres") },
  },
  {
    key: "mailboxes",
    label: "Boîtes",
    words: "envoi smtp imap réception réglages",
    icon: "mail-send-line",
    to: href("/reglages/boites"),
  },
  {
    key: "account",
    label: "Mon compte",
    words: "mot de passe raccourcis",
    icon: "user-line",
    to: href("/reglages/compte"),
  },
  { key: "theme-light", label: "Thème clair", words: "apparence couleur", icon: "sun-line" },
  { key: "theme-dark", label: "Thème sombre", words: "apparence couleur nuit", icon: "moon-line" },
  { key: "theme-system", label: "Thème du système", words: "apparence couleur", icon: "computer-line" },
  { key: "help", label: "Raccourcis du clavier", words: "aide touches", icon: "question-line", kbd: "?" },
];

/** The commands of which every typed word begins a word. */
export function findCommands(q: string, writes: boolean): Command[] {
  const typed = fold(q).split(" ").filter(Boolean);
  return COMMANDS.filter((command) => {
    if (command.writes && !writes) return false;
    const words = fold(`${command.label} ${command.words ?? ""}`).split(" ");
    return typed.every((start) => words.some((word) => word.startsWith(start)));
  });
}

export type Verb = "call" | "move" | "campaign";

const VERBS: Record<string, Verb> = {
  ...({ appel: "call", appeler: "call", noter: "call", deplacer: "move", campagne: "campaign" } as const),
};
const BETWEEN = new Set("un une appel echange avec la le l a vers de du des".split(" "));

/** « noter un appel avec ddtm 34 »: what to do, and with whom. */
export function readVerb(q: string): { verb: Verb; rest: string } | null {
  const words = q.trim().split(/\s+/);
  const verb = VERBS[fold(words[0] ?? "")];
  if (!verb) return null;
  const start = words.slice(1).findIndex((word) => !BETWEEN.has(fold(word)));
  const rest = start < 0 ? "" : words.slice(start + 1).join(" ");
  return fold(rest).length >= 2 ? { verb, rest } : null;
}
