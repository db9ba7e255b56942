import { z } from "zod";
import { isoDay } from "#app/ui/format.ts";

/** Kept a year more at most: the question is then asked again. */
const LONGEST_DAYS = 366;

/** To keep somebody in spite of it: until when, and why. An empty date gives the exception up. */
export const keepForm = (now: Date) =>
  z
    .object({
      until: z.union([z.literal(""), z.iso.date("Cette date n’est pas valable.")]),
      reason: z.string().trim().max(300, "300 caractères au plus.").default(""),
    })
    .refine(({ until }) => until === "" || until > isoDay(now), {
      path: ["until"],
      message: "Choisissez un jour à venir.",
    })
    .refine(({ until }) => until === "" || Date.parse(until) - now.getTime() <= LONGEST_DAYS * 86_400_000, {
      path: ["until"],
      message: "Un an au plus : la question vous sera alors posée à nouveau.",
    })
    .refine(({ until, reason }) => until === "" || reason !== "", {
      path: ["reason"],
      message: "Dites pourquoi : la loi demande une raison.",
    });
