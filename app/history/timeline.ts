import { type CallOutcome, INTERACTION_KINDS, type InteractionKind } from "#app/interactions/interaction.ts";
import type { MoveCause } from "#app/pipeline/moves.ts";
import { plain } from "#app/words.ts";

type Person = { id: string; name: string };
/** `by` is null when it is the reader's own doing. */
type Dated = { id: string; at: string; by: string | null };

/** What moved a partnership by itself: an answer to a campaign, a meeting, a volunteer. */
export type Attribution = { cause: MoveCause; campaign: Person | null };

/** What can be read in the past of an institution, the newest first. */
export type TimelineEntry =
  | (Dated & {
      type: "interaction";
      kind: InteractionKind;
      direction: "inbound" | "outbound" | null;
      summary: string;
      contact: Person | null;
      /** Who else was there. */
      others: string[];
      outcome: CallOutcome | null;
      durationMinutes: number | null;
      campaign: Person | null;
      /** A letter stays as it left; what was noted can be corrected. */
      letter: boolean;
      /** Written to one person: its subject, and where it is. */
      direct: { id: string; subject: string; state: string; dueAt: string; reply: string | null } | null;
    })
  | (Dated & { type: "stage"; from: string | null; to: string; attribution: Attribution | null })
  /** Who has come, and from which institution when they left it for this one. */
  | (Dated & { type: "contact"; contact: Person; from: string | null })
  | (Dated & { type: "departure"; contact: Person; to: string | null })
  | (Dated & { type: "opposition"; contact: Person });

export type TimelinePage = { items: TimelineEntry[]; nextCursor: string | null; total: number };

/** The kind of exchange a URL asks for; none shows everything. */
export function askedKind(param: string | null): InteractionKind | undefined {
  return INTERACTION_KINDS.find((kind) => kind === param);
}

/**
 * How an exchange is told: what it was, and with whom. « Appel » « à Hélène Castaing ».
 */
export function wordsOf(entry: Extract<TimelineEntry, { type: "interaction" }>): {
  what: string;
  who: string;
} {
  const { kind, direction, contact, campaign } = entry;
  const name = contact?.name;
  const inbound = direction === "inbound";
  if (campaign && inbound) return { what: "Réponse", who: `${name ? ` ${of(name)}` : ""} à la campagne` };
  const what = {
    call: "Appel",
    email: "Courriel",
    meeting: "Réunion",
    event: "Événement",
    user_test: "Test",
    note: "Note",
  }[kind];
  const spoken = kind === "call" || kind === "email";
  if (!name) return { what, who: spoken && inbound ? " reçu" : "" };
  if (!spoken) return { what, who: ` ${kind === "note" ? "sur" : "avec"} ${name}` };
  return { what, who: inbound ? ` ${of(name)}` : ` à ${name}` };
}

/** « de Maud Tessier », « d’Hélène Castaing » */
export function of(name: string): string {
  const first = plain(name).charAt(0);
  return "aeiouyh".includes(first) && first ? `d’${name}` : `de ${name}`;
}
