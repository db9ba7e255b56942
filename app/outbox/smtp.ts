/** Where and how to hand mail over, as read from an SMTP URL. */
export type SmtpServer = {
  host: string;
  port: number;
  /** TLS from the first byte (smtps). */
  secure: boolean;
  /** This machine: neither encryption nor password is asked for. */
  loopback: boolean;
  auth: { user: string; pass: string } | null;
};

/** @returns undefined when it is not an SMTP URL */
export function readSmtpUrl(text: string): SmtpServer | undefined {
  const url = URL.parse(text);
  if (!url || !/^smtps?:$/.test(url.protocol) || !url.hostname) return undefined;
  const host = decode(url.hostname)?.replace(/^\[|\]$/g, "");
  const user = decode(url.username);
  const pass = decode(url.password);
  if (!host || user === undefined || pass === undefined) return undefined;
  const secure = url.protocol === "smtps:" || url.port === "465";
  return {
    ...{ host, port: Number(url.port) || (secure ? 465 : 587), secure },
    loopback: host === "localhost" || host === "::1" || /^127\.\d+\.\d+\.\d+$/.test(host),
    auth: user ? { user, pass } : null,
  };
}

/**
 * Why a mailbox may not use this server, in French; undefined when it may. Without a password, mail only goes to
 * this very machine: anywhere else it would be an open relay, or nobody would answer for what is sent.
 */
export function smtpFault(text: string): string | undefined {
  const server = readSmtpUrl(text);
  if (!server)
    return "L’adresse du serveur s’écrit smtp://utilisateur:motdepasse@hote:port, ou smtps:// ; les caractères spéciaux du mot de passe y sont encodés (%40 pour @).";
  if (!server.loopback && !server.auth?.pass)
    return "Un serveur distant demande un identifiant et un mot de passe ; sans eux, seul un serveur de cette machine (localhost) est accepté.";
  return undefined;
}

/** nodemailer's options. A remote server that was given a password must speak TLS, or nothing is sent. */
export function transportOptions({ host, port, secure, loopback, auth }: SmtpServer) {
  return {
    ...{ host, port, secure },
    ...(auth && { auth }),
    requireTLS: !secure && !loopback && auth !== null,
    // On one's own machine there is nobody in between, and certificates are made up.
    tls: { rejectUnauthorized: !loopback },
    connectionTimeout: 30_000,
    greetingTimeout: 30_000,
    // RFC 5321 §4.5.3.2.6: the reply to the final dot may take 10 minutes. Giving up earlier makes duplicates.
    socketTimeout: 11 * 60_000,
  };
}

type SmtpError = { code?: string; message?: string; response?: string; responseCode?: number };

/** Why a server could not be used, and which of the words that lead to it is at fault. */
export type Trouble = { message: string; at: "host" | "port" | "security" | "password" };

export function locateTrouble({ code, message, response }: SmtpError): Trouble["at"] {
  const text = `${code} ${message}`;
  if (code === "EAUTH" || code === "ENOAUTH") return "password";
  if (response) return "host";
  if (/ECONNREFUSED/.test(text)) return "port";
  if (/ETLS|SSL|STARTTLS|wrong version/i.test(text)) return "security";
  return "host";
}

/** Why a server could not be used, for the person who set it up. */
export function explainTrouble(error: SmtpError, server: Pick<SmtpServer, "host" | "port">): string {
  const where = `${server.host}:${server.port}`;
  const text = `${error.code} ${error.message}`;
  const said = error.response ? ` Il a répondu : ${error.response.trim()}` : "";
  if (error.code === "EJOURNAL")
    return `Le serveur ${where} refuse l’adresse du journal : corrigez-la dans les réglages de la boîte, ou retirez-la.${said}`;
  if (error.code === "EAUTH" || error.code === "ENOAUTH")
    return `Le serveur ${where} refuse l’identifiant ou le mot de passe.${said}`;
  if (said) return `Le serveur ${where} refuse l’envoi.${said}`;
  if (/ECONNREFUSED/.test(text))
    return `Le serveur ${where} refuse la connexion : vérifiez l’hôte et le port.`;
  if (/ENOTFOUND|EDNS|EAI_AGAIN/.test(text))
    return `Le serveur ${server.host} est introuvable : vérifiez son nom.`;
  if (/certificate|self-signed|altnames|CERT_/i.test(text))
    return `Le certificat du serveur ${where} n’est pas reconnu.`;
  if (/ETLS|SSL|STARTTLS|wrong version/i.test(text))
    return `La connexion chiffrée avec ${where} échoue : smtps:// convient au port 465, smtp:// aux ports 587 et 25.`;
  if (/ETIMEDOUT|timeout/i.test(text)) return `Le serveur ${where} ne répond pas.`;
  if (/EHOSTUNREACH|ENETUNREACH/.test(text))
    return `Le serveur ${where} est injoignable depuis cette machine.`;
  return `Le serveur ${where} a coupé la connexion.`;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
