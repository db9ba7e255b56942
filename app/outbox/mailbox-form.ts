import { z } from "zod";
import { DEFAULT_WINDOW, mailboxInput, type MailboxInput } from "./mailbox.ts";

/** A mailbox as its French form says it: text fields, a box to tick for office hours, an empty cap for none. */
export const mailboxForm = z
  .object({
    name: z.string(),
    fromAddress: z.string(),
    smtpUrl: z.string().optional(),
    dailyCap: z.string().optional(),
    officeHours: z.literal("on").optional(),
    start: z.string().optional(),
    end: z.string().optional(),
  })
  .transform(({ smtpUrl, dailyCap, officeHours, start, end, ...rest }): MailboxInput => ({
    ...rest,
    smtpUrl: smtpUrl?.trim() || undefined,
    dailyCap: dailyCap?.trim() ? Number(dailyCap) : null,
    window: officeHours
      ? { ...DEFAULT_WINDOW, start: start || DEFAULT_WINDOW.start, end: end || DEFAULT_WINDOW.end }
      : null,
  }))
  .pipe(mailboxInput);
