import nodemailer from "nodemailer";
import { classify, type Evidence, type Outcome, type SmtpError, tidyReply, witness } from "./evidence.ts";
import type { buildMail } from "./mail.ts";
import { type SmtpServer, transportOptions } from "./smtp.ts";

const IDLE_MS = 60_000;

export type Connection = ReturnType<typeof openConnection>;

/**
 * One connection to a server, kept open between messages. It carries one message at a time: what its dialogue shows
 * is then evidence about that message and no other, however many connections run beside it. Never throws.
 */
export function openConnection(server: SmtpServer) {
  const evidence: Evidence = { envelope: false, data: false };
  const transport = nodemailer.createTransport({
    ...transportOptions(server),
    // A pool of one reconnects by itself; it must never send again by itself.
    pool: true,
    ...{ maxConnections: 1, maxRequeues: 0, idleTimeout: IDLE_MS },
    ...{ logger: witness(evidence), transactionLog: true },
  });

  async function send(mail: ReturnType<typeof buildMail>): Promise<Outcome> {
    evidence.envelope = evidence.data = false;
    try {
      const { response } = await transport.sendMail(mail);
      return { state: "sent", reply: tidyReply(response) };
    } catch (error) {
      return classify(error as SmtpError, evidence);
    }
  }

  return { send, close: () => transport.close() };
}
