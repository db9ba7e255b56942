/** What was seen on one connection while one message was handed over. */
export type Evidence = {
  /** MAIL FROM was sent: the server was reached, and let us in. */
  envelope: boolean;
  /** The server said 354, or some of the message left: it may have been delivered. */
  data: boolean;
};

/** nodemailer's errors, as far as they are told apart here. */
export type SmtpError = Error & {
  code?: string;
  command?: string;
  response?: string;
  responseCode?: number;
  /** 5xx, but for 503, which is about the session. */
  permanent?: boolean;
};

export type Outcome =
  | { state: "sent" | "retry" | "rejected" | "uncertain"; reply: string }
  /** Nothing is wrong with the message: the server could not be used. */
  | { state: "queued"; reply: string; trouble: SmtpError };

export const NO_REPLY =
  "Le serveur a reçu le message mais la connexion s’est coupée avant sa réponse : il est peut-être parti.";

/**
 * What an attempt that failed proves. nodemailer's code alone cannot say: a connection lost before DATA and one lost
 * after the final dot are both `ECONNECTION`. Only « no 354 » makes it safe to try again.
 */
export function classify(error: SmtpError, evidence: Evidence): Outcome {
  const reply = tidyReply(error.response ?? error.message);
  if (evidence.data && !isRefusal(error)) return { state: "uncertain", reply: NO_REPLY };
  if (isRefusedByUs(error)) return { state: "rejected", reply };
  if (!evidence.envelope || isAboutSender(error)) return { state: "queued", reply, trouble: error };
  return { state: error.permanent ? "rejected" : "retry", reply };
}

/** A server's words, as kept and shown: one line, nothing that a database or a terminal would choke on. */
export function tidyReply(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim()
    .slice(0, 500);
}

/** The server said no to this message: it has not taken it. Any other reply does not answer the final dot. */
function isRefusal({ code = "", responseCode = 0 }: SmtpError): boolean {
  return responseCode >= 400 && ["EMESSAGE", "EENVELOPE", "ECONNECTION"].includes(code);
}

/** Nothing was sent: an address that SMTP cannot carry, a message over the server's SIZE. It would be no better later. */
function isRefusedByUs({ code = "", response }: SmtpError): boolean {
  return response === undefined && ["EMESSAGE", "EENVELOPE"].includes(code);
}

/** The sender is refused, whoever the recipient is: every message of the mailbox would be lost, one by one. */
function isAboutSender(error: SmtpError): boolean {
  return error.command === "MAIL FROM" && error.permanent === true;
}

/**
 * A nodemailer logger that watches one connection's dialogue, decrypted whatever the transport. With one message at a
 * time on it, what is seen belongs to that message.
 */
export function witness(evidence: Evidence) {
  const watch = (entry: { tnx?: string } | undefined, said: unknown) => {
    if (entry?.tnx === "client" && String(said).startsWith("MAIL FROM")) evidence.envelope = true;
    if (entry?.tnx === "server" && String(said).startsWith("354")) evidence.data = true;
    if (entry?.tnx === "message") evidence.data = true;
  };
  return { level() {}, trace: watch, debug: watch, info: watch, warn: watch, error: watch, fatal: watch };
}
