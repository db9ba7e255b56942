import { type Actor, requireRole } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { AppError, notFound } from "#app/errors.ts";
import { uuidOr404 } from "#app/ids.ts";
import { probeImap, tryImap } from "#app/inbox/imap.server.ts";
import { readImapServer } from "./imap-url.ts";
import type { MailboxForm } from "./mailbox-form.ts";
import { createMailbox, updateMailbox } from "./mailboxes.server.ts";
import { presetOfHost } from "./presets.ts";
import { unseal } from "./secret-box.server.ts";
import { type ServerFields, urlOfFields } from "./server-fields.ts";
import { readSmtpUrl, smtpFault, type Trouble } from "./smtp.ts";
import { probeServer } from "./transport.server.ts";

/**
 * Writes what the form says, once both servers have let us in: a password is wrong now, not on the day of a launch.
 * A server that was not changed is not tried again, nor is any when `anyway` is said.
 * @param id null for a new mailbox
 * @throws {AppError} forbidden; not_found; invalid, with the field at fault and why in French
 */
export async function enterMailbox(actor: Actor, id: string | null, form: MailboxForm): Promise<string> {
  requireRole(actor, "deployer");
  const { smtp, imap, anyway, ...words } = form;
  const known = id === null ? NOTHING : await readKnown(actor, id);
  const smtpUrl = urlOf("smtp", smtp, known.smtpUrl);
  const imapUrl = urlOf("imap", imap, known.imapUrl);
  const tried = await Promise.all([
    !anyway && smtpUrl && smtpUrl !== known.smtpUrl ? probeServer(smtpUrl) : undefined,
    !anyway && imapUrl && imapUrl !== known.imapUrl ? probeImap(imapUrl) : undefined,
  ]);
  const fields = { ...told("smtp", smtp, tried[0]), ...told("imap", imap, tried[1]) };
  if (Object.keys(fields).length > 0)
    throw new AppError("invalid", "La connexion échoue.", { fields, details: { tried: true } });
  const urls = { smtpUrl: smtpUrl ?? null, imapUrl: imapUrl ?? null };
  if (id !== null) return (await updateMailbox(actor, id, { ...words, ...urls })).id;
  return (await createMailbox(actor, { ...words, ...urls })).id;
}

const NOTHING: { smtpUrl?: string; imapUrl?: string } = {};

/** What is known of its servers, in clear: to keep a password that was not typed again, and never shown. */
async function readKnown({ productId }: Actor, id: string): Promise<typeof NOTHING> {
  const where = { id: uuidOr404(id, "Cette boîte"), productId, removedAt: null };
  const row = await db.mailbox.findFirst({ where, select: { smtpSecret: true, imapSecret: true } });
  if (!row) throw notFound("Cette boîte");
  const [smtpUrl, imapUrl] = [opened(row.smtpSecret), opened(row.imapSecret)];
  return { ...(smtpUrl && { smtpUrl }), ...(imapUrl && { imapUrl }) };
}

/** Sealed under another APP_SECRET, a password is lost: it has to be typed again. */
function opened(secret: string | null): string | undefined {
  try {
    return secret === null ? undefined : unseal(secret);
  } catch {
    return undefined;
  }
}

function urlOf(
  protocol: "smtp" | "imap",
  fields: ServerFields | null,
  known: string | undefined,
): string | undefined {
  if (!fields) return undefined;
  const former = known ? (readSmtpUrl(known) ?? readImapServer(known)) : undefined;
  const url = urlOfFields(protocol, fields, former);
  if (!url || (protocol === "imap" && !readImapServer(url)))
    throw refused(
      `${protocol}Password`,
      former
        ? "Le serveur ou l’identifiant a changé : tapez de nouveau le mot de passe."
        : "Donnez le mot de passe de cette boîte.",
    );
  const fault = protocol === "smtp" ? smtpFault(url) : undefined;
  if (fault) throw refused(fields.user ? "smtpHost" : "smtpUser", faultOf(url));
  return url;
}

/** In the words of a form, which has no URL. */
function faultOf(url: string): string {
  return readSmtpUrl(url)
    ? "Un serveur distant demande un identifiant et un mot de passe ; sans eux, seul un serveur de cette machine (localhost) est accepté."
    : "Ce nom de serveur n’est pas valable : smtp.exemple.fr.";
}

const refused = (field: string, message: string) =>
  new AppError("invalid", message, { fields: { [field]: message } });

// The host has the room for a sentence that its port has not.
const FIELDS = { host: "Host", port: "Host", security: "Host", password: "Password" };

/** The field at fault, why, and the rule of its provider when it is about the account. */
function told(
  protocol: "smtp" | "imap",
  fields: ServerFields | null,
  trouble: Trouble | undefined,
): Record<string, string> {
  if (!trouble) return {};
  const rule = trouble.at === "password" && fields ? presetOfHost(fields.host)?.note : undefined;
  return { [protocol + FIELDS[trouble.at]]: [trouble.message, rule].filter(Boolean).join(" ") };
}

/**
 * @returns why its answers cannot be read now; undefined when they can, or when it has no server for them
 * @throws {AppError} not_found
 */
export async function tryInbox(actor: Actor, id: string): Promise<string | undefined> {
  const { imapUrl } = await readKnown(actor, id);
  return imapUrl ? tryImap(imapUrl) : undefined;
}
