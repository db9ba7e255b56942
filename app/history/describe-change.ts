import { formatDate, formatDay, formatNumber } from "#app/ui/format.ts";
import { type Column, COLUMNS, INTERACTION_WORDS, THINGS } from "./columns.ts";
import type { LoggedChange, LoggedRow } from "./net-changes.ts";

/** A line of the log, with what it takes to tell it. */
export type ToldChange = Pick<LoggedChange, "table" | "op" | "before" | "after"> & {
  /** Who did it; null: the machine. */
  who: string | null;
  /** What was being done, as the log signs it: « annulation ». */
  action: string | null;
  /** What the row is called, where a line does not say it: an action's title. */
  title: string | null;
};

/** Names by id: stages, people, institutions. */
export type Names = ReadonlyMap<string, string>;

/**
 * A change in a French sentence, « Camille a déplacé de Contacté à Rendez-vous »; null when it touched nothing that
 * anyone reads.
 */
export function describeChange(change: ToldChange, names: Names): string | null {
  const deed = deedOf(change, names);
  if (!deed) return null;
  const who = change.who ?? "Essaim";
  return change.action === "annulation" ? `${who}, en annulant, ${deed}` : `${who} ${deed}`;
}

function deedOf(change: ToldChange, names: Names): string | null {
  const { table, op, before, after } = change;
  if (table === "Opportunity") return opportunityDeed(change, names);
  if (table === "Task") return taskDeed(change, names);
  if (table === "Account" && op !== "update") return null;
  if (table === "Account" && after?.corrections) return correction(before, after) ?? others(change, names);
  if (op === "update") return others(change, names);
  const row = (after ?? before)!;
  const thing = table === "Interaction" ? INTERACTION_WORDS[String(row.kind)] : THINGS[table];
  if (!thing) return null;
  const called =
    row.name ?? row.value ?? row.function ?? [row.firstName, row.lastName].filter(Boolean).join(" ");
  const label = called ? ` ${quote(called)}` : "";
  if (table === "Interaction") return `${op === "insert" ? "a noté" : "a retiré"} ${thing}`;
  return `${op === "insert" ? "a ajouté" : "a supprimé"} ${thing}${label}`;
}

function opportunityDeed(change: ToldChange, names: Names): string | null {
  const { op, before, after } = change;
  if (op === "insert")
    return `a ajouté l’institution au pipeline, à l’étape ${nameOf(after!.stageId, names)}`;
  if (op === "delete") return "a retiré l’institution du pipeline";
  if (!after!.stageId) return others(change, names);
  const move = `a déplacé de ${nameOf(before!.stageId, names)} à ${nameOf(after!.stageId, names)}`;
  const because = after!.lostReason ? `, motif\u00A0: ${quote(after!.lostReason)}` : "";
  const until = after!.wakeOn ? `, jusqu’au ${formatDate(String(after!.wakeOn))}` : "";
  const rest = others(without(change, ["stageId", "wakeOn", "lostReason"]), names);
  return `${move}${because}${until}${rest ? ` et ${rest}` : ""}`;
}

function taskDeed(change: ToldChange, names: Names): string | null {
  const { op, before, after } = change;
  const title = quote((after?.title ?? before?.title ?? change.title) as string | null);
  if (op === "insert")
    return `a planifié ${title}${after!.dueOn ? ` pour le ${formatDay(String(after!.dueOn))}` : ""}`;
  if (op === "delete") return `a retiré l’action ${title}`;
  if (after!.doneAt) return `a fait ${title}`;
  if ("doneAt" in after!) return `a remis à faire ${title}`;
  const days = after!.dueOn && before!.dueOn;
  if (days && !after!.title)
    return `a reporté ${title} du ${formatDate(String(before!.dueOn))} au ${formatDate(String(after!.dueOn))}`;
  return others(change, names);
}

function correction(before: LoggedRow | null, after: LoggedRow): string | null {
  const of = (row: LoggedRow | null) =>
    (row?.corrections ?? {}) as Record<string, { value?: unknown } | undefined>;
  const facts = Object.keys({ ...of(before), ...of(after) }).filter(
    (fact) => of(before)[fact]?.value !== of(after)[fact]?.value,
  );
  const told = facts.flatMap((fact) => {
    const column = COLUMNS.Institution![fact];
    if (!column) return [];
    const own = of(after)[fact];
    return own
      ? `${column.label}\u00A0: ${value(own.value, column, new Map())}`
      : `${column.label} comme au référentiel`;
  });
  return told.length > 0 ? `a corrigé ${list(told)}` : null;
}

/** « a changé la portée de 12 à 6 840 et le responsable de Camille à Yanis » */
function others(
  { table, before, after }: Pick<ToldChange, "table" | "before" | "after">,
  names: Names,
): string | null {
  const told = Object.entries(COLUMNS[table] ?? {}).flatMap(([name, column]) => {
    if (!after || !(name in after)) return [];
    const from = before?.[name];
    if (column.told === "flag") return after[name] ? `${column.label}` : `${column.label} (retiré)`;
    if (empty(from)) return `${column.label}\u00A0: ${value(after[name], column, names)}`;
    return `${column.label} de ${value(from, column, names)} à ${value(after[name], column, names)}`;
  });
  return told.length > 0 ? `a changé ${list(told)}` : null;
}

function without(change: ToldChange, columns: string[]): ToldChange {
  const rest = Object.entries(change.after ?? {}).filter(([name]) => !columns.includes(name));
  return { ...change, after: Object.fromEntries(rest) };
}

function value(raw: unknown, { told }: Column, names: Names): string {
  if (empty(raw)) return "rien";
  if (told === "name") return nameOf(raw, names);
  if (told === "number") return formatNumber(Number(raw));
  if (told === "day" || told === "moment") return formatDate(String(raw));
  if (typeof told === "object") return told.of[String(raw)] ?? String(raw);
  return quote(raw);
}

function empty(raw: unknown): boolean {
  return raw === null || raw === undefined || raw === "" || (Array.isArray(raw) && raw.length === 0);
}

function nameOf(id: unknown, names: Names): string {
  return names.get(String(id)) ?? "quelque chose de supprimé";
}

function quote(raw: unknown): string {
  if (empty(raw)) return "une action";
  const words = Array.isArray(raw) ? raw.join(", ") : String(raw).replace(/\s+/g, " ");
  return `«\u00A0${words.length > 120 ? `${words.slice(0, 119)}…` : words}\u00A0»`;
}

function list(parts: string[]): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} et ${parts.at(-1)}`;
}
