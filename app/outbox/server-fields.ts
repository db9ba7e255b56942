import { readImapServer } from "./imap-url.ts";
import { readSmtpUrl } from "./smtp.ts";

/** A server as a form asks for it, in five fields. */
export type ServerFields = {
  host: string;
  port: number | null;
  secure: boolean;
  user: string;
  /** Empty: the one that is known, if it is the same account on the same server. */
  password: string;
};

type Known = { host: string; port: number; auth: { user: string; pass: string } | null };
type Protocol = "smtp" | "imap";

/** `smtps://user:password@host:port`; undefined when a password that nobody typed would be needed. */
export function urlOfFields(protocol: Protocol, fields: ServerFields, known?: Known): string | undefined {
  const { host, port, secure, user, password } = fields;
  const pass = password || knownPassword(fields, known);
  if (user && !pass) return undefined;
  const account = user ? `${encodeURIComponent(user)}:${encodeURIComponent(pass ?? "")}@` : "";
  const place = host.includes(":") ? `[${host}]` : host;
  return `${protocol}${secure ? "s" : ""}://${account}${place}${port === null ? "" : `:${port}`}`;
}

/**
 * The password is kept for the same account on the same server alone: otherwise whoever may change the server could
 * have it sent to one of theirs.
 */
function knownPassword({ host, port, user }: ServerFields, known: Known | undefined): string | undefined {
  const same = known?.host === host && known.auth?.user === user && (port === null || known.port === port);
  return same ? known.auth?.pass : undefined;
}

/** An URL pasted where the host is asked says all the rest. */
export function spreadPasted(fields: ServerFields): ServerFields {
  if (!fields.host.includes("://")) return fields;
  const server = readSmtpUrl(fields.host) ?? readImapServer(fields.host);
  if (!server) return fields;
  const { host, port, secure, auth } = server;
  return { host, port, secure, user: auth?.user ?? fields.user, password: auth?.pass || fields.password };
}
