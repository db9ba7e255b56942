import { formatNumber, plural } from "#app/ui/format.ts";
import { type Counted, formatFigure, stepOf } from "./metrics.ts";
import { type Outlook, paceNeeded } from "./objective.ts";

type Said = Counted & Outlook & { value: number; target: number; lacksTarget?: boolean };

/**
 * What an objective's line says: « Dans le rythme : 17 prévus fin décembre ».
 * @param ends the last day of the cycle
 */
export function sayOutlook(tile: Said, ends: Date): string {
  if (tile.lacksTarget) return "Choisissez d’abord votre Cible";
  const { state, missing, projection } = tile;
  const landing =
    projection === null ? "" : `${formatFigure(tile, projection)} ${projection < 2 ? "prévu" : "prévus"}`;
  if (state === "reached") return "Atteint";
  if (state === "missed") return `Non atteint\u00A0: il manquait ${formatFigure(tile, missing)}`;
  const pace = sayPace(tile);
  if (state === "early") return `Trop tôt pour prévoir${pace ? `\u00A0: ${pace}` : ""}`;
  if (state === "onTrack") return `Dans le rythme\u00A0: ${landing} ${endWords(ends)}`;
  return `À risque\u00A0: ${landing}${pace ? `, ${pace}` : ""}`;
}

/** « il en faut 1 tous les 17 jours », « il en faut 3 par semaine » */
export function sayPace(tile: Said): string | null {
  const pace = paceNeeded(tile, stepOf(tile));
  if (!pace) return null;
  const rounded = Math.round(pace.count * 10) / 10;
  const count =
    tile.metric === "penetration"
      ? `${formatNumber(rounded)} ${rounded < 2 ? "point" : "points"}`
      : formatNumber(rounded);
  if (pace.days === 7) return `il en faut ${count} par semaine`;
  if (pace.count === 1) return `il en faut 1 tous les ${pace.days} jours`;
  return pace.days === 1 ? `il en faut ${count} demain` : `il en faut ${count} en ${pace.days} jours`;
}

/** « 86 jours restants » */
export function sayDaysLeft(daysLeft: number): string {
  return daysLeft === 0 ? "dernier jour" : plural(daysLeft, "jour restant", "jours restants");
}

/** « fin décembre », or « au 14 décembre » */
function endWords(ends: Date): string {
  const tomorrow = new Date(ends.getTime() + 86_400_000);
  const month = new Intl.DateTimeFormat("fr-FR", { month: "long", timeZone: "UTC" }).format(ends);
  return tomorrow.getUTCDate() === 1 ? `fin ${month}` : `au ${ends.getUTCDate()} ${month}`;
}
