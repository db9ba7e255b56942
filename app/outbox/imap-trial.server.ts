import { ImapFlow } from "imapflow";
import { imapFault, type ImapServer, readImapServer } from "./imap-url.ts";
import { explainTrouble, locateTrouble, type Trouble } from "./smtp.ts";

/**
 * Connects, signs in and looks at the inbox, read-only: nothing changes there.
 * @returns why answers cannot be read, in French; undefined when they can
 */
export async function probeImap(url: string): Promise<Trouble | undefined> {
  const server = readImapServer(url);
  if (!server) return { message: imapFault(url)!, at: "host" };
  const { host, port, secure, loopback, auth } = server;
  const client = new ImapFlow({
    ...{ host, port, secure, auth, logger: false, disableAutoIdle: true },
    // A password never travels in clear, but on one's own machine.
    ...(!secure && !loopback && { doSTARTTLS: true }),
    ...{ tls: { rejectUnauthorized: !loopback }, connectionTimeout: 10_000, greetingTimeout: 10_000 },
  });
  client.on("error", () => {});
  try {
    await client.connect();
    await client.mailboxOpen("INBOX", { readOnly: true });
    await client.logout();
    return undefined;
  } catch (error) {
    return imapTrouble(error as ImapError, server);
  } finally {
    client.close();
  }
}

type ImapError = Error & { code?: string; authenticationFailed?: boolean; responseText?: string };

function imapTrouble(error: ImapError, server: ImapServer): Trouble {
  const where = `${server.host}:${server.port}`;
  const said = error.responseText ? ` Il a répondu : ${error.responseText.trim()}` : "";
  if (error.authenticationFailed)
    return { message: `Le serveur ${where} refuse l’identifiant ou le mot de passe.${said}`, at: "password" };
  if (error.responseText) return { message: `Le serveur ${where} n’ouvre pas la boîte.${said}`, at: "host" };
  const message = explainTrouble(error, server).replace(
    "smtps:// convient au port 465, smtp:// aux ports 587 et 25",
    "le port 993 est chiffré dès le début, le port 143 par STARTTLS",
  );
  return { message, at: locateTrouble(error) };
}
