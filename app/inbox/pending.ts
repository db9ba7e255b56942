import { z } from "zod";
import type { InboundKind, MatchedBy } from "#app/db/generated/enums.ts";
import { isUuid } from "#app/ids.ts";
import { formatNumber } from "#app/ui/format.ts";
import type { IconName } from "#app/ui/icons.ts";

export type Proposal = {
  /** `contact:id` or `institution:id`. */
  to: string;
  name: string;
  where: string | null;
};

/** A message that came in and asks something of a human. */
export type Pending = {
  id: string;
  kind: InboundKind;
  from: { address: string | null; name: string | null };
  subject: string;
  words: string;
  receivedAt: Date;
  size: number;
  unreadable: boolean;
  matchedBy: MatchedBy | null;
  confidence: number | null;
  contact: { id: string; name: string } | null;
  institution: { id: string; name: string } | null;
  /** Whom a departure names instead. */
  successor: { name: string | null; email: string | null } | null;
  /** The message of ours it may be about. */
  sent: { email: string; subject: string } | null;
  proposals: Proposal[];
};

export const KIND_WORDS: Record<InboundKind, { label: string; icon: IconName }> = {
  human: { label: "Réponse", icon: "chat-history-line" },
  bounce: { label: "Avis de non-remise", icon: "close-circle-line" },
  delayed: { label: "Remise retardée", icon: "time-line" },
  challenge: { label: "Demande de confirmation", icon: "question-line" },
  auto_reply: { label: "Réponse automatique", icon: "time-line" },
  left: { label: "A quitté son poste", icon: "user-line" },
  opposition: { label: "Opposition", icon: "error-warning-line" },
  captured: { label: "Copie d’un envoi", icon: "mail-line" },
};

/** How it was recognised, as it is said beside its confidence. */
export const MATCH_WORDS: Record<MatchedBy, string> = {
  token: "par l’adresse de réponse",
  reference: "par le fil de discussion",
  envelope: "par le numéro de l’envoi",
  sender: "par l’expéditeur",
  domain: "par le domaine et l’objet",
  hand: "à la main",
};

/** Up to this, a message is taken whole, with a signature's pictures; over it, its words alone. */
export const TAKEN_WHOLE = 2_000_000;

/** « 5 ko », « 52 Mo ». */
export const sizeWords = (bytes: number): string =>
  bytes < 1_000_000
    ? `${formatNumber(Math.ceil(bytes / 1000))}\u00A0ko`
    : `${formatNumber(Math.round(bytes / 1_000_000))}\u00A0Mo`;

/** What is not as it came, said over the text of a message; null: nothing. */
export function noteOn({ unreadable, size }: Pick<Pending, "unreadable" | "size">): string | null {
  if (unreadable)
    return "Ce message n’a pas pu être lu en entier : voici ce qui est arrivé, tel quel. L’original est dans votre messagerie.";
  if (size > TAKEN_WHOLE)
    return `Ce message pèse ${sizeWords(size)} : seuls ses mots ont été relevés. Ses pièces jointes restent dans votre messagerie.`;
  return null;
}

export type Decision =
  { do: "contact" | "institution"; id: string } | { do: "apply" | "confirmed" | "successor" | "aside" };

const ACTS = ["apply", "confirmed", "successor", "aside"] as const;

/** « contact:ID », « institution:ID », or one word. */
export const decisionSchema = z.object({
  decision: z.string("Dites ce qu’il faut en faire.").transform((text, context): Decision => {
    const [act = "", id = ""] = text.split(":");
    const word = ACTS.find((one) => one === act);
    if (word) return { do: word };
    if ((act === "contact" || act === "institution") && isUuid(id)) return { do: act, id };
    context.addIssue({ code: "custom", message: "Choisissez à qui rattacher ce message." });
    return z.NEVER;
  }),
});

/** From the field that searches an institution. */
export const attachSchema = z.object({
  institutionId: z
    .string("Choisissez une institution dans la liste.")
    .refine(isUuid, "Choisissez une institution dans la liste."),
  newContact: z.literal("on").optional(),
});
export type Attachment = z.output<typeof attachSchema>;

export type Act = { value: string; label: string; icon: IconName };

/** What may be decided in one key, from 1; setting aside is always 0. */
export function actsOf({ kind, sent, successor, proposals, contact }: Pending): Act[] {
  if (kind === "challenge" && contact)
    return [{ value: "confirmed", label: "J’ai confirmé", icon: "check-line" }];
  if (kind === "left" && contact)
    return successor
      ? [
          {
            value: "successor",
            label: `Remplacer par ${successor.name ?? successor.email}`,
            icon: "user-line",
          },
        ]
      : [{ value: "confirmed", label: "Clore le poste", icon: "check-line" }];
  if (kind === "bounce" || kind === "delayed")
    return sent ? [{ value: "apply", label: `Appliquer à ${sent.email}`, icon: "check-line" }] : [];
  return proposals.map(({ to, name, where }) => ({
    value: to,
    label: `Rattacher à ${name}${where ? `, ${where}` : ""}`,
    icon: to.startsWith("contact:") ? "user-line" : "government-line",
  }));
}
