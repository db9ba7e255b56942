import { addWorkingDays, isWorkingDay } from "#app/outbox/calendar.ts";
import type { Sentiment } from "#app/day/reply.ts";
import type { ReturnInput } from "#app/local-mail/local-mail.ts";
import { isoDay } from "#app/ui/format.ts";
import { CAST } from "./cast.ts";
import { placeKey } from "./place.ts";
import type { StageKey } from "./stages.ts";
import type { Chapter } from "./story.ts";

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** Working days between the launch and today: two thirds of the people have had their follow-up, the others will. */
const LAUNCHED_AGO = 6;

/** When the campaign left, in the morning: so many working days before today, or before the last one. */
export function launchMoment(now: Date): Date {
  let day = Date.parse(isoDay(now));
  const isWorking = () => isWorkingDay(new Date(day).toISOString().slice(0, 10));
  while (!isWorking()) day -= DAY_MS;
  for (let left = LAUNCHED_AGO; left > 0; left--) {
    do day -= DAY_MS;
    while (!isWorking());
  }
  // Paris in winter; in summer it reads an hour later.
  return new Date(`${new Date(day).toISOString().slice(0, 10)}T09:05:00+01:00`);
}

/** What a recipient does, some time after they were written to. */
export type Act = {
  email: string;
  /** A moment within the working day, counted from the message. */
  workingDays: number;
  minutes: number;
  input: ReturnInput;
  /** What Camille said of it, the same evening; absent: it waits for her. */
  said?: Sentiment;
};

/** @param now nothing happens after it */
export function momentOf({ workingDays, minutes }: Act, sentAt: Date, now: Date): Date {
  const at = addWorkingDays(new Date(sentAt.getTime() + minutes * MINUTE_MS), workingDays);
  return at < now ? at : new Date(now.getTime() - MINUTE_MS);
}

/** Who does what: the same people of the same story. */
export function actsOf(chapters: readonly Chapter[], today: string): Act[] {
  const written = chapters.filter(({ campaign, place }) => campaign && !CAST[placeKey(place)]);
  const at = (stage: StageKey) =>
    written.filter(({ path }) => path.at(-1)!.stage === stage).map(({ people }) => people[0]!.email);
  const people: Partial<Record<StageKey, string[]>> = { contact: at("contact"), contacted: at("contacted") };
  return SCRIPT(today).flatMap(({ stage, rank, ...act }) => {
    const email = people[stage]?.[rank];
    return email ? [{ ...act, email }] : [];
  });
}

type Scene = Omit<Act, "email"> & { stage: StageKey; rank: number };

const SCRIPT = (today: string): Scene[] => [
  { ...who("contacted", 3), ...after(0, 1), input: { kind: "bounce" } },
  { ...who("contacted", 17), ...after(0, 2), input: { kind: "bounce" } },
  { ...who("contacted", 5), ...after(0, 3), input: { kind: "away", until: plus(today, 9) } },
  { ...who("contacted", 10), ...after(0, 95), input: reply(INTERESTED), said: "positive" },
  { ...who("contacted", 12), ...after(1, 40), input: reply(MEETING), said: "meeting" },
  { ...who("contacted", 14), ...after(1, 190), input: reply(FORWARDED), said: "neutral" },
  { ...who("contacted", 8), ...after(1, 260), input: { kind: "objection" } },
  { ...who("contacted", 19), ...after(2, 15), input: reply(BUSY), said: "negative" },
  { ...who("contacted", 22), ...after(2, 120), input: reply(NEIGHBOURS), said: "positive" },
  { ...who("contact", 1), ...after(3, 30), input: reply(CURIOUS) },
  { ...who("contacted", 27), ...after(3, 160), input: reply(PILOT) },
  { ...who("contacted", 31), ...after(3, 205), input: reply(WHEN) },
];

function who(stage: StageKey, rank: number) {
  return { stage, rank };
}

function after(workingDays: number, minutes: number) {
  return { workingDays, minutes };
}

function reply(text: string): ReturnInput {
  return { kind: "reply", text };
}

function plus(day: string, count: number): string {
  return new Date(Date.parse(day) + count * DAY_MS).toISOString().slice(0, 10);
}

const INTERESTED =
  "Bonjour,\n\nMerci pour votre message. Les permanences d’avril nous occupent chaque année davantage : le sujet nous intéresse.\n\nBien cordialement,";
const MEETING =
  "Bonjour,\n\nVingt minutes, volontiers. Jeudi à 14 h 30 conviendrait, avec la personne qui suit la PAC.\n\nCordialement,";
const FORWARDED =
  "Bonjour,\n\nCe sujet est suivi par l’unité des aides directes, à qui je transmets votre message.\n\nBien à vous,";
const BUSY =
  "Bonjour,\n\nNous avons déjà un outil commun avec la chambre d’agriculture et ne donnerons pas suite.\n\nCordialement,";
const NEIGHBOURS =
  "Bonjour,\n\nUn département voisin nous en a dit du bien. Auriez-vous une présentation d’une page pour notre réunion de service ?\n\nBien cordialement,";
const CURIOUS =
  "Bonjour,\n\nNous ne connaissions pas Parcelle. Combien d’agents faut-il prévoir pour un essai ?\n\nCordialement,";
const PILOT =
  "Bonjour,\n\nLa direction est d’accord pour un essai sur un canton. Que devons-nous préparer ?\n\nBien cordialement,";
const WHEN =
  "Bonjour,\n\nPouvez-vous rappeler après les contrôles, vers le milieu du mois prochain ?\n\nMerci,";
