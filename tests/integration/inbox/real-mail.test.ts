import nodemailer from "nodemailer";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listReplies } from "#app/day/replies.server.ts";
import { db } from "#app/db/db.server.ts";
import { createInbox } from "#app/inbox/reader.server.ts";
import { createOutbox } from "#app/outbox/engine.server.ts";
import { appear } from "#app/outbox/liveness.server.ts";
import { seal } from "#app/outbox/secret-box.server.ts";
import { createCampaign } from "../../outbox-factories.ts";
import { addFollowUps } from "./letters.ts";
import { hasPostfix, type MailPeer, startMailPeer } from "../../mail-peer.ts";

const CAMILLE = "camille@parcelle.example";
const MAUD = "maud@mairie.example";
const JEAN = "jean@ville.example";
const NOBODY = "disparu@mairie.example";

const IN_TEN_DAYS = new Date(Date.now() + 10 * 86_400_000);
const BACK = IN_TEN_DAYS.toISOString().slice(0, 10);
const [year, month, day] = BACK.split("-");

let peer: MailPeer;
beforeAll(async () => {
  if (!hasPostfix && !process.env.CI) return;
  const words = `Je suis absente. Je serai de retour le ${day}/${month}/${year}.`;
  // Sieve keeps silent to what looks like a list, as List-Unsubscribe does; Exchange, which most administrations have, answers.
  const vacation = `require ["vacation", "editheader"];\ndeleteheader "List-Unsubscribe";\ndeleteheader "List-Unsubscribe-Post";\nvacation :days 1 :subject "Réponse automatique" "${words}";\n`;
  peer = await startMailPeer({ users: [CAMILLE, MAUD, JEAN], sieve: { [MAUD]: vacation }, postfix: true });
});
afterAll(() => peer?.stop());

test.skipIf(!hasPostfix && !process.env.CI)(
  "a campaign through a real Postfix: away is paused, unknown is bounced, a human is to be answered",
  async () => {
    const campaign = await createCampaign({
      emails: [MAUD, JEAN, NOBODY],
      mailbox: { fromAddress: CAMILLE, smtpUrl: peer.smtpUrl },
    });
    const { mailboxId, actor } = campaign;
    await db.mailbox.update({
      where: { id: mailboxId },
      data: { imapSecret: seal(peer.imapUrl(CAMILLE)), plusAddressing: true },
    });
    await addFollowUps(campaign.id, actor.productId);
    const workerId = crypto.randomUUID();
    const presence = await appear(workerId, () => {});
    const outbox = createOutbox(workerId);
    await outbox.tick();
    await outbox.settled();
    await outbox.stop();
    await presence.leave();
    const { rfcMessageId } = await db.message.findFirstOrThrow({
      where: { campaignId: campaign.id, email: JEAN, rank: 1 },
    });
    const inbox = createInbox(undefined, 3_600_000);
    await inbox.tick();
    await nodemailer.createTransport({ ...smtp(peer.smtpUrl), ignoreTLS: true }).sendMail({
      ...{ from: `Jean <${JEAN}>`, to: CAMILLE, subject: "Re: Vingt minutes ?", text: "Oui, mardi à 14 h." },
      ...{ inReplyTo: `<${rfcMessageId}>`, references: `<${rfcMessageId}>` },
    });
    await expect.poll(() => db.inboundMessage.count({ where: { mailboxId } })).toBe(3);
    await inbox.stop();
    const came = await db.inboundMessage.findMany({ where: { mailboxId }, orderBy: { kind: "asc" } });
    expect(came.map(({ kind, state, matchedBy }) => [kind, state, matchedBy])).toEqual([
      // To the address of each message's own, which the server delivers to the mailbox.
      ["bounce", "filed", "token"],
      ["auto_reply", "filed", "token"],
      ["human", "filed", "reference"],
    ]);
    const enrollments = await db.message.findMany({
      where: { campaignId: campaign.id, rank: 1 },
      select: {
        email: true,
        state: true,
        enrollment: { select: { state: true, pausedUntil: true, stopReason: true } },
      },
      orderBy: { email: "asc" },
    });
    expect(enrollments).toMatchObject([
      { email: NOBODY, state: "bounced", enrollment: { state: "stopped" } },
      { email: JEAN, state: "sent", enrollment: { state: "stopped", stopReason: "A répondu." } },
      { email: MAUD, state: "sent", enrollment: { state: "active", pausedUntil: new Date(BACK) } },
    ]);
    expect((await listReplies(actor, 10)).items).toMatchObject([{ summary: "Oui, mardi à 14 h." }]);
  },
);

function smtp(url: string) {
  const { hostname, port } = new URL(url);
  return { host: hostname, port: Number(port) };
}
