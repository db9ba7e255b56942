import { relativeDays } from "#app/ui/format.ts";
import type { Logged } from "./interactions.server.ts";

const nbsp = "\u00A0";

/** What logging an exchange did, all of it. */
export function sayLogged(
  { opportunity, added, done }: Omit<Logged, "id">,
  planned: boolean,
  now: Date,
): string {
  const next = planned ? opportunity?.nextAction : null;
  const when = opportunity?.nextActionAt ? `, ${relativeDays(opportunity.nextActionAt, now)}` : "";
  return [
    "Échange noté.",
    ...(added ? ["L’institution entre dans le pipeline."] : []),
    ...(done && next && done !== next ? [`«${nbsp}${done}${nbsp}» est fait.`] : []),
    ...(next ? [`Ensuite${nbsp}: ${next}${when}.`] : []),
  ].join(" ");
}

type Planned = { institutionName: string; title: string; dueOn: string | null };

/** « DDT du Gers : Rappeler Maud Tessier, demain. » */
export function sayPlanned({ institutionName, title, dueOn }: Planned, now: Date): string {
  return `${institutionName}${nbsp}: ${title}${dueOn ? `, ${relativeDays(dueOn, now)}` : ""}.`;
}
