/**
 * The tables whose rows can be put back, each after those it refers to. The others are given and taken by hand:
 * an undone change of role, of invitation or of token would open a door again.
 */
export const UNDOABLE = [
  ...(["Product", "Stage", "Target", "SavedView", "ViewPin", "Cycle", "Objective"] as const),
  ...(["Snippet", "QuietWindow"] as const),
  ...(["Institution", "Relation", "Account", "UsageFact"] as const),
  ...(["Contact", "Position", "Address", "DistinctContacts", "Opportunity", "Task"] as const),
  ...([
    "Mailbox",
    "Campaign",
    "Step",
    "Variant",
    "Experiment",
    "Volunteer",
    "Interaction",
    "Participant",
  ] as const),
] as const;

export type UndoableTable = (typeof UNDOABLE)[number];

export const isUndoable = (table: string): table is UndoableTable =>
  (UNDOABLE as readonly string[]).includes(table);

/** Settings, which only an admin changes. */
export const ADMIN_TABLES: readonly string[] = ["Product", "Stage"];

/** What cannot be unsaid: an opposition, and a campaign that has begun to be sent. */
export const FINAL_COLUMNS: Partial<Record<string, readonly string[]>> = {
  Contact: ["opposedAt"],
  Campaign: ["state", "launchedAt", "finishedAt"],
};

/** Why a row was left as it is. */
export const KEPT = {
  changed: "modifié depuis",
  used: "utilisé depuis",
  final: "ne peut pas être annulé",
  refused: "quelque chose a pris sa place",
} as const;

export type KeptReason = keyof typeof KEPT;
