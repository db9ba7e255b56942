import { z } from "zod";
import type { InteractionKind } from "#app/interactions/kinds.ts";
import type { IconName } from "#app/ui/icons.ts";

/** What came from them, to be read. */
export type Reply = {
  id: string;
  kind: InteractionKind;
  summary: string;
  happenedAt: Date;
  institution: { id: string; name: string };
  contact: { id: string; name: string } | null;
  /** The mail it came by, to be read whole. */
  mailId: string | null;
};

/** In the order of their keys, 1 to 4. */
export const SENTIMENTS = ["positive", "neutral", "negative", "meeting"] as const;
export type Sentiment = (typeof SENTIMENTS)[number];
export const SENTIMENT_LABELS: Record<Sentiment, string> = {
  ...{ positive: "Positive", neutral: "Neutre", negative: "Négative", meeting: "Rendez-vous" },
};
export const SENTIMENT_ICONS: Record<Sentiment, IconName> = {
  ...{ positive: "thumb-up-line", neutral: "chat-history-line" },
  ...{ negative: "thumb-down-line", meeting: "calendar-line" },
};

export const triageSchema = z.object({ sentiment: z.enum(SENTIMENTS, "Dites ce que dit cette réponse.") });
