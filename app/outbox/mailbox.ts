import { z } from "zod";
import { isoDay } from "#app/ui/format.ts";
import { endOfDay, isOpen, nextOpening, type Window } from "./calendar.ts";
import { imapFault } from "./imap-url.ts";
import { smtpFault } from "./smtp.ts";

export const DEFAULT_DAILY_CAP = 40;
export const DEFAULT_WINDOW: Window = { days: [1, 2, 3, 4, 5], start: "08:30", end: "18:30" };
/** A person does not write faster, and neither does a mailbox that has office hours. */
export const SPACING_MS = 20_000;

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "L’heure s’écrit 08:30.");

const windowInput = z
  .strictObject({
    days: z
      .array(z.int("Un jour va de 1 (lundi) à 7 (dimanche).").min(1).max(7))
      .min(1, "Choisissez au moins un jour.")
      .transform((days) => [...new Set(days)].sort()),
    start: time,
    end: time,
  })
  .refine((window) => window.start < window.end, { path: ["end"], message: "La fin doit suivre le début." });

const name = z
  .string("Donnez le nom que les destinataires verront.")
  .trim()
  .min(1, "Donnez le nom que les destinataires verront.")
  .max(100, "Ce nom est trop long (100 caractères au plus).")
  .regex(/^[^\p{Cc}]*$/u, "Ce nom tient sur une ligne.");
const fromAddress = z
  .string("Donnez l’adresse d’envoi.")
  .trim()
  .pipe(z.email("Cette adresse n’est pas valable : nom@domaine.fr."));
/** A server's URL, which `fault` refuses in French. */
const serverUrl = (fault: (url: string) => string | undefined) =>
  z
    .string()
    .trim()
    .max(1000, "Cette adresse de serveur est trop longue.")
    .superRefine((url, context) => {
      const message = fault(url);
      if (message) context.addIssue({ code: "custom", message });
    });
const smtpUrl = serverUrl(smtpFault);
const imapUrl = serverUrl(imapFault);
const otherAddress = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.email("Cette adresse n’est pas valable : nom@domaine.fr."));
const signature = z.string().trim().max(2000, "Cette signature est trop longue (2 000 caractères au plus).");
const dailyCap = z
  .int("Le plafond est un nombre entier.")
  .min(1, "Le plafond est d’au moins 1 envoi par jour.")
  .max(100_000, "Ce plafond est trop haut.");

/** A new mailbox. `dailyCap` or `window` null lifts the limit; absent, the default that protects. */
export const mailboxInput = z.object({
  name,
  fromAddress,
  /** Absent or null: the instance's own SMTP_URL. */
  smtpUrl: smtpUrl.nullish(),
  dailyCap: dailyCap.nullable().default(DEFAULT_DAILY_CAP),
  window: windowInput.nullable().default(DEFAULT_WINDOW),
  /** Where its answers are read; absent or null: the instance's own IMAP_URL, when it is this address's. */
  imapUrl: imapUrl.nullish(),
  signature: signature.nullish(),
  plusAddressing: z.boolean().default(false),
  captureAddress: otherAddress.nullish(),
  journalAddress: otherAddress.nullish(),
});
export type MailboxInput = z.input<typeof mailboxInput>;

/** What is absent stays as it is. */
export const mailboxPatch = z
  .object({ name, fromAddress, smtpUrl: smtpUrl.nullable(), dailyCap: dailyCap.nullable() })
  .extend({ window: windowInput.nullable(), imapUrl: imapUrl.nullable(), signature: signature.nullable() })
  .extend({ plusAddressing: z.boolean() })
  .extend({ captureAddress: otherAddress.nullable(), journalAddress: otherAddress.nullable() })
  .partial();
export type MailboxPatch = z.input<typeof mailboxPatch>;

/** An address as it is compared: one person may write it in several ways. */
export function normalizeEmail(email: string): string {
  return email.trim().normalize("NFC").toLowerCase();
}

type Pace = { dailyCap: number | null; window: Window | null };
type Today = { taken: number; lastSentAt: Date | null };

/**
 * How many messages a mailbox may send now, out of `wanted`, and when to ask again if none. Hours, week-ends,
 * holidays and spacing come with the window; the cap counts a day of Paris.
 */
export function allowance(pace: Pace, today: Today, wanted: number, now: Date): { count: number; at: Date } {
  if (!isOpen(pace.window, now)) return { count: 0, at: nextOpening(pace.window, now) };
  const left = pace.dailyCap === null ? wanted : pace.dailyCap - today.taken;
  if (left <= 0) return { count: 0, at: nextOpening(pace.window, endOfDay(now)) };
  if (!pace.window) return { count: Math.min(wanted, left), at: now };
  const rested = (today.lastSentAt?.getTime() ?? 0) + SPACING_MS;
  return rested > now.getTime()
    ? { count: 0, at: new Date(rested) }
    : { count: Math.min(1, wanted), at: now };
}

/** The day whose slots a message takes, as the database writes it. */
export const slotDay = (moment: Date): string => isoDay(moment);
