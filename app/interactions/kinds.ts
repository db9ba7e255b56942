import type { IconName } from "#app/ui/icons.ts";
import { fold } from "#app/words.ts";

export const INTERACTION_KINDS = ["call", "meeting", "email", "user_test", "note", "event"] as const;
export type InteractionKind = (typeof INTERACTION_KINDS)[number];

/** What each kind is called, on a button and in a sentence. */
export const KIND_LABELS: Record<InteractionKind, string> = {
  ...{ call: "Appel", meeting: "Réunion", email: "Courriel" },
  ...{ user_test: "Test", note: "Note", event: "Événement" },
};
export const KIND_ICONS: Record<InteractionKind, IconName> = {
  ...{ call: "phone-line", meeting: "team-line", email: "mail-line" },
  ...{ user_test: "user-search-line", note: "draft-line", event: "calendar-line" },
};

const CALLS = /^(premier appel|(r?appeler|appel|telephoner|joindre)\b)/;
const MEETINGS =
  /^(rencontrer|reunion|rendez-vous|visio|presenter|(preparer|confirmer|animer) (l[a' ]|un[e ]))/;
const EMAILS = /^(ecrire|envoyer|relancer|transmettre|repondre|courriel|mail)\b/;

/** What an action will be, when nobody has said it: by its first word. */
export function kindOf(title: string, kind: InteractionKind | null): InteractionKind | null {
  if (kind) return kind;
  const words = fold(title);
  if (CALLS.test(words)) return "call";
  if (MEETINGS.test(words)) return "meeting";
  return EMAILS.test(words) ? "email" : null;
}
