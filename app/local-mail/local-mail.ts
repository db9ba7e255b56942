import { z } from "zod";

/** A message over this is refused: it would be no letter. */
export const LARGEST_BYTES = 1_000_000;
/** How many a product keeps; the oldest go first. */
export const KEPT = 2_000;
/** How many the page lists. */
export const LISTED = 100;

/** What the local server answers, in the ledger: by it, one knows that nobody received the message. */
export const LOCAL_REPLY = "2.0.0 Kept in the local mailbox";

/** What one does as the recipient. */
export const RETURNS = ["reply", "away", "bounce", "objection"] as const;
export type Return = (typeof RETURNS)[number];

export const RETURN_WORDS: Record<Return, { title: string; done: string }> = {
  reply: { title: "Répondre", done: "Répondu" },
  away: { title: "Être absent", done: "Absent" },
  bounce: { title: "Rejeter", done: "Rejeté" },
  objection: { title: "S’opposer", done: "Opposition" },
};

/** One click fills the answer: what people write back, from the best to the worst. */
export const SUGGESTED: { label: string; text: string }[] = [
  {
    label: "Rendez-vous",
    text: "Bonjour,\n\nLe sujet nous intéresse. Je suis disponible mardi à 10 h ou jeudi à 14 h pour un échange en visioconférence.\n\nBien cordialement,",
  },
  {
    label: "Volontaire",
    text: "Bonjour,\n\nAprès en avoir parlé à la direction, nous sommes volontaires pour être pilotes. Que devons-nous préparer ?\n\nBien cordialement,",
  },
  {
    label: "À transmettre",
    text: "Bonjour,\n\nJe transmets votre message à ma collègue, qui suit ce dossier.\n\nBien cordialement,",
  },
  {
    label: "Pas maintenant",
    text: "Bonjour,\n\nNous ne donnerons pas suite cette année, l’équipe étant déjà engagée sur un autre outil.\n\nBien cordialement,",
  },
];

const day = z.iso.date("Choisissez le jour du retour.");
const text = z
  .string("Écrivez la réponse.")
  .trim()
  .min(1, "Écrivez la réponse.")
  .max(5_000, "Cette réponse est trop longue (5 000 caractères au plus).");

export const returnSchema = z.discriminatedUnion(
  "kind",
  [
    z.object({ kind: z.literal("reply"), text }),
    z.object({ kind: z.literal("away"), until: day }),
    z.object({ kind: z.literal("bounce") }),
    z.object({ kind: z.literal("objection") }),
  ],
  "Dites ce que fait le destinataire.",
);
export type ReturnInput = z.output<typeof returnSchema>;
