import { z } from "zod";

/** How long a letter waits before it leaves: time to think again. */
export const SECOND_THOUGHTS_MS = 10_000;

/** « Écrire »: one letter, to one person. */
export const letterSchema = z.object({
  /** Made by the browser: sent twice, it leaves once. */
  id: z.uuid("Rechargez la page, puis envoyez de nouveau.").optional(),
  /** A contact, or « generique »: the role address of the institution. */
  to: z.string("Choisissez à qui vous écrivez.").min(1, "Choisissez à qui vous écrivez.").max(100),
  mailboxId: z.uuid("Choisissez la boîte dont part ce courriel."),
  subject: z
    .string("Donnez un objet.")
    .trim()
    .min(1, "Donnez un objet.")
    .max(250, "Cet objet est trop long (250 caractères au plus).")
    .regex(/^[^\p{Cc}]*$/u, "L’objet tient sur une ligne."),
  text: z
    .string("Écrivez votre message.")
    .trim()
    .min(1, "Écrivez votre message.")
    .max(50_000, "Ce message est trop long (50 000 caractères au plus)."),
  /** The exchange it answers. */
  reponse: z.string().max(100).optional(),
});
export type LetterInput = z.output<typeof letterSchema>;

export const ROLE_ADDRESS = "generique";

/** « Re: Un essai ? », once, whatever the marks that others have put. */
export function answerSubject(subject: string): string {
  const bare = subject.replace(/^(\s*(re|ré|rép|tr|fw|fwd|aw)\s*(\[\d+\])?\s*[:：])+\s*/iu, "").trim();
  return `Re: ${bare || "votre message"}`.slice(0, 250);
}

/** As many Message-IDs as a header names: the first, which begins the thread, and the latest. */
const MOST = 12;

/** The thread a letter goes on with: what the message it answers named, then that message. Each once. */
export function threadOf(references: string[], messageId: string | null): string[] {
  const ids = [...references, ...(messageId ? [messageId] : [])].filter(isMessageId);
  const once = ids.filter((id, i) => ids.lastIndexOf(id) === i);
  return once.length <= MOST ? once : [once[0]!, ...once.slice(1 - MOST)];
}

/** What may stand between angle brackets on a header's line: anything else could write another header. */
const isMessageId = (id: string): boolean => /^[\x21-\x3b\x3d\x3f-\x7e]{3,250}$/.test(id);

/** Where a letter is, in words. */
export type LetterState = { tone: "wait" | "sent" | "failed" | "doubt"; words: string };

type Moving = { state: string; dueAt: Date; reply: string | null };

export function stateOf(
  { state, dueAt, reply }: Moving,
  now: Date,
  when: (date: Date) => string,
): LetterState {
  switch (state) {
    case "sent":
      return { tone: "sent", words: "Envoyé" };
    case "bounced":
      return { tone: "failed", words: "Revenu : l’adresse n’existe plus, ou refuse tout message." };
    case "rejected":
      return { tone: "failed", words: `Refusé par le serveur. ${reply ?? ""}`.trim() };
    case "uncertain":
      return { tone: "doubt", words: "Peut-être parti : à vérifier" };
    case "cancelled":
      return { tone: "failed", words: `N’est pas parti. ${reply ?? ""}`.trim() };
    default:
      return {
        tone: "wait",
        words:
          dueAt.getTime() - now.getTime() > 60_000
            ? `En attente : partira ${when(dueAt)}`
            : "En cours d’envoi",
      };
  }
}
