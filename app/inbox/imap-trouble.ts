type Trouble = {
  code?: string;
  message?: string;
  authenticationFailed?: boolean;
  responseText?: string;
  serverResponseCode?: string;
  responseStatus?: string;
};
type Server = { host: string; port: number };

/** Why answers could not be read, for the person who set the mailbox up. */
export function explainImapTrouble(error: Trouble, { host, port }: Server): string {
  const where = `${host}:${port}`;
  const text = `${error.code} ${error.message}`;
  const said = error.responseText ? ` Il a répondu\u00A0: ${error.responseText.trim().slice(0, 200)}` : "";
  if (error.authenticationFailed)
    return `Le serveur ${where} refuse l’identifiant ou le mot de passe.${said} Certains fournisseurs demandent un mot de passe d’application.`;
  if (error.serverResponseCode === "NONEXISTENT" || /doesn't exist|not exist|unknown mailbox/i.test(said))
    return `La boîte de réception n’existe plus sur ${where}.${said}`;
  if (error.responseStatus === "NO" || error.responseStatus === "BAD")
    return `Le serveur ${where} refuse la lecture.${said}`;
  if (/ECONNREFUSED/.test(text))
    return `Le serveur ${where} refuse la connexion\u00A0: vérifiez l’hôte et le port.`;
  if (/ENOTFOUND|EAI_AGAIN/.test(text)) return `Le serveur ${host} est introuvable\u00A0: vérifiez son nom.`;
  if (/certificate|self-signed|altnames|CERT_/i.test(text))
    return `Le certificat du serveur ${where} n’est pas reconnu.`;
  if (/STARTTLS|ClosedAfterConnectTLS|SSL|wrong version|EPROTO|UPGRADE_TIMEOUT/i.test(text))
    return `La connexion chiffrée avec ${where} échoue\u00A0: imaps:// convient au port 993, imap:// au port 143.`;
  if (/ETIMEDOUT|TIMEOUT/i.test(text)) return `Le serveur ${where} ne répond pas.`;
  if (/EHOSTUNREACH|ENETUNREACH/.test(text))
    return `Le serveur ${where} est injoignable depuis cette machine.`;
  return `Le serveur ${where} a coupé la connexion.`;
}
