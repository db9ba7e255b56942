/** What was seen on one connection while one message was handed over. */
export type Evidence = {
  /** MAIL FROM was sent: the server was reached, and let us in. */
  envelope: boolean;
  /** The server said 354, or some of the message left: it may have been delivered. */
  data: boolean;
  /** Recipients it said no to, with its words. */
  refused: { address: string; reply: string }[];
  /** Whether it has said anything about this message. */
  answered: boolean;
};

/** Two recipients, the person and the journal: they take the message together, or neither has it. */
export class NotTogether extends Error {
  override name = "NotTogether";
}

export const nothingSeen = (): Evidence => ({ envelope: false, data: false, refused: [], answered: false });

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
  | { state: "sent"; reply: string; relayId?: string | undefined }
  | { state: "retry" | "rejected" | "uncertain"; reply: string }
  /** Nothing is wrong with the message: the server could not be used. */
  | { state: "queued"; reply: string; trouble: SmtpError };

export const NO_REPLY =
  "Le serveur a reçu le message mais la connexion s’est coupée avant sa réponse : il est peut-être parti.";

/**
 * What an attempt that failed proves. nodemailer's code alone cannot say: a connection lost before DATA and one lost
 * after the final dot are both `ECONNECTION`. Only « no 354 » makes it safe to try again.
 */
export function classify(error: SmtpError, evidence: Evidence, journal?: string | null): Outcome {
  // Said before DATA, or nothing of the message left: whatever followed, it was not taken.
  if (
    evidence.refused.length > 0 &&
    error.command !== "MAIL FROM" &&
    (error instanceof NotTogether || isRefusal(error))
  )
    return classifyRefused(evidence.refused, journal);
  const reply = tidyReply(error.response ?? error.message);
  if (evidence.data && !isRefusal(error)) return { state: "uncertain", reply: NO_REPLY };
  if (isRefusedByUs(error)) return { state: "rejected", reply };
  if (!evidence.envelope || isAboutSender(error)) return { state: "queued", reply, trouble: error };
  return { state: error.permanent ? "rejected" : "retry", reply };
}

/** The person's own refusal decides; when only the journal was refused, the mailbox has to be seen to. */
function classifyRefused(refused: Evidence["refused"], journal?: string | null): Outcome {
  const { reply, address } = refused.find((refusal) => refusal.address !== journal) ?? refused[0]!;
  const words = tidyReply(reply);
  if (address === journal) {
    const trouble = Object.assign(new Error(words), { code: "EJOURNAL", response: words });
    return { state: "queued", reply: words, trouble };
  }
  return { state: isPermanent(reply) ? "rejected" : "retry", reply: words };
}

/** RFC 5321: 5xx is for good; 503 is about the session, not the recipient. */
function isPermanent(reply: string): boolean {
  return reply.startsWith("5") && !reply.startsWith("503");
}

/** The Message-ID that a relay says it put in the place of ours. */
export function relayIdOf(reply: string): string | undefined {
  return /^250\b.*<([^<>\s]+@[^<>\s]+)>/s.exec(reply)?.[1];
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

/** RFC 1870: said of the message, though at MAIL FROM. */
const TOO_LARGE = 552;

/** The sender is refused, whoever the recipient is: every message of the mailbox would be lost, one by one. */
function isAboutSender(error: SmtpError): boolean {
  return error.command === "MAIL FROM" && error.permanent === true && error.responseCode !== TOO_LARGE;
}

/**
 * A nodemailer logger that watches one connection's dialogue, decrypted whatever the transport. With one message at a
 * time on it, what is seen belongs to that message.
 */
export function witness(evidence: Evidence) {
  // Commands that wait for their reply: with PIPELINING (RFC 2920), several do, and replies come in their order.
  let asked: string[] = [];
  const client = (said: string) => {
    if (said.startsWith("MAIL FROM")) {
      evidence.envelope = true;
      asked = [];
    }
    asked.push(said);
  };
  const server = (said: string) => {
    const command = asked.shift();
    const address = /^RCPT TO:<(.*?)>/.exec(command ?? "")?.[1];
    if (evidence.envelope) evidence.answered = true;
    if (address !== undefined && !said.startsWith("2")) evidence.refused.push({ address, reply: said });
    if (said.startsWith("354")) evidence.data = true;
  };
  const watch = (entry: { tnx?: string } | undefined, said: unknown) => {
    if (entry?.tnx === "client") client(String(said));
    if (entry?.tnx === "server") server(String(said));
    if (entry?.tnx === "message") evidence.data = true;
  };
  return { level() {}, trace: watch, debug: watch, info: watch, warn: watch, error: watch, fatal: watch };
}
