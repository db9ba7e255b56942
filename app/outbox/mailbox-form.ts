import { z } from "zod";
import { DEFAULT_WINDOW, mailboxInput } from "./mailbox.ts";
import { type Preset, presetById } from "./presets.ts";
import { type ServerFields, spreadPasted } from "./server-fields.ts";

const text = z.string().optional();
const port = z
  .string()
  .regex(/^(\d{1,5})?$/, "Le port est un nombre, comme 465 ou 993.")
  .refine((digits) => Number(digits) <= 65_535, "Le port va jusqu’à 65535.")
  .optional();
const tick = z.literal("on").optional();
const otherServer = z.custom<ServerFields | null>();
const entry = mailboxInput
  .omit({ smtpUrl: true, imapUrl: true })
  .extend({ smtp: otherServer, imap: otherServer, anyway: z.boolean() });

const fields = z.object({
  ...{ preset: text, name: z.string(), fromAddress: z.string(), anyway: text },
  ...{ smtpHost: text, smtpPort: port, smtpSecurity: text, smtpUser: text, smtpPassword: text },
  ...{ imapHost: text, imapPort: port, imapSecurity: text, imapUser: text, imapPassword: text },
  ...{ dailyCap: text, officeHours: tick, start: text, end: text },
  ...{ signature: text, plusAddressing: tick, captureAddress: text, journalAddress: text },
});

/**
 * A mailbox as its French form says it: text fields, boxes to tick, an empty cap for none, each server in five fields.
 * A provider chosen before JavaScript has loaded fills what was left empty.
 */
export const mailboxForm = fields
  .transform((form): z.input<typeof entry> => {
    const preset = presetById(form.preset);
    const smtp = smtpOf(form, preset);
    const { name, fromAddress, dailyCap, officeHours, start, end } = form;
    return {
      ...{ name, fromAddress, smtp, imap: imapOf(form, preset, smtp), anyway: form.anyway === "oui" },
      dailyCap: dailyCap?.trim() ? Number(dailyCap) : null,
      window: officeHours
        ? { ...DEFAULT_WINDOW, start: start || DEFAULT_WINDOW.start, end: end || DEFAULT_WINDOW.end }
        : null,
      plusAddressing: form.plusAddressing === "on",
      signature: form.signature?.trim() || null,
      captureAddress: form.captureAddress?.trim() || null,
      journalAddress: form.journalAddress?.trim() || null,
    };
  })
  .pipe(entry);
export type MailboxForm = z.output<typeof mailboxForm>;
type Fields = z.output<typeof fields>;

function smtpOf(form: Fields, preset: Preset | undefined): ServerFields | null {
  const given = spreadPasted({
    ...{
      host: form.smtpHost?.trim() ?? "",
      port: portOf(form.smtpPort),
      secure: form.smtpSecurity === "tls",
    },
    ...{ user: form.smtpUser?.trim() ?? "", password: form.smtpPassword ?? "" },
  });
  const server = given.host || !preset ? given : { ...given, ...preset.smtp };
  if (!server.host) return null;
  return { ...server, user: server.user || (server.password ? form.fromAddress.trim() : "") };
}

/** The account of the outgoing server, unless another is given: most providers have one for both. */
function imapOf(form: Fields, preset: Preset | undefined, smtp: ServerFields | null): ServerFields | null {
  const given = spreadPasted({
    ...{
      host: form.imapHost?.trim() ?? "",
      port: portOf(form.imapPort),
      secure: form.imapSecurity !== "starttls",
    },
    ...{ user: form.imapUser?.trim() ?? "", password: form.imapPassword ?? "" },
  });
  const fills = !given.host && !form.smtpHost?.trim() && preset?.imap;
  const server = fills ? { ...given, ...preset.imap! } : given;
  if (!server.host) return null;
  const user = server.user || smtp?.user || form.fromAddress.trim();
  const password = server.password || (user === smtp?.user ? smtp.password : "");
  return { ...server, user, password };
}

const portOf = (digits: string | undefined): number | null => (digits ? Number(digits) : null);
