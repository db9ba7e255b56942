/** Where a mailbox's answers are read, as its URL says. */
export type ImapServer = {
  host: string;
  port: number;
  /** TLS from the first byte (imaps); otherwise STARTTLS, but on this very machine. */
  secure: boolean;
  loopback: boolean;
  auth: { user: string; pass: string };
};

/** @returns undefined when it is not an IMAP URL with an account */
export function readImapServer(text: string): ImapServer | undefined {
  const url = URL.parse(text);
  if (!url || !/^imaps?:$/.test(url.protocol) || !url.hostname) return undefined;
  try {
    const host = decodeURIComponent(url.hostname).replace(/^\[|\]$/g, "");
    const [user, pass] = [decodeURIComponent(url.username), decodeURIComponent(url.password)];
    if (!host || !user || !pass) return undefined;
    const secure = url.protocol === "imaps:" || url.port === "993";
    return {
      ...{ host, secure, port: Number(url.port) || (secure ? 993 : 143), auth: { user, pass } },
      loopback: host === "localhost" || host === "::1" || /^127\.\d+\.\d+\.\d+$/.test(host),
    };
  } catch {
    return undefined;
  }
}

/** Why answers cannot be read there, in French; undefined when they may be. */
export function imapFault(text: string): string | undefined {
  if (readImapServer(text)) return undefined;
  return "L’adresse du serveur s’écrit imaps://utilisateur:motdepasse@hote:993, ou imap:// ; les caractères spéciaux du mot de passe y sont encodés (%40 pour @).";
}
